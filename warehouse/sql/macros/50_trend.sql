-- One indicator of one district over the years, with growth computed beside growth stated.
-- `basis`: own; predecessors: the sum over districts that went into it whole, where such sums are allowed, or the one
-- that it was renamed from; apart: a predecessor that cannot be added up, shown under its own code and never compared.
-- Growth is computed against the same span one year earlier, from exact values on the same basis of counting. Stated
-- growth is often at constant prices: `contradicts` only where the signs differ or 15 points lie between the two.
create or replace macro trend(indicator, district, kind := 'level', status := 'actual') as table
with said as (
    select f.* replace (f.place_code as code)
    from figure f
    where f.indicator = indicator and f.kind = kind and f.status = status and f.known_to is null
      and f.place_level < 4
      and (f.place_code = district or f.place_code in (select l.ancestor from lineage l where l.code = district))
    union all by name
    select f.* replace (f.town_code as code)
    from figure f
    where f.indicator = indicator and f.kind = kind and f.status = status and f.known_to is null
      and f.place_level = 4 and f.town_code = district
),
own as (
    select s.*, 'own' as basis from said s where s.code = district
),
earlier as (
    select s.*, l.whole and existed(l.valid_from, l.valid_to, s.period_end) as countable
    from said s
    join lineage l on l.code = district and l.ancestor = s.code
    where not exists (
        from own o
        where o.period_start = s.period_start and o.period_end = s.period_end
          and o.aspect is not distinct from s.aspect and o.cumulative = s.cumulative
          and o.per is not distinct from s.per and o.base is not distinct from s.base
    )
),
summed as (
    select e.period_start, e.period_end, e.aspect, e.cumulative, e.per, e.base, e.unit, sum(e.value) as value,
        if(bool_and(e.bound = 'exact'), 'exact', 'approx') as bound, min(e.articles) as articles,
        bool_or(e.conflict) as conflict, bool_or(e.uncertain) as uncertain,
        if(count(*) = 1, any_value(e.figure_id), null) as figure_id,
        string_agg(e.code, '+' order by e.code) as code
    from earlier e
    left join indicator i on i.indicator = e.indicator
    group by e.period_start, e.period_end, e.aspect, e.cumulative, e.per, e.base, e.unit
    having bool_and(e.countable) and bool_and(e.value is not null)
       and count(distinct e.code) = count(*)
       and count(*) = (
            select count(*) from lineage l
            where l.code = district and existed(l.valid_from, l.valid_to, e.period_end)
       )
       and (count(*) = 1 or (bool_and(i.may_sum) and bool_and(e.kind = 'level') and bool_and(e.per is null)))
),
line as (
    select o.period_start, o.period_end, o.aspect, o.cumulative, o.per, o.base, o.unit, o.value, o.bound, o.articles,
        o.conflict, o.uncertain, o.figure_id, o.code, o.basis
    from own o
    union all by name
    select s.*, 'predecessors' as basis from summed s
    union all by name
    select e.period_start, e.period_end, e.aspect, e.cumulative, e.per, e.base, e.unit, e.value, e.bound, e.articles,
        e.conflict, e.uncertain, e.figure_id, e.code, 'apart' as basis
    from earlier e
    where not exists (
        from summed s
        where s.period_start = e.period_start and s.period_end = e.period_end
          and s.aspect is not distinct from e.aspect and s.cumulative = e.cumulative
          and s.per is not distinct from e.per and s.base is not distinct from e.base and s.unit = e.unit
    )
),
against as (
    select l.*, if(l.bound = 'exact' and p.bound = 'exact' and p.value > 0, 100 * (l.value / p.value - 1), null)
        as growth_computed,
        g.value as growth_stated, g.figure_id as growth_figure_id
    from line l
    left join line p
        on l.basis != 'apart' and p.basis != 'apart' and kind = 'level'
        and p.period_start = (l.period_start - interval 1 year)::DATE
        and p.period_end = if(l.period_end = last_day(l.period_end),
            last_day((l.period_end - interval 1 year)::DATE), (l.period_end - interval 1 year)::DATE)
        and p.aspect is not distinct from l.aspect and p.cumulative = l.cumulative
        and p.per is not distinct from l.per and p.base is not distinct from l.base and p.unit = l.unit
    left join growth_stated g
        on g.code = l.code and l.basis != 'apart' and kind = 'level' and g.indicator = indicator and g.status = status
        and g.period_start = l.period_start and g.period_end = l.period_end
)
select period_name(a.period_start, a.period_end) as period, a.value, a.unit, a.bound, a.basis, a.code, a.articles,
    a.conflict, a.uncertain, a.growth_computed, a.growth_stated,
    growth_contradicts(a.growth_computed, a.growth_stated) as contradicts, a.aspect, a.cumulative, a.per, a.base,
    a.period_start, a.period_end, a.figure_id
from against a
where understood(indicator, kind, status)
order by a.period_start, a.period_end desc, a.basis != 'own', a.code, a.aspect, a.cumulative, a.per, a.base;
