-- severity: warning
-- A figure of a code that no district ever bore.
select f.figure_id as key,
    concat(f.indicator, ' of ', coalesce(f.town_code, f.place_code), ', ', period_name(f.period_start, f.period_end))
        as message
from figure f
where f.known_to is null and exists (from district)
  and (f.place_code not in (select code from district)
       or (f.town_code not in (select code from district) and exists (from district where level = 4)))
