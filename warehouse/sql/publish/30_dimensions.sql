-- Small, and written anew each time.
create or replace table coming.district as from district order by code, valid_from;
create or replace table coming.source as from source order by source_id;
create or replace table coming.indicator as from indicator order by indicator;
create or replace table coming.unit as from unit order by unit;
create or replace table coming.complaint as from complaint order by all;
create or replace table coming.withheld as
select f.indicator, f.period, f.kind, f.status, f.code, f.name, c.check_name, c.message, f.figure_id
from (select check_name, key, message from complaint where severity = 'error') c
join figure_placed f on f.figure_id = c.key and f.known_to is null
order by all;
create or replace table coming.reject as
select stage, key, reason, detail, source_id, first_at, last_at from reject order by source_id, key;

-- What the runs of the last four months did: who watches over them reads it here, where no run blocks him.
create or replace table coming.run as
from run where day > (select max(day) from run) - 120 order by started_at, source_id;

-- Which districts became which, through any number of mergers and renamings. `whole`: it went there undivided.
create or replace table coming.lineage as
with recursive line as (
    select s.code, d.code as ancestor, d.valid_from, d.valid_to, len(d.successors) = 1 as whole, 1 as steps
    from district d, unnest(d.successors) s(code)
    where s.code != d.code
    union
    select l.code, d.code, d.valid_from, d.valid_to, l.whole and len(d.successors) = 1, l.steps + 1
    from line l
    join district d on list_contains(d.successors, l.ancestor) and d.code != l.ancestor and d.code != l.code
    where l.steps < 8
)
select code, ancestor, valid_from, valid_to, bool_and(whole) as whole
from line
group by code, ancestor, valid_from, valid_to
order by code, ancestor, valid_from;
