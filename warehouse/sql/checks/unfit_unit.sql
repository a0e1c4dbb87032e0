-- severity: warning
-- Levels in a unit that their indicator does not have, shares and rates of change that are no ratio: they became no
-- figures.
select o.indicator as key,
    concat(count(*), ' observations in ', o.unit, ', such as ', any_value(o.quote), ' (', any_value(o.measure), ')')
        as message
from observation o
join indicator i on i.indicator = o.indicator
left join unit u on u.unit = o.unit
where if(
        o.kind in ('share', 'change_rate'),
        not coalesce(u.dimension = 'ratio', o.unit in ('%', '‰', '成', '倍')),
        o.kind = 'level' and len(i.units) > 0 and not list_contains(i.units, o.unit)
    )
  and o.load_no > $checked_load
group by o.indicator, o.unit
