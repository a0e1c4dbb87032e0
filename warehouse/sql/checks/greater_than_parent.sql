-- severity: warning
-- What may be summed over districts is no more in one of them than in any of the districts above it.
with recursive above as (
    select code, parent from (
        select code, max(parent) as parent from district where code_system in ('GB/T2260', 'NBS') group by code
    )
    where parent is not null and parent != code
),
line as (
    select code, parent as higher, 1 as steps from above
    union
    select l.code, a.parent, l.steps + 1 from line l join above a on a.code = l.higher where l.steps < 4
),
level as materialized (
    select f.figure_id, f.indicator, f.period_start, f.period_end, f.value, f.unit, f.bound,
        coalesce(f.town_code, f.place_code) as code,
        hash(f.indicator, f.period_start, f.period_end, f.status, f.cumulative, f.aspect, f.unit) as about
    from figure f
    join indicator i on i.indicator = f.indicator and i.may_sum
    where f.known_to is null and f.kind = 'level' and f.per is null and f.value > 0
),
below as materialized (
    select c.*, l.higher from level c join line l on l.code = c.code
)
select c.figure_id as key,
    concat(c.indicator, ', ', period_name(c.period_start, c.period_end), ': ', amount(c.value, c.unit), ' in ', c.code,
        ', but ', amount(p.value, p.unit), ' in ', p.code) as message
from below c
join level p on p.about = c.about and p.code = c.higher
where c.value > 1.01 * p.value and p.bound in ('exact', 'approx', 'le', 'lt')
