-- Who tells another story than before, the stories concerned, and each of them made anew from its tellings.
create or replace temp table touched_story as
select story_id from old_telling
union
select story_before from loose where story_before is not null
union
select label from component
union
select article_id from loose;

create or replace temp table retold as
select t.article_id
from telling t
join component c on c.label = t.story_id
where c.root != c.label and t.article_id not in (select article_id from loose);

update telling set story_id = c.root
from component c
where c.label = telling.story_id and c.root != c.label;

insert into retold
select l.article_id
from loose l left join telling t on t.article_id = l.article_id
where l.story_before is distinct from t.story_id;

create or replace temp table old_story as
from story where story_id in (from touched_story);

-- The district a story is from: the deepest whose source tells it; of several, the one that the named outlets speak
-- for.
create or replace temp table new_story as
with told as (
    select *, case when home not similar to '\d{6}' then 0 when home like '%0000' then 1 when home like '%00' then 2
        else 3 end as depth,
        row(coalesce(published_on, '9999-12-31'::DATE), coalesce(published, 'infinity'::TIMESTAMPTZ), article_id)
            as place
    from telling
    where story_id in (from touched_story)
    qualify count(*) over (partition by story_id) > 1
),
deepest as (
    select story_id, home from told
    qualify depth > 0 and depth = max(depth) over (partition by story_id)
),
stem as (
    select code, if(len(any_value(name)) > 2, left(any_value(name), -1), any_value(name)) as words
    from district where level <= 3 group by code having count(distinct name) = 1
),
candidate as (
    select d.story_id, d.home, coalesce(bool_or(contains(t.outlet, s.words)), false) as spoken_for
    from (select distinct story_id, home from deepest) d
    join told t on t.story_id = d.story_id
    left join stem s on s.code = d.home
    group by d.story_id, d.home
),
origin as (
    select story_id, case
            when count(*) = 1 then any_value(home)
            when count(*) filter (spoken_for) = 1 then any_value(home) filter (spoken_for)
        end as district_code
    from candidate
    group by story_id
)
select t.story_id, arg_min(t.title, place) as title, count(*)::INTEGER as articles,
    count(distinct t.outlet)::INTEGER as outlets, count(distinct t.source_id)::INTEGER as sources,
    min(t.published_on) as first_on, max(t.published_on) as last_on,
    arg_min(t.article_id, place) as first_article_id, arg_min(t.outlet, place) as first_outlet,
    any_value(o.district_code) as district_code,
    arg_min(t.article_id, place) filter (t.home = o.district_code) as own_article_id,
    arg_min(t.outlet, place) filter (t.home = o.district_code) as own_outlet
from told t
left join origin o on o.story_id = t.story_id
group by t.story_id;

create or replace temp table changed_story as
select distinct story_id from (
    (from new_story except from old_story) union all (from old_story except from new_story)
);

delete from story where story_id in (from changed_story);

insert into story from new_story where story_id in (from changed_story);

-- Reports are counted by stories: figures are made anew where the article of a witness tells another one now.
insert into touched_figure
select distinct figure_id from evidence
where article_id in (from retold) and figure_id not in (from touched_figure);

insert into unpublished
select 'story', story_id, $reconcile_no from changed_story
union all
select distinct 'article', article_id, $reconcile_no from retold
where article_id not in (from touched_article);
