-- Which measure something else now.
insert into unreconciled
select distinct o.article_id
from observation_all o
where o.unit in (
    select coalesce(n.unit, p.unit)
    from staged_unit n
    full join unit p on p.unit = n.unit
    where n.dimension is distinct from p.dimension or n.si_unit is distinct from p.si_unit
       or n.si_factor is distinct from p.si_factor
)
and o.article_id not in (select article_id from unreconciled);
