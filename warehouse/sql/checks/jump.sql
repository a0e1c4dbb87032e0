-- severity: warning
-- A level beyond ten times, or below a tenth, of the last one told of the same span in an earlier year; small counts may
-- jump.
with level as (
    select figure_id, indicator, place_code, period_start, period_end, value, unit, articles, grade,
        year(period_start) as first_year,
        hash(
            coalesce(town_code, place_code), indicator, status, aspect, cumulative, per, unit,
            year(period_end) - year(period_start), strftime(period_start, '%m%d'),
            if(period_end = last_day(period_end), month(period_end), strftime(period_end, '%m%d')::INTEGER * 100)
        ) as series
    from figure
    where known_to is null and kind = 'level' and value > 0
),
paired as (
    select *, lag(value) over earlier as before, lag(first_year) over earlier as year_before
    from level
    window earlier as (partition by series order by first_year)
)
select figure_id as key,
    concat(indicator, ' in ', place_code, ': ', amount(before, unit), ' in ', year_before, ', ', amount(value, unit), ' in ',
        period_name(period_start, period_end)) as message
from paired
where greatest(value, before) > 100 and (value / before > 10 or before / value > 10)
