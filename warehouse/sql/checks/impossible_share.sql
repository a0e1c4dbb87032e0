-- severity: error
-- A share of a whole lies between 0 and 100 %. Degrees of completion and of use may exceed it.
select f.figure_id as key, concat(f.value, ' % of ', f.indicator, ' in ', f.place_code) as message
from figure f
left join indicator i on i.indicator = f.indicator
where f.known_to is null and f.kind = 'share' and f.unit = '%' and f.status = 'actual'
  and (f.value > 100 or (f.value < 0 and coalesce(i.name, '') not similar to '.*(增长|增减|变动).*'))
  and coalesce(i.name, '') not similar to '.*(完成|达成|利用|使用|入住|到位|自给|投入产出|增长|率先).*'
