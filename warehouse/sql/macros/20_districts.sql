-- Whether a district with these bounds existed on a day.
create or replace macro existed(valid_from, valid_to, on_day) as
    (valid_from is null or valid_from <= on_day) and (valid_to is null or valid_to > on_day);

-- One row for each code: the district that bore it on a day, else the one nearest to it.
create or replace macro district_on(on_day) as table
select s.* from district_span s where s.first_day <= on_day and s.next_day > on_day;

-- First and last day of a period, and `root`: the code of the unit whose districts are meant, given itself or by one of
-- its children on that last day.
create or replace macro asked(period, within, peers_of) as table
with days as (
    from period_days(period)
)
select d.first_day, d.last_day, coalesce(within, (
    select any_value(s.above[1])
    from district_span s, days x
    where s.code = peers_of and s.first_day <= x.last_day and s.next_day > x.last_day
)) as root
from days d;

-- Whether a comparison is about a district: one of a list; of those of a level within a root; of its children; or, if
-- none is given, of all of a level.
create or replace macro is_meant(code, district_level, above, root, within, level, peers_of, among) as case
    when among is not null then list_contains(among::VARCHAR[], code)
    when coalesce(within, peers_of) is null then district_level = coalesce(level, 3)
    when level is null then above[1] = root
    else district_level = level and list_contains(above, root)
end;
