-- severity: error
-- A thousandfold jump within a year is a slip of units (万 for 亿): the figure with the weaker evidence is kept out.
select if((n.articles, n.grade) <= (b.articles, b.grade), n.figure_id, b.figure_id) as key,
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
  and least(n.value, b.value) >= 10 and (n.value / b.value >= 1000 or b.value / n.value >= 1000)
