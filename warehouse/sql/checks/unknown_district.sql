-- severity: warning
-- A figure of a code that no district ever bore.
select f.figure_id as key, concat(f.indicator, ' of ', coalesce(f.town_code, f.place_code)) as message
from figure f
where f.known_to is null and exists (from district)
  and f.place_code not in (select code from district)
