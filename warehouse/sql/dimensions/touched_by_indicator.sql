-- Whose aspect or units changed: which figure an observation supports, and whether it may.
insert into unreconciled
select distinct o.article_id
from observation_all o
where o.indicator in (
    select coalesce(n.indicator, p.indicator)
    from staged_indicator n
    full join indicator p on p.indicator = n.indicator
    where n.aspect is distinct from p.aspect or n.units is distinct from p.units
)
and o.article_id not in (select article_id from unreconciled);
