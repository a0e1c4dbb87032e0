-- For how many districts there is a figure, by their parent: silence is seen, never taken for zero.
create or replace macro coverage(
    indicator, period, within := null, kind := 'level', status := 'actual', level := 3
) as table
with meant as (
    select d.code, d.parent, d.existed, d.path, d.code in (select s.home from source s) as has_source
    from districts_meant(period_last(period), within, level, null, null) d
    where d.existed
),
told as (
    select coalesce(f.town_code, f.place_code) as code, bool_or(f.conflict) as conflict,
        bool_and(f.uncertain) as uncertain, max(f.articles) as articles
    from figure f
    where f.indicator = indicator and f.kind = kind and f.status = status and f.known_to is null
      and f.period_start = period_first(period) and f.period_end = period_last(period)
    group by all
)
select m.parent as code, any_value(p.name) as name, count(*) as districts,
    count(*) filter (m.has_source) as with_source, count(t.code) as told,
    count(*) filter (m.has_source and t.code is null) as silent, 100.0 * count(t.code) / count(*) as told_percent,
    count(*) filter (t.conflict) as in_conflict, count(*) filter (t.uncertain) as uncertain,
    count(*) filter (t.articles > 1) as told_by_several
from meant m
left join told t on t.code = m.code
left join district_on(period_last(period)) p on p.code = m.parent
group by m.parent
order by m.parent;
