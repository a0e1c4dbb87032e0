-- severity: error
-- A count of people or things, or an area, is never negative.
select f.figure_id as key,
    concat(amount(least(f.value, f.low, f.high), f.unit), ' of ', f.indicator, ' in ', f.place_code, ', ',
        period_name(f.period_start, f.period_end)) as message
from figure f
join indicator i on i.indicator = f.indicator
where f.known_to is null and f.kind = 'level' and least(f.value, f.low, f.high) < 0
  and i.dimension in ('person', 'count', 'household', 'area', 'visit', 'person_times')
