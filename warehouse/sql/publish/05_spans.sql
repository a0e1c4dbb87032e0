-- Which district bore a code, span by span: one row for each code and day, so that a comparison looks it up and need
-- not work it out. On days on which none bore it, the nearest stands in: the last one.
create or replace table coming.district_span as
with bearer as (
    select *, coalesce(valid_from, '-infinity'::DATE) as begins, coalesce(valid_to, 'infinity'::DATE) as ends
    from district
    where code_system in ('GB/T2260', 'NBS')
),
turn as (
    select distinct code, unnest(['-infinity'::DATE, begins, ends]) as first_day from bearer
),
span as (
    select code, first_day, lead(first_day, 1, 'infinity'::DATE) over (partition by code order by first_day) as next_day
    from turn
    where first_day < 'infinity'::DATE
),
borne as (
    select s.code, s.first_day, s.next_day, b.begins <= s.first_day and b.ends > s.first_day as existed, b.name,
        b.level, b.parent, b.path, b.population_2020, b.area_km2
    from span s
    join bearer b on b.code = s.code
    qualify row_number() over (
        partition by s.code, s.first_day order by existed desc, b.valid_from desc nulls last, b.path
    ) = 1
),
above as (
    select code, any_value(parent) as parent from borne group by code
)
select b.code, b.first_day, b.next_day, b.existed, b.name, b.level, b.parent,
    list_filter([b.parent, p.parent, g.parent], code -> code is not null) as above, b.path, b.population_2020,
    b.area_km2, b.code in (select home from source) as has_source
from borne b
left join above p on p.code = b.parent
left join above g on g.code = p.parent
order by b.level, b.code, b.first_day;

-- Figures with all that a comparison asks of the dimensions, so that it need not join them: the district as it was on
-- the period's last day, the name of the period, what may be divided by its people and its area, and `alike`, by which
-- figures are ranked together.
create or replace temp view figure_placed as
select f.*, period_name(f.period_start, f.period_end) as period, s.code, s.name, s.level, s.above, s.path,
    if(f.kind = 'level' and f.per is null and f.place_level <= 3 and i.per_capita, f.value / s.population_2020, null)
        as per_capita,
    if(f.kind = 'level' and f.per is null and f.place_level <= 3 and i.may_sum, f.value / s.area_km2, null) as per_km2,
    concat_ws('|', s.level, if(coalesce(f.base, 'year') = 'year', 0, 1), coalesce(f.aspect, '~'), f.cumulative, f.unit,
        coalesce(f.per, ''), coalesce(f.base, '')) as alike
from figure f
left join coming.district_span s
    on s.code = coalesce(f.town_code, f.place_code) and s.first_day <= f.period_end and s.next_day > f.period_end
left join indicator i on i.indicator = f.indicator;
