-- One indicator, one period, every district: what they said, ranked among their like, and who said nothing.
-- `comparable` numbers the groups within which figures may be ranked: same level, aspect, cumulative or not, unit,
-- denominator and base; group 1 has the most districts. Without `within`: the districts of the level that have a source.
create or replace macro compare(
    indicator, period, within := null, kind := 'level', status := 'actual', level := null
) as table
with told as (
    select f.*, coalesce(f.town_code, f.place_code) as code
    from figure f
    where f.indicator = indicator and f.kind = kind and f.status = status and f.known_to is null
      and f.period_start = period_first(period) and f.period_end = period_last(period)
),
place as (
    select d.code, d.name, d.path, d.level, d.population_2020, d.area_km2, d.existed
    from district_on(period_last(period)) d
    where case
        when within is null then d.level = coalesce(level, 3)
        when level is null then d.parent = within
        else d.level = level and starts_with(d.path, (
            select p.path from district_on(period_last(period)) p where p.code = within
        ) || '/')
    end
),
universe as (
    select p.* from place p
    where p.code in (select t.code from told t)
       or (p.existed and (within is not null or p.code in (select s.home from source s)))
),
grouped as (
    select u.code, u.name, u.path, u.level, u.population_2020, u.area_km2, t.* exclude (code),
        count(t.figure_id) over like_figures as group_size,
        if(t.value is null, null, rank() over (
            partition by u.level, t.aspect, t.cumulative, t.unit, t.per, t.base
            order by if(t.kind = 'rank', -t.value, t.value) desc nulls last
        )) as rank
    from universe u
    left join told t on t.code = u.code
    window like_figures as (partition by u.level, t.aspect, t.cumulative, t.unit, t.per, t.base)
)
select
    if(g.figure_id is null, null, dense_rank() over (
        order by g.figure_id is null, g.group_size desc, g.level, g.aspect nulls last, g.cumulative, g.unit,
            g.per nulls first, g.base nulls first
    )) as comparable,
    g.rank, g.code, g.name, g.value, g.low, g.high, g.unit, g.bound, if(g.figure_id is null, 'silent', 'told') as state,
    g.articles, g.outlets, g.conflict, g.spread, g.uncertain, g.aspect, g.cumulative, g.per, g.base, g.level, g.path,
    g.population_2020, g.area_km2, g.known_from, g.figure_id
from grouped g
order by comparable nulls last, g.rank nulls last, g.code;
