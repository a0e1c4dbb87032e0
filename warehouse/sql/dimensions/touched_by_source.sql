-- Whose home or name changed: own district's outlet, and the outlet that counts.
insert into unreconciled
select distinct a.article_id
from article a
where a.source_id in (
    select coalesce(n.source_id, o.source_id)
    from staged_source n
    full join source o on o.source_id = n.source_id
    where n.home is distinct from o.home or n.name is distinct from o.name
)
and a.article_id not in (select article_id from unreconciled);
