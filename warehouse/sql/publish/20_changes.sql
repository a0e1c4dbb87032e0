-- What changed since the copy was made, written into it.
create or replace temp table withheld_anew as
select figure_id from (
    (select key as figure_id from complaint where severity = 'error'
     except select key from coming.complaint where severity = 'error')
    union all
    (select key from coming.complaint where severity = 'error'
     except select key from complaint where severity = 'error')
);

create or replace temp table stale_figure as
select key as figure_id from unpublished where table_name = 'figure' and reconcile_no > $since
union
select figure_id from withheld_anew;

delete from coming.figure where figure_id in (from stale_figure);

insert into coming.figure
from figure_placed
where figure_id in (from stale_figure) and figure_id not in (select key from complaint where severity = 'error');

insert into coming.known_name
select distinct period, period_end from figure_placed
where figure_id in (from stale_figure) and contains(period, '/') and period not in (select name from coming.known_name);

create or replace temp table stale_evidence as
select key as observation_id from unpublished where table_name = 'evidence' and reconcile_no > $since
union
select observation_id from evidence where figure_id in (from withheld_anew);

delete from coming.evidence where observation_id in (from stale_evidence);

create or replace temp table new_evidence as
select e.*, r.load_no
from evidence e
join reading r on r.article_id = e.article_id and r.version = e.article_version and r.current
where (e.reconcile_no > $since or e.figure_id in (from withheld_anew))
  and e.figure_id not in (select key from complaint where severity = 'error');
