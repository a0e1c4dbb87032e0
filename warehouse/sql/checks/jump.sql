-- severity: warning
-- A level beyond ten times, or below a tenth, of the same span a year earlier; small counts may jump.
select n.figure_id as key,
    concat(n.indicator, ' in ', n.place_code, ': ', b.value, ' ', b.unit, ' a year earlier, now ', n.value) as message
from figure n
join figure b
    on b.place_code = n.place_code and b.town_code is not distinct from n.town_code and b.indicator = n.indicator
    and b.kind = n.kind and b.status = n.status and b.aspect is not distinct from n.aspect
    and b.cumulative = n.cumulative and b.per is not distinct from n.per and b.unit = n.unit
    and b.period_start = (n.period_start - interval 1 year)::DATE
    and b.period_end = if(n.period_end = last_day(n.period_end),
        last_day((n.period_end - interval 1 year)::DATE), (n.period_end - interval 1 year)::DATE)
where n.known_to is null and b.known_to is null and n.kind = 'level' and n.value > 0 and b.value > 0
  and greatest(n.value, b.value) > 100 and (n.value / b.value > 10 or b.value / n.value > 10)
