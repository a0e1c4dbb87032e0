-- Texts that are told again: which article tells which story, and the stories that more than one article tells.

-- grain: article_id
create table telling (
    article_id VARCHAR, story_id VARCHAR, source_id VARCHAR, home VARCHAR, outlet VARCHAR, title VARCHAR,
    published TIMESTAMPTZ, published_on DATE, signature UBIGINT[], bands UBIGINT[], mark VARCHAR
);
comment on table telling is 'Each article, by its last version, and the story it tells';
comment on column telling.article_id is 'Article';
comment on column telling.story_id is 'Story: the least id of the articles that tell it';
comment on column telling.source_id is 'Source it was found at';
comment on column telling.home is 'District its source speaks for';
comment on column telling.outlet is 'Whose text it is: the named outlet, else the source';
comment on column telling.title is 'Headline';
comment on column telling.published is 'Instant of publication; midnight in China where only the day is known';
comment on column telling.published_on is 'Day of publication in China';
comment on column telling.signature is 'Near-duplicate signature: 48 integers for the words, 16 for the numbers; empty: too short to tell';
comment on column telling.bands is 'Hashes of parts of the signature: articles that share one are compared';
comment on column telling.mark is 'Hash of signature and day; null without signature';

-- grain: story_id
create table story (
    story_id VARCHAR, title VARCHAR, articles INTEGER, outlets INTEGER, sources INTEGER, first_on DATE, last_on DATE,
    first_article_id VARCHAR, first_outlet VARCHAR, district_code VARCHAR, own_article_id VARCHAR, own_outlet VARCHAR
);
comment on table story is 'Texts that more than one article tells: reprints and near-duplicates within a month';
comment on column story.story_id is 'The least id of the articles that tell it';
comment on column story.title is 'Headline of the earliest';
comment on column story.articles is 'Articles that tell it';
comment on column story.outlets is 'Outlets that these name, or whose sites they stand on';
comment on column story.sources is 'Sources they were found at';
comment on column story.first_on is 'Day of the earliest';
comment on column story.last_on is 'Day of the latest';
comment on column story.first_article_id is 'The earliest, by day, then by hour as far as pages tell it';
comment on column story.first_outlet is 'Outlet of the earliest';
comment on column story.district_code is 'Deepest district whose source tells it; of several, the one whose name stands in an outlet; null if that leaves any doubt';
comment on column story.own_article_id is 'Earliest article from a source of that district';
comment on column story.own_outlet is 'Outlet of that article';

comment on column unpublished.table_name is 'figure, evidence, article or story';
comment on column unpublished.key is 'figure_id, observation_id, article_id or story_id';

-- What is held already is sorted into stories with the next reconciliation.
insert into unreconciled
select distinct article_id from reading
where current and article_id not in (select article_id from unreconciled);
