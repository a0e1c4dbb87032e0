-- severity: warning
-- Growth computed from two levels and growth stated differ in sign, or by more than 15 points.
with level as (
    select * from figure
    where known_to is null and kind = 'level' and bound = 'exact' and value > 0 and status = 'actual'
)
select g.figure_id as key,
    concat(g.indicator, ' in ', g.place_code, ', ', period_name(g.period_start, g.period_end), ': stated ',
        amount(g.value, '%'), ', computed ', amount(round(100 * (n.value / b.value - 1), 1), '%')) as message
from level n
join level b
    on b.place_code = n.place_code and b.town_code is not distinct from n.town_code and b.indicator = n.indicator
    and b.aspect is not distinct from n.aspect and b.cumulative = n.cumulative and b.per is not distinct from n.per
    and b.unit = n.unit and b.period_start = (n.period_start - interval 1 year)::DATE
    and b.period_end = if(n.period_end = last_day(n.period_end),
        last_day((n.period_end - interval 1 year)::DATE), (n.period_end - interval 1 year)::DATE)
join figure g
    on g.place_code = n.place_code and g.town_code is not distinct from n.town_code and g.indicator = n.indicator
    and g.kind = 'change_rate' and g.status = 'actual' and g.known_to is null and coalesce(g.base, 'year') = 'year'
    and g.period_start = n.period_start and g.period_end = n.period_end and g.cumulative = n.cumulative
    and g.per is not distinct from n.per and g.unit = '%' and g.value is not null
where abs(100 * (n.value / b.value - 1) - g.value) > 15
   or (abs(g.value) > 1 and abs(100 * (n.value / b.value - 1)) > 1 and sign(g.value) != sign(n.value - b.value))
