-- severity: warning
-- A level beyond ten times, or below a tenth, of the last one told of the same span in an earlier year; small counts
-- may jump.
with paired as (
    select *, lag(value) over earlier as before, lag(first_year) over earlier as year_before
    from levels_by_series(0)
    where value > 0
    window earlier as (partition by series order by first_year)
)
select figure_id as key,
    concat(indicator, ' in ', place_code, ': ', amount(before, unit), ' in ', year_before, ', ', amount(value, unit),
        ' in ', period_name(period_start, period_end)) as message
from paired
where greatest(value, before) > 100 and (value / before > 10 or before / value > 10)
