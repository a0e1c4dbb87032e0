-- One row for each district that existed on a day, and for each that did not the row nearest to it.
create or replace macro district_on(on_day) as table
select d.*, (d.valid_from is null or d.valid_from <= on_day) and (d.valid_to is null or d.valid_to > on_day) as existed
from district d
where d.code_system in ('GB/T2260', 'NBS')
qualify row_number() over (
    partition by d.code
    order by (d.valid_from is null or d.valid_from <= on_day) and (d.valid_to is null or d.valid_to > on_day) desc,
        d.valid_from desc nulls last
) = 1;
