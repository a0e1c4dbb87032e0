-- severity: error
-- Every figure in force has evidence, and every piece of evidence its article.
select f.figure_id as key, concat('a figure of ', f.indicator, ' has no evidence') as message
from figure f
where f.known_to is null and f.observation_id not in (select observation_id from evidence)
union all
select e.figure_id, concat('evidence ', e.observation_id, ' has no article')
from evidence e
where e.article_id not in (select article_id from article)
