-- Each value with those who said so while it stood, and those who said otherwise.
create or replace temp table new_figure as
with held as (
    select l.figure_id, l.known_from, l.known_to, l.strength,
        i.article_id, r.report, i.outlet, i.value, i.uncertain, i.published_on, i.known_from as heard_at,
        i.least_meant, i.most_meant, b.unit != i.unit as other_unit,
        i.least_meant <= b.most_meant and b.least_meant <= i.most_meant and b.unit = i.unit as agrees,
        (i.uncertain and not b.uncertain)
            or (b.correction and coalesce(i.published_on < b.published_on, false) and i.article_id != b.article_id)
            as set_aside
    from island l
    join item b on b.figure_id = l.figure_id and b.strength = l.strength
    join item i
        on i.figure_id = l.figure_id
        and (l.known_to is null or i.known_from < l.known_to)
        and (i.known_to is null or i.known_to > l.known_from)
    join report_of r on r.figure_id = i.figure_id and r.strength = i.strength
),
report as (
    select figure_id, known_from, report, bool_or(agrees) as agrees,
        count(distinct article_id) filter (agrees) as copies,
        arg_min(outlet, (coalesce(published_on, '9999-12-31'::DATE), heard_at, article_id)) as outlet,
        max(value) filter (not set_aside and not other_unit) as greatest,
        min(value) filter (not set_aside and not other_unit) as smallest,
        max(least_meant) filter (not set_aside and not other_unit) as least_meant,
        min(most_meant) filter (not set_aside and not other_unit) as most_meant,
        coalesce(bool_or(other_unit) filter (not set_aside), false) as other_unit
    from held
    group by all
),
told as (
    select figure_id, known_from,
        count(*) filter (agrees) as articles, sum(copies) as copies, count(distinct outlet) filter (agrees) as outlets,
        max(greatest) - min(smallest) as spread,
        bool_or(other_unit) or coalesce(max(least_meant) > min(most_meant), false) as conflict
    from report
    group by all
)
select b.figure_id, b.place_code, b.town_code, b.place_level, b.indicator, b.period_start, b.period_end, b.kind,
    b.aspect, b.cumulative, b.status, b.base, b.per, b.value, b.low, b.high, b.unit, b.bound, b.uncertain,
    t.articles::INTEGER as articles, t.copies::INTEGER as copies, t.outlets::INTEGER as outlets, t.spread, t.conflict,
    b.grade, b.observation_id, b.article_id, l.known_from, l.known_to
from island l
join item b on b.figure_id = l.figure_id and b.strength = l.strength
join told t on t.figure_id = l.figure_id and t.known_from = l.known_from;

create or replace temp table old_figure as
select * from figure where figure_id in (from touched_figure);

create or replace temp table changed_now as
select distinct figure_id from (
    (from new_figure except from old_figure) union all (from old_figure except from new_figure)
);

delete from figure where figure_id in (from changed_now);

insert into figure select * from new_figure where figure_id in (from changed_now);

insert into unpublished
select 'figure', figure_id, $reconcile_no from changed_now;

insert into changed_figure from changed_now;

insert into reconciled
with old as (
    select figure_id, max(known_from) filter (known_to is null) as in_force, count(*) as lives
    from old_figure group by all
),
new as (
    select figure_id, max(known_from) filter (known_to is null) as in_force, count(*) as lives
    from new_figure group by all
)
select
    count(*) filter (old.figure_id is null and new.in_force is not null) as added,
    count(*) filter (old.figure_id is not null and new.in_force is not null and new.lives != old.lives) as corrected,
    count(*) filter (old.figure_id is not null and new.in_force is not null and new.lives = old.lives) as unchanged,
    count(*) filter (new.in_force is null) as withdrawn
from old full join new on old.figure_id = new.figure_id;
