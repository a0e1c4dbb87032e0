-- severity: error
-- A share of a whole lies between 0 and 100 %. Degrees of completion and of use, gross enrolment and ratios of two
-- amounts may exceed it. Of rates told as levels only those are looked at that are parts of a whole by their name.
select f.figure_id as key,
    concat(
        if(f.value is null, concat_ws(' to ', amount(f.low, '%'), amount(f.high, '%')), amount(f.value, '%')),
        ' of ', f.indicator, ' in ', f.place_code, ', ', period_name(f.period_start, f.period_end)
    ) as message
from figure f
left join indicator i on i.indicator = f.indicator
where f.known_to is null and f.unit = '%'
  and case f.kind
        when 'share' then coalesce(i.name, '') not similar to
            '.*(完成|达成|利用|使用|入住|到位|自给|投入产出|增长|率先|毛入|拨备|充足|存贷|产销|销售率|依存|负债|杠杆|周转|指数|性别比).*'
        when 'level' then i.dimension = 'ratio' and i.name similar to
            '.*(占比|比重|比例|覆盖率.*|绿化率.*|普及率|合格率|达标率|城镇化率|失业率|满意率|就业率|治理率|处理率|死亡率|贫困发生率)'
        else false
    end
  and (greatest(f.value, f.low, f.high) > 100
       or (least(f.value, f.low, f.high) < 0 and coalesce(i.name, '') not similar to '.*(增长|增减|变动).*'))
