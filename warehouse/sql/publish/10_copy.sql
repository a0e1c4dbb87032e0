create table coming.district as from district;
create table coming.source as from source;
create table coming.indicator as from indicator;
create table coming.unit as from unit;
create table coming.complaint as from complaint;

-- Figures that a check of severity error complains of stay out.
create table coming.figure as
from figure
where figure_id not in (select key from complaint where severity = 'error')
order by indicator, period_start, kind, place_code;

create table coming.article as
select a.article_id, any_value(a.url) as url, any_value(a.source_id) as source_id,
    arg_max(a.title, (a.last_fetched_at, a.version)) as title, arg_max(a.outlet, (a.last_fetched_at, a.version)) as outlet,
    arg_max(a.published_on, (a.last_fetched_at, a.version)) as published_on, min(a.fetched_at) as fetched_at,
    arg_max(a.page_sha256, (a.last_fetched_at, a.version)) as page_sha256
from article a
group by a.article_id;

create table coming.evidence as
select e.figure_id, e.observation_id, e.article_id, e.value, e.low, e.high, e.unit, e.bound, o.quote, o.measure,
    o.sentence, o.rule, o.rules_version, e.grade, e.correction, e.uncertain, e.outlet, e.story, e.published_on,
    e.known_from, e.known_to
from evidence e
join observation_all o on o.observation_id = e.observation_id
where e.figure_id not in (select key from complaint where severity = 'error');

create table coming.reject as
select stage, key, reason, detail, source_id, first_at, last_at from reject;

-- The archived page of each article, so that it can be read anew.
create table coming.article_page as
select a.article_id, any_value(a.url) as url, arg_max(p.archive_file, p.last_fetched_at) as archive_file,
    arg_max(p.archive_offset, p.last_fetched_at) as archive_offset
from article a
join page p on p.sha256 = a.page_sha256
where p.archive_file is not null and p.archive_offset is not null
group by a.article_id;

-- Which districts became which, through any number of mergers and renamings. `whole`: it went there undivided.
create table coming.lineage as
with recursive line as (
    select s.code, d.code as ancestor, d.valid_from, d.valid_to, len(d.successors) = 1 as whole, 1 as steps
    from district d, unnest(d.successors) s(code)
    where s.code != d.code
    union
    select l.code, d.code, d.valid_from, d.valid_to, l.whole and len(d.successors) = 1, l.steps + 1
    from line l
    join district d on list_contains(d.successors, l.ancestor) and d.code != l.ancestor and d.code != l.code
    where l.steps < 8
)
select code, ancestor, any_value(valid_from) as valid_from, any_value(valid_to) as valid_to, bool_and(whole) as whole
from line
group by code, ancestor;
