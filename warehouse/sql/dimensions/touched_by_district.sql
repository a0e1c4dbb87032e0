-- Told again in a story: of several districts, the one whose name stands in an outlet is that of the story.
insert into unreconciled
select distinct t.article_id
from telling t
join story s on s.story_id = t.story_id
where t.home in (
    select coalesce(n.code, p.code)
    from (select code, list(distinct name order by name) as names from staged_district group by code) n
    full join (select code, list(distinct name order by name) as names from district group by code) p on p.code = n.code
    where n.names is distinct from p.names
)
and t.article_id not in (select article_id from unreconciled);
