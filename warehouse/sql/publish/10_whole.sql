-- The published copy from nothing. Sorted as questions are asked, so that DuckDB reads only what they are about.
create table coming.figure as
from figure_placed
where figure_id not in (select key from complaint where severity = 'error')
order by indicator, period, kind, place_code;

-- Periods by name; days and spans need none.
create table coming.calendar as
with year as (
    select unnest(range(1800, 2201)) as y
)
select y::VARCHAR as name, make_date(y, 1, 1) as first_day, make_date(y, 12, 31) as last_day from year
union all
select y || '-H' || n, make_date(y, 6 * n - 5, 1), last_day(make_date(y, 6 * n, 1)) from year, range(1, 3) t(n)
union all
select y || '-Q' || n, make_date(y, 3 * n - 2, 1), last_day(make_date(y, 3 * n, 1)) from year, range(1, 5) t(n)
union all
select strftime(make_date(y, n, 1), '%Y-%m'), make_date(y, n, 1), last_day(make_date(y, n, 1))
from year, range(1, 13) t(n)
order by name;

-- What a comparison may be asked for, looked up in one go: indicators, of which an empty catalogue knows all, and
-- periods.
create table coming.known_name as
select indicator as name, null::DATE as last_day from indicator
union all
select '*', null where not exists (from indicator)
union all
select name, last_day from coming.calendar
union all
select distinct period, period_end from coming.figure where contains(period, '/');

create table coming.evidence as
select e.figure_id, e.observation_id, e.article_id, e.value, e.low, e.high, e.unit, e.bound, o.quote, o.measure,
    o.sentence, o.rule, o.rules_version, e.grade, e.correction, e.uncertain, e.outlet, e.story, e.published_on,
    e.known_from, e.known_to
from evidence e
join observation_all o on o.observation_id = e.observation_id
where e.figure_id not in (select key from complaint where severity = 'error');

create table coming.article as
select a.article_id, any_value(a.url) as url, arg_max(a.source_id, (a.last_fetched_at, a.version)) as source_id,
    arg_max(a.title, (a.last_fetched_at, a.version)) as title,
    arg_max(a.outlet, (a.last_fetched_at, a.version)) as outlet,
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
    $dimensions::BIGINT as dimensions, 0 as deltas;
