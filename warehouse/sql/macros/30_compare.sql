-- The last day of the period that a comparison is asked for. Refuses an unknown indicator, kind, status or order, a
-- period that is not written by its shortest name, and a span of which there is no figure at all.
create or replace macro asked(indicator, period, kind, status, order_by) as table
select coalesce(
    error('expected ' || coalesce(
        refusal(n.knows_indicator, indicator, kind, status),
        if(order_by in ('value', 'per_capita', 'per_km2'), null,
            'an order: value, per_capita or per_km2; found ' || order_by),
        if(n.last_day is null and day_called(period::VARCHAR) is null,
            'a period such as 2025, 2025-Q1, 2025-H1, 2025-09, by its shortest name, or a span such as 2025-01/2025-09 '
                || 'of which there is a figure; found ' || coalesce(period::VARCHAR, 'NULL'), null)
    ))::DATE,
    n.last_day,
    day_called(period::VARCHAR)
) as last_day
from (
    select any_value(k.last_day) as last_day, coalesce(bool_or(k.name in (indicator, '*')), false) as knows_indicator
    from known_name k
    where k.name in (indicator, period::VARCHAR, '*')
) n;

-- One indicator, one period, every district: what they said, ranked among their like, and who said nothing.
-- `comparable` numbers the groups within which figures may be ranked: same level, aspect, cumulative or not, unit,
-- denominator and base; group 1 has the most districts. `order_by`: value, per_capita or per_km2. Silent are those that
-- existed on the period's last day and have a source, or were asked for by `within` or `among`. Withheld is what they
-- said where a check keeps it out of the copy: the table `withheld` says why.
create or replace macro compare(
    indicator, period, within := null, kind := 'level', status := 'actual', level := null, among := null,
    order_by := 'value'
) as table
select t.comparable, t.rank, s.code, s.name, t.value, t.low, t.high, t.unit, t.bound,
    case
        when t.code is not null then 'told'
        when s.code in (
            select w.code from withheld w
            where w.indicator = indicator and w.period = period::VARCHAR and w.kind = kind and w.status = status
        ) then 'withheld'
        else 'silent'
    end as state, t.articles, t.outlets, t.conflict, t.spread, t.uncertain, t.aspect,
    t.cumulative, t.per, t.base, s.level, s.path, t.per_capita, t.per_km2, t.known_from, t.figure_id
from asked(indicator, period, kind, status, order_by) d, district_span s
left join (
    select *, dense_rank() over (order by size desc, alike) as comparable
    from (
        select f.code, f.value, f.low, f.high, f.unit, f.bound, f.articles, f.outlets, f.conflict, f.spread,
            f.uncertain, f.aspect, f.cumulative, f.per, f.base, f.per_capita, f.per_km2, f.known_from, f.figure_id,
            f.alike,
            case order_by when 'per_capita' then f.per_capita when 'per_km2' then f.per_km2 else f.value end
                as measured,
            count(*) over (partition by f.alike) as size,
            if(measured is null, null, rank() over (
                partition by f.alike order by if(kind = 'rank', -measured, measured) desc nulls last
            )) as rank
        from figure f
        where f.indicator = indicator and f.period = period::VARCHAR and f.kind = kind
          and f.status = status and f.known_to is null
          -- A whole year is looked for by its first day too: DuckDB skips unequal days faster than unequal names.
          and case when len(period::VARCHAR) != 4 then true
              else f.period_start = try_cast(period::VARCHAR || '-01-01' as DATE) end
          and is_meant(f.code, f.level, f.above, within, level, among)
    )
) t on t.code = s.code
where s.first_day <= d.last_day and s.next_day > d.last_day and is_meant(s.code, s.level, s.above, within, level, among)
  and (t.code is not null or s.existed and (s.has_source or within is not null or among is not null))
order by t.comparable nulls last, t.rank nulls last, s.code;
