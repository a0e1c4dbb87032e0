-- A period as people write it: 2025, 2025-H1, 2025-Q1, 2025-01, 2025-01-31, or two of these with / between.
create or replace macro period_part_first(part) as case
    when regexp_full_match(part, '\d{4}') then make_date(part::INTEGER, 1, 1)
    when regexp_full_match(part, '\d{4}-Q[1-4]') then make_date(part[1:4]::INTEGER, part[7:7]::INTEGER * 3 - 2, 1)
    when regexp_full_match(part, '\d{4}-H[12]') then make_date(part[1:4]::INTEGER, part[7:7]::INTEGER * 6 - 5, 1)
    when regexp_full_match(part, '\d{4}-(0[1-9]|1[0-2])') then make_date(part[1:4]::INTEGER, part[6:7]::INTEGER, 1)
    when regexp_full_match(part, '\d{4}-\d{2}-\d{2}') then part::DATE
    else error('expected a period such as 2025, 2025-Q1, 2025-H1, 2025-09, 2025-01/2025-09; found ' || part)::DATE
end;

create or replace macro period_part_last(part) as (period_part_first(part) + case
    when regexp_full_match(part, '\d{4}') then interval 1 year
    when regexp_full_match(part, '\d{4}-Q[1-4]') then interval 3 months
    when regexp_full_match(part, '\d{4}-H[12]') then interval 6 months
    when regexp_full_match(part, '\d{4}-\d{2}') then interval 1 month
    else interval 1 day
end - interval 1 day)::DATE;

create or replace macro period_first(period) as period_part_first(split_part(period, '/', 1));

create or replace macro period_last(period) as period_part_last(
    if(contains(period, '/'), split_part(period, '/', 2), period)
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
