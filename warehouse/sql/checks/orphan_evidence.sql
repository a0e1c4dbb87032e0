-- severity: error
-- Every figure in force has evidence, and every piece of evidence its article: of what came since the last check.
select f.figure_id as key, concat('a figure of ', f.indicator, ' has no evidence') as message
from figure f
where f.known_to is null and not exists (from evidence e where e.observation_id = f.observation_id)
  and ($checked_reconcile = 0 or f.figure_id in (select key from unpublished where table_name = 'figure'))
union all
select e.figure_id, concat('evidence ', e.observation_id, ' has no article')
from evidence e
where e.reconcile_no > $checked_reconcile and not exists (from article a where a.article_id = e.article_id)
