-- Whether a district with these bounds existed on a day.
create or replace macro existed(valid_from, valid_to, on_day) as
    (valid_from is null or valid_from <= on_day) and (valid_to is null or valid_to > on_day);

-- One row for each code: the district that bore it on a day, else the one nearest to it.
create or replace macro district_on(on_day) as table
with asked as materialized (select on_day as on_this),
seen as (
    select d.*, existed(d.valid_from, d.valid_to, a.on_this) as existed
    from district d, asked a
    where d.code_system in ('GB/T2260', 'NBS')
)
from seen s
qualify row_number() over (partition by s.code order by s.existed desc, s.valid_from desc nulls last) = 1;

-- The districts that a comparison is about: those of a list, the peers of one, those within another, or, if none is
-- given, those of a level that have a source. `existed`: on that day; others take part only if something was said.
create or replace macro districts_meant(on_day, within, level, peers_of, among) as table
with asked as materialized (select on_day as on_this),
seen as (
    select d.*, existed(d.valid_from, d.valid_to, a.on_this) as existed
    from district d, asked a
    where d.code_system in ('GB/T2260', 'NBS')
),
parent as (
    select p.code, p.path from seen p
    where p.existed and p.code = coalesce(within, (select any_value(s.parent) from seen s where s.code = peers_of and s.existed))
),
meant as (
    select m.* from seen m
    where case
        when among is not null then list_contains(among::VARCHAR[], m.code)
        when within is null and peers_of is null then m.level = coalesce(level, 3)
        when level is null then m.parent = (select code from parent)
        else m.level = level and starts_with(m.path, (select path from parent) || '/')
    end
)
select m.code, m.name, m.path, m.level, m.parent, m.population_2020, m.area_km2, m.existed,
    m.existed and (
        among is not null or within is not null or peers_of is not null or m.code in (select s.home from source s)
    ) as expected
from meant m
qualify row_number() over (partition by m.code order by m.existed desc, m.valid_from desc nulls last) = 1;
