-- Everything that was said about one figure: who, when, in which words, and which of it counts.
create or replace macro evidence(figure_id) as table
select e.observation_id = f.observation_id as of_record, e.value, e.low, e.high, e.unit, e.bound, e.quote, e.sentence,
    a.title, e.outlet, e.published_on, a.url, e.grade, e.correction, e.uncertain, e.story, e.rule, e.rules_version,
    e.known_from, e.known_to, e.article_id, e.observation_id, a.story_id, s.articles as told_by_articles,
    s.outlets as told_by_outlets, s.first_on, s.first_outlet, s.own_outlet
from evidence e
join article a on a.article_id = e.article_id
left join story s on s.story_id = a.story_id
left join figure f on f.figure_id = e.figure_id and f.known_to is null
where e.figure_id = figure_id
order by of_record desc nulls last, e.known_to is not null, e.grade desc, e.published_on desc, e.observation_id;

-- What was known of a figure, when.
create or replace macro history(figure_id) as table
select f.value, f.low, f.high, f.unit, f.bound, f.known_from, f.known_to, f.articles, f.conflict, a.title, a.url
from figure f
left join article a on a.article_id = f.article_id
where f.figure_id = figure_id
order by f.known_from;

-- The figures as they were known at an instant.
create or replace macro figure_known(at_instant) as table
select f.* from figure f
where f.known_from <= at_instant::TIMESTAMPTZ and (f.known_to is null or f.known_to > at_instant::TIMESTAMPTZ);

-- Who told the text of an article (given by its id or address), the earliest first: reprints and near-duplicates.
create or replace macro tellings(article) as table
select a.article_id = s.first_article_id as first, coalesce(a.article_id = s.own_article_id, false) as own,
    a.published_on, coalesce(nullif(trim(a.outlet), ''), c.name, a.source_id) as outlet, c.name as source_name, c.home,
    a.title, a.url, a.article_id, a.story_id
from article a
left join story s on s.story_id = a.story_id
left join source c on c.source_id = a.source_id
where a.story_id in (select b.story_id from article b where b.article_id = article or b.url = article)
order by first desc nulls last, a.published_on nulls last, a.article_id;
