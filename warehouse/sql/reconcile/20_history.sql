-- The life of each touched figure, from its whole evidence: order of arrival in the warehouse plays no part.

-- One claim an article and version: its best mention; where a text corrects, the right value stands last.
create or replace temp table item as
with mention as (
    select * from evidence
    where figure_id in (from touched_figure)
    qualify row_number() over (
        partition by figure_id, article_id, article_version
        order by grade desc, if(correction, -"start", "start"), observation_id
    ) = 1
)
select *,
    -- The order of witnesses: grade, then the later word, then nothing but a fixed choice.
    row_number() over (
        partition by figure_id order by grade, published_on nulls first, known_from, observation_id
    ) as strength,
    case
        when bound = 'range' then coalesce(low, '-infinity'::DOUBLE)
        when bound in ('le', 'lt') then '-infinity'::DOUBLE
        else value - greatest(0.999999 * tolerance, 1e-9 * abs(value))
    end as least_meant,
    case
        when bound = 'range' then coalesce(high, 'infinity'::DOUBLE)
        when bound in ('ge', 'gt') then 'infinity'::DOUBLE
        else value + greatest(0.999999 * tolerance, 1e-9 * abs(value))
    end as most_meant
from mention;

-- Instants at which another witness may come to be the best: a record of strength, or a withdrawal.
create or replace temp table turning as
with arrival as (
    select figure_id, known_from as moment, max(strength) as strongest,
        bool_or(bool_or(known_to is not null)) over (partition by figure_id) as edited
    from item
    group by figure_id, known_from
),
record as (
    select figure_id, moment from arrival
    qualify edited or strongest > coalesce(max(strongest) over (
        partition by figure_id order by moment rows between unbounded preceding and 1 preceding
    ), 0)
)
select figure_id, moment from record
union
select figure_id, known_to from item where known_to is not null;

create or replace temp table island as
with best as (
    select e.figure_id, e.moment, max(i.strength) filter (
        i.known_from <= e.moment and (i.known_to is null or i.known_to > e.moment)
    ) as strength
    from turning e
    join item i on i.figure_id = e.figure_id
    group by e.figure_id, e.moment
),
claim as (
    select b.figure_id, b.moment, b.strength,
        row(i.value, i.low, i.high, i.unit, i.bound) as said,
        lag(row(i.value, i.low, i.high, i.unit, i.bound)) over life as said_before,
        lag(b.strength) over life as strength_before,
        row_number() over life as n
    from best b
    left join item i on i.figure_id = b.figure_id and i.strength = b.strength
    window life as (partition by b.figure_id order by b.moment)
),
numbered as (
    select *, sum(if(
        n = 1 or (strength is null) != (strength_before is null) or said is distinct from said_before, 1, 0
    )) over (partition by figure_id order by moment) as island_no
    from claim
)
select figure_id, island_no, min(moment) as known_from,
    lead(min(moment)) over (partition by figure_id order by island_no) as known_to,
    arg_max(strength, moment) as strength
from numbered
group by figure_id, island_no;
