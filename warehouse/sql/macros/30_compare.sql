-- One indicator, one period, every district: what they said, ranked among their like, and who said nothing.
-- `comparable` numbers the groups within which figures may be ranked: same level, aspect, cumulative or not, unit,
-- denominator and base; group 1 has the most districts. `order_by`: value, per_capita or per_km2.
create or replace macro compare(
    indicator, period, within := null, kind := 'level', status := 'actual', level := null, peers_of := null,
    among := null, order_by := 'value'
) as table
with told as (
    select f.*, coalesce(f.town_code, f.place_code) as code
    from figure f
    where f.indicator = indicator and f.kind = kind and f.status = status and f.known_to is null
      and f.period_start = period_first(period) and f.period_end = period_last(period)
),
placed as (
    select d.code, d.name, d.path, d.level, d.population_2020, d.area_km2, t.* exclude (code),
        if(t.kind = 'level' and t.per is null and t.place_level <= 3 and i.per_capita,
            t.value / d.population_2020, null) as per_capita,
        if(t.kind = 'level' and t.per is null and t.place_level <= 3 and i.may_sum,
            t.value / d.area_km2, null) as per_km2,
        concat_ws('|', d.level, if(coalesce(t.base, 'year') = 'year', 0, 1), coalesce(t.aspect, '~'), t.cumulative, t.unit,
            coalesce(t.per, ''), coalesce(t.base, '')) as alike
    from districts_meant(period_last(period), within, level, peers_of, among) d
    left join told t on t.code = d.code
    left join indicator i on i.indicator = t.indicator
    where d.expected or t.figure_id is not null
),
grouped as (
    select p.*,
        case order_by when 'per_capita' then p.per_capita when 'per_km2' then p.per_km2 else p.value end as measured,
        count(p.figure_id) over (partition by p.alike) as group_size
    from placed p
)
select
    if(g.figure_id is null, null, dense_rank() over (
        order by g.figure_id is null, g.group_size desc, g.alike
    )) as comparable,
    if(g.measured is null, null, rank() over (
        partition by g.alike order by if(g.kind = 'rank', -g.measured, g.measured) desc nulls last
    )) as rank,
    g.code, g.name, g.value, g.low, g.high, g.unit, g.bound, if(g.figure_id is null, 'silent', 'told') as state,
    g.articles, g.outlets, g.conflict, g.spread, g.uncertain, g.aspect, g.cumulative, g.per, g.base, g.level, g.path,
    g.per_capita, g.per_km2, g.known_from, g.figure_id
from grouped g
order by comparable nulls last, rank nulls last, g.code;
