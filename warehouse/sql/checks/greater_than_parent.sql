-- severity: warning
-- What may be summed over districts is no more in one of them than in the district above it.
with parent as (
    select code, max(parent) as parent from district where code_system = 'GB/T2260' group by code
)
select c.figure_id as key,
    concat(c.indicator, ': ', c.value, ' ', c.unit, ' in ', c.place_code, ', but ', p.value, ' in ', p.place_code)
        as message
from figure c
join indicator i on i.indicator = c.indicator and i.may_sum
join parent d on d.code = c.place_code
join figure p
    on p.place_code = d.parent and p.indicator = c.indicator and p.kind = c.kind and p.status = c.status
    and p.period_start = c.period_start and p.period_end = c.period_end and p.cumulative = c.cumulative
    and p.aspect is not distinct from c.aspect and p.per is not distinct from c.per and p.unit = c.unit
where c.known_to is null and p.known_to is null and c.kind = 'level' and c.per is null and c.place_level in (2, 3)
  and p.place_level < 3 and c.value > 1.01 * p.value and p.bound in ('exact', 'approx', 'le', 'lt') and p.value > 0
