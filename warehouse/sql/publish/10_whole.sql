-- The published copy from nothing. Sorted as questions are asked, so that DuckDB reads only what they are about.
create table coming.figure as
from figure_placed
where figure_id not in (select key from complaint where severity = 'error')
order by indicator, period_start, kind, place_code;

create table coming.evidence as
select e.figure_id, e.observation_id, e.article_id, e.value, e.low, e.high, e.unit, e.bound, o.quote, o.measure,
    o.sentence, o.rule, o.rules_version, e.grade, e.correction, e.uncertain, e.outlet, e.story, e.published_on,
    e.known_from, e.known_to
from evidence e
join observation_all o on o.observation_id = e.observation_id
where e.figure_id not in (select key from complaint where severity = 'error');

create table coming.article as
select a.article_id, any_value(a.url) as url, any_value(a.source_id) as source_id,
    arg_max(a.title, (a.last_fetched_at, a.version)) as title, arg_max(a.outlet, (a.last_fetched_at, a.version)) as outlet,
    arg_max(a.published_on, (a.last_fetched_at, a.version)) as published_on, min(a.fetched_at) as fetched_at,
    arg_max(p.archive_file, (p.last_fetched_at, p.archive_offset)) as archive_file,
    arg_max(p.archive_offset, (p.last_fetched_at, p.archive_offset)) as archive_offset,
    any_value(t.story_id) as story_id
from article a
join reading r on r.article_id = a.article_id and r.version = a.version and r.current
left join page p on p.sha256 = a.page_sha256 and p.archive_file is not null and p.archive_offset is not null
left join telling t on t.article_id = a.article_id
group by a.article_id;

create table coming.story as
from story order by story_id;

create table coming.own_view (file VARCHAR, error VARCHAR);

create table coming.copy_state as
select (select value from counter where name = 'reconcile') as reconcile_no,
    (select value from counter where name = 'identity') as identity, $layout as layout,
    $dimensions as dimensions, 0 as deltas;
