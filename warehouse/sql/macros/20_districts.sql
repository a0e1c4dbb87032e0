-- Whether a district with these bounds existed on a day.
create or replace macro existed(valid_from, valid_to, on_day) as
    (valid_from is null or valid_from <= on_day) and (valid_to is null or valid_to > on_day);

-- One row for each code: the district that bore it on a day, else the one nearest to it.
create or replace macro district_on(on_day) as table
select s.* from district_span s where s.first_day <= on_day and s.next_day > on_day;

-- The code of the unit above a district on the last day of a period: `within := parent_of('340405', '2025')` asks for
-- its peers. Refuses one that has none.
create or replace macro parent_of(district, period) as (
    select coalesce(
        met.parent,
        error('expected the code of a district below another; found ' || coalesce(district, 'NULL'))::VARCHAR
    )
    from (
        select any_value(s.above[1]) as parent
        from period_days(period) d
        join district_span s on s.code = district and s.first_day <= d.last_day and s.next_day > d.last_day
    ) met
);

-- Whether a comparison is about a district: one of a list; of those of a level within a unit; of its children; or, if
-- none is given, of all of a level.
create or replace macro is_meant(code, district_level, above, within, level, among) as case
    when among is not null then list_contains(among::VARCHAR[], code)
    when within is null then district_level = coalesce(level, 3)
    when level is null then above[1] = within
    else district_level = level and list_contains(above, within)
end;
