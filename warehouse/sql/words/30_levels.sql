-- The levels in force of at least so much, each with its series: the same district, indicator and manner of counting,
-- for the same part of the year, in one year after the other.
create or replace macro levels_by_series(least) as table
select figure_id, indicator, place_code, period_start, period_end, value, unit, articles, grade,
    year(period_start) as first_year,
    hash(
        coalesce(town_code, place_code), indicator, status, aspect, cumulative, per, unit,
        year(period_end) - year(period_start), strftime(period_start, '%m%d'),
        if(period_end = last_day(period_end), month(period_end), strftime(period_end, '%m%d')::INTEGER * 100)
    ) as series
from figure
where known_to is null and kind = 'level' and value >= least;
