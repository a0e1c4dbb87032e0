-- First and last day of a period as people write it: 2025, 2025-H1, 2025-Q1, 2025-01, 2025-01-31, or two of these with /
-- between. Refuses everything else.
create or replace macro period_days(period) as table
with met as (
    select coalesce(
            any_value(c.first_day) filter (c.name = split_part(period, '/', 1)),
            if(split_part(period, '/', 1) between '1800' and '2201', try_cast(split_part(period, '/', 1) as DATE), null)
        ) as first_day,
        coalesce(
            any_value(c.last_day) filter (c.name = split_part(period, '/', -1)),
            if(split_part(period, '/', -1) between '1800' and '2201', try_cast(split_part(period, '/', -1) as DATE), null)
        ) as last_day
    from calendar c
    where c.name in (split_part(period, '/', 1), split_part(period, '/', -1))
)
select if(
        m.first_day <= m.last_day and len(period) - len(replace(period, '/', '')) < 2,
        m.first_day,
        error('expected a period such as 2025, 2025-Q1, 2025-H1, 2025-09, 2025-01/2025-09 with the earlier first; found '
            || period)::DATE
    ) as first_day,
    m.last_day
from met m;

create or replace macro period_first(period) as (select d.first_day from period_days(period) d);

create or replace macro period_last(period) as (
    select if(d.first_day is null, null, d.last_day) from period_days(period) d
);

-- The shortest name of a period.
create or replace macro period_name(first_day, last_day) as case
    when last_day = first_day then strftime(first_day, '%Y-%m-%d')
    when day(first_day) != 1 or last_day != last_day(last_day)
        then strftime(first_day, '%Y-%m-%d') || '/' || strftime(last_day, '%Y-%m-%d')
    when last_day = last_day(first_day) then strftime(first_day, '%Y-%m')
    when year(first_day) = year(last_day) and month(first_day) = 1 and month(last_day) = 12
        then strftime(first_day, '%Y')
    when year(first_day) = year(last_day) and month(first_day) % 6 = 1 and month(last_day) = month(first_day) + 5
        then strftime(first_day, '%Y') || '-H' || (month(last_day) // 6)
    when year(first_day) = year(last_day) and month(first_day) % 3 = 1 and month(last_day) = month(first_day) + 2
        then strftime(first_day, '%Y') || '-Q' || quarter(first_day)
    else strftime(first_day, '%Y-%m') || '/' || strftime(last_day, '%Y-%m')
end;
