-- The shortest name of a period, which is the one that figures have.
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
