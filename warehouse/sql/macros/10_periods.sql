-- The day that is written 2025-01-31, and in no other way.
create or replace macro day_called(name) as
    if(try_cast(name as DATE)::VARCHAR = name and name between '1800' and '2201', try_cast(name as DATE), null);

-- First and last day of a period as people write it: 2025, 2025-H1, 2025-Q1, 2025-01, 2025-01-31, or two of these with
-- / between. Refuses everything else.
create or replace macro period_days(period) as table
with met as (
    select coalesce(
            any_value(c.first_day) filter (c.name = split_part(period, '/', 1)),
            day_called(split_part(period, '/', 1))
        ) as first_day,
        coalesce(
            any_value(c.last_day) filter (c.name = split_part(period, '/', -1)),
            day_called(split_part(period, '/', -1))
        ) as last_day
    from calendar c
    where c.name in (split_part(period, '/', 1), split_part(period, '/', -1))
)
select if(
        m.first_day <= m.last_day and len(period) - len(replace(period, '/', '')) < 2,
        m.first_day,
        error('expected a period such as 2025, 2025-Q1, 2025-H1, 2025-09, 2025-01/2025-09 with the earlier first; '
            || 'found ' || period)::DATE
    ) as first_day,
    m.last_day
from met m;

-- First day of such a period.
create or replace macro period_first(period) as (select d.first_day from period_days(period) d);

-- Last day of such a period.
create or replace macro period_last(period) as (
    select if(d.first_day is null, null, d.last_day) from period_days(period) d
);
