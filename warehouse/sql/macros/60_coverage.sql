-- For how many districts there is a figure, by their parent: silence is seen, never taken for zero.
create or replace macro coverage(
    indicator, period, within := null, kind := 'level', status := 'actual', level := 3
) as table
with meant as (
    select s.code, s.parent, s.has_source, d.last_day
    from district_span s
    join period_days(period) d on s.first_day <= d.last_day and s.next_day > d.last_day
    where s.existed and is_meant(s.code, s.level, s.above, within, level, null)
      and understood(indicator, kind, status)
),
told as (
    select coalesce(f.town_code, f.place_code) as code, bool_or(f.conflict) as conflict,
        bool_and(f.uncertain) as uncertain, max(f.articles) as articles
    from figure f
    join period_days(period) d on f.period_start = d.first_day and f.period_end = d.last_day
    where f.indicator = indicator and f.kind = kind and f.status = status and f.known_to is null
    group by all
),
held_back as (
    select distinct w.code
    from withheld w
    join period_days(period) d on w.period = period_name(d.first_day, d.last_day)
    where w.indicator = indicator and w.kind = kind and w.status = status
)
select m.parent as code, any_value(p.name) as name, count(*) as districts,
    count(*) filter (m.has_source) as with_source, count(t.code) as told,
    count(*) filter (m.has_source and t.code is null and h.code is null) as silent,
    count(*) filter (t.code is null and h.code is not null) as withheld,
    100.0 * count(t.code) / count(*) as told_percent,
    count(*) filter (t.conflict) as in_conflict, count(*) filter (t.uncertain) as uncertain,
    count(*) filter (t.articles > 1) as told_by_several
from meant m
left join told t on t.code = m.code
left join held_back h on h.code = m.code
left join district_span p on p.code = m.parent and p.first_day <= m.last_day and p.next_day > m.last_day
group by m.parent
order by m.parent;
