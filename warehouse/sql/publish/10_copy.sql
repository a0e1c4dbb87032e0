create table coming.district as from district;
create table coming.source as from source;
create table coming.indicator as from indicator;
create table coming.unit as from unit;
create table coming.figure as from figure;

create table coming.article as
select a.article_id, any_value(a.url) as url, any_value(a.source_id) as source_id,
    arg_max(a.title, (a.last_fetched_at, a.version)) as title, arg_max(a.outlet, (a.last_fetched_at, a.version)) as outlet,
    arg_max(a.published_on, (a.last_fetched_at, a.version)) as published_on, min(a.fetched_at) as fetched_at
from article a
where a.article_id in (select article_id from evidence)
group by a.article_id;

create table coming.evidence as
select e.figure_id, e.observation_id, e.article_id, e.value, e.low, e.high, e.unit, e.bound, o.quote, o.measure,
    o.sentence, o.rule, o.rules_version, e.grade, e.correction, e.uncertain, e.outlet, e.story, e.published_on,
    e.known_from, e.known_to
from evidence e
join observation_all o on o.observation_id = e.observation_id;

create table coming.reject_count as
select stage, reason, source_id, count(*) as rejects from reject group by all;
