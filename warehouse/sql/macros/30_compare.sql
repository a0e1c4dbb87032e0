-- One indicator, one period, every district: what they said, ranked among their like, and who said nothing.
-- `comparable` numbers the groups within which figures may be ranked: same level, aspect, cumulative or not, unit,
-- denominator and base; group 1 has the most districts. `order_by`: value, per_capita or per_km2. Silent are those that
-- existed on the period's last day and have a source, or were asked for by `within`, `peers_of` or `among`.
create or replace macro compare(
    indicator, period, within := null, kind := 'level', status := 'actual', level := null, peers_of := null,
    among := null, order_by := 'value'
) as table
with asked as (
    from asked(period, within, peers_of) where known_indicator(indicator) is not null
),
told as (
    select f.*, case order_by when 'per_capita' then f.per_capita when 'per_km2' then f.per_km2 else f.value end
        as measured
    from figure f
    join asked a on f.period_start = a.first_day and f.period_end = a.last_day
    where f.indicator = indicator and f.kind = kind and f.status = status and f.known_to is null
      and is_meant(f.code, f.level, f.above, a.root, within, level, peers_of, among)
),
like_size as (
    select t.alike, row_number() over (order by count(*) desc, t.alike) as comparable from told t group by t.alike
)
select g.comparable,
    if(t.measured is null, null, rank() over (
        partition by g.comparable order by if(kind = 'rank', -t.measured, t.measured) desc nulls last
    )) as rank,
    t.code, t.name, t.value, t.low, t.high, t.unit, t.bound, 'told' as state, t.articles, t.outlets, t.conflict, t.spread,
    t.uncertain, t.aspect, t.cumulative, t.per, t.base, t.level, t.path, t.per_capita, t.per_km2, t.known_from,
    t.figure_id
from told t
join like_size g on g.alike = t.alike
union all by name
select s.code, s.name, 'silent' as state, s.level, s.path
from district_span s
join asked a on s.first_day <= a.last_day and s.next_day > a.last_day
where s.existed and (s.has_source or coalesce(within, peers_of) is not null or among is not null)
  and is_meant(s.code, s.level, s.above, a.root, within, level, peers_of, among)
  and s.code not in (select t.code from told t)
order by comparable nulls last, rank nulls last, code;
