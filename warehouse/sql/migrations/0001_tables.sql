-- The relations of the first day. No keys or sequences: uniqueness is proven by the checks made from the `grain` lines.

-- grain: code, code_system, valid_from
create table district (
    code VARCHAR, code_system VARCHAR, name VARCHAR, level TINYINT, parent VARCHAR, path VARCHAR,
    valid_from DATE, valid_to DATE, successors VARCHAR[], population_2020 BIGINT, area_km2 DOUBLE
);
comment on table district is 'Provinces, prefectures, counties and towns with the days on which they existed';
comment on column district.code is 'Six digits to county level, nine for towns';
comment on column district.code_system is 'GB/T2260, or for towns NBS or MCA: the two give the same nine digits to different towns';
comment on column district.name is 'Official name';
comment on column district.level is '1 province, 2 prefecture, 3 county, 4 town';
comment on column district.parent is 'Code of the unit above; null for provinces';
comment on column district.path is 'Names from the province down, with / between';
comment on column district.valid_from is 'First day; null: before the records begin';
comment on column district.valid_to is 'First day on which it no longer existed; null: it exists';
comment on column district.successors is 'Codes that took its area over when it ended';
comment on column district.population_2020 is 'Residents of the census of 2020-11-01, persons';
comment on column district.area_km2 is 'Area in square kilometres, from boundaries';

-- grain: source_id
create table source (
    source_id VARCHAR, name VARCHAR, home VARCHAR, kind VARCHAR, url VARCHAR, status VARCHAR,
    expected_per_week DOUBLE, may_be_empty BOOLEAN
);
comment on table source is 'The catalogue of sources as of the last run';
comment on column source.source_id is 'Id in the catalogue';
comment on column source.name is 'Name of the outlet';
comment on column source.home is 'Code of the district it speaks for';
comment on column source.kind is 'list, feed, sitemap or epaper';
comment on column source.url is 'Where its list of articles stands';
comment on column source.status is 'active, home page only, doubtful or paused';
comment on column source.expected_per_week is 'Articles a week; fewer are told';
comment on column source.may_be_empty is 'No article in a week is nothing unusual';

-- grain: indicator
create table indicator (
    indicator VARCHAR, name VARCHAR, english VARCHAR, topic VARCHAR, dimension VARCHAR, aspect VARCHAR,
    units VARCHAR[], may_sum BOOLEAN, may_average BOOLEAN, per_capita BOOLEAN, derived_from VARCHAR, counts VARCHAR
);
comment on table indicator is 'The catalogue of indicators: what can be compared across districts';
comment on column indicator.indicator is 'Id';
comment on column indicator.name is 'Chinese name';
comment on column indicator.english is 'English name';
comment on column indicator.topic is 'Field: economy, education ...';
comment on column indicator.dimension is 'What it is a quantity of: money, person, area, ratio ...';
comment on column indicator.aspect is 'flow, stock or null; stands in for an observation that does not tell';
comment on column indicator.units is 'Units a level of it may have; empty: any';
comment on column indicator.may_sum is 'The figures of districts may be added up';
comment on column indicator.may_average is 'The figures of districts may be averaged unweighted';
comment on column indicator.per_capita is 'May be divided by the population';
comment on column indicator.derived_from is 'The indicator of which this is the growth, share or completion';
comment on column indicator.counts is 'What counts';

-- grain: unit
create table unit (unit VARCHAR, dimension VARCHAR, si_unit VARCHAR, si_factor DOUBLE);
comment on table unit is 'Units and what they measure';
comment on column unit.unit is 'As written into an observation';
comment on column unit.dimension is 'What it measures';
comment on column unit.si_unit is 'Comparable unit; null: none';
comment on column unit.si_factor is 'Comparable units in one of it';

-- grain: sha256, url
create table page (
    sha256 VARCHAR, url VARCHAR, final_url VARCHAR, source_id VARCHAR, role VARCHAR, status SMALLINT,
    fetched_at TIMESTAMPTZ, last_fetched_at TIMESTAMPTZ, headers VARCHAR, etag VARCHAR, last_modified VARCHAR,
    archive_file VARCHAR, archive_offset BIGINT
);
comment on table page is 'Every version of a page that was fetched; its bytes lie in the archive';
comment on column page.sha256 is 'Of the body, hex';
comment on column page.url is 'Asked for';
comment on column page.final_url is 'That answered, after redirects';
comment on column page.source_id is 'Source it was fetched for';
comment on column page.role is 'article, further (a later page of an article) or list';
comment on column page.status is 'HTTP status';
comment on column page.fetched_at is 'First fetched with this body';
comment on column page.last_fetched_at is 'Last fetched with this body';
comment on column page.headers is 'Headers of the answer, JSON object';
comment on column page.etag is 'For the next conditional request';
comment on column page.last_modified is 'For the next conditional request';
comment on column page.archive_file is 'File in the archive folder that holds it';
comment on column page.archive_offset is 'Byte at which its record starts';

-- grain: article_id, version
create table article (
    article_id VARCHAR, version VARCHAR, url VARCHAR, source_id VARCHAR, page_sha256 VARCHAR,
    fetched_at TIMESTAMPTZ, last_fetched_at TIMESTAMPTZ, title VARCHAR, authors VARCHAR[], outlet VARCHAR,
    published TIMESTAMPTZ, published_on DATE, published_basis VARCHAR, "text" VARCHAR, raw_text VARCHAR,
    repair STRUCT("start" INTEGER, "end" INTEGER, certainty VARCHAR, rule VARCHAR)[], links VARCHAR[],
    fingerprint UBIGINT[], bands UBIGINT[], story VARCHAR, reader_version VARCHAR, also_pages VARCHAR[]
);
comment on table article is 'What a page says, as text; one row for each version of the page and of the reader';
comment on column article.article_id is 'Hash of the canonical URL';
comment on column article.version is 'Hash of page, further pages and reader version';
comment on column article.url is 'Canonical URL';
comment on column article.source_id is 'Source it was found at';
comment on column article.page_sha256 is 'The page it was read from';
comment on column article.fetched_at is 'When this content was first fetched: since then it is known';
comment on column article.last_fetched_at is 'When this content was last seen';
comment on column article.title is 'Headline';
comment on column article.authors is 'As named in the page';
comment on column article.outlet is 'Whose text it says it is (来源)';
comment on column article.published is 'Instant of publication; midnight in China where only the day is known';
comment on column article.published_on is 'Day of publication in China';
comment on column article.published_basis is 'Where the day was read: meta, text, url, fetched';
comment on column article."text" is 'Repaired, simplified text; clean text stands as in the page';
comment on column article.raw_text is 'Before repair; null where nothing was repaired';
comment on column article.repair is 'Characters of the text that are not as in the page, and how sure they are';
comment on column article.links is 'Links within the body';
comment on column article.fingerprint is 'Near-duplicate signature';
comment on column article.bands is 'Marks that reprints share: parts of the signature, text, outlet and day';
comment on column article.story is 'Hash of the text without spaces and punctuation: the same in an exact reprint';
comment on column article.reader_version is 'Rules that read the page';
comment on column article.also_pages is 'sha256 of the further pages of the article';

-- grain: reader_version, rules_version
create table edition (
    edition_no BIGINT, reader_version VARCHAR, rules_version VARCHAR
);
comment on table edition is 'Versions of the rules in the order in which they came; the last one counts';
comment on column edition.edition_no is 'Order of arrival';
comment on column edition.reader_version is 'Rules that read the pages';
comment on column edition.rules_version is 'Rules that read the figures';

-- grain: article_id, version, rules_version
create table reading (
    article_id VARCHAR, version VARCHAR, rules_version VARCHAR, edition_no BIGINT, observations INTEGER,
    trial BOOLEAN, current BOOLEAN, load_no BIGINT
);
comment on table reading is 'Which article version was read by which rules';
comment on column reading.article_id is 'Article';
comment on column reading.version is 'Version of the article';
comment on column reading.rules_version is 'Rules that read the figures';
comment on column reading.edition_no is 'Row of edition';
comment on column reading.observations is 'How many observations it gave';
comment on column reading.trial is 'Made to be compared before it is adopted';
comment on column reading.current is 'The newest reading of this page that is not on trial';
comment on column reading.load_no is 'Load that brought it (a clock column)';

-- grain: article_id, article_version, start, ordinal, rules_version
create table observation_all (
    observation_id VARCHAR, article_id VARCHAR, article_version VARCHAR, "start" INTEGER, "end" INTEGER,
    ordinal INTEGER, quote VARCHAR, value DOUBLE, low DOUBLE, high DOUBLE, "values" DOUBLE[], unit VARCHAR,
    si_value DOUBLE, si_unit VARCHAR, bound VARCHAR, kind VARCHAR, direction VARCHAR, base VARCHAR,
    measure VARCHAR, indicator VARCHAR, status VARCHAR, cumulative BOOLEAN, aspect VARCHAR, period_start DATE,
    period_end DATE, period_basis VARCHAR, place VARCHAR, place_path VARCHAR, place_level TINYINT,
    place_code VARCHAR, town_code VARCHAR, place_basis VARCHAR, per VARCHAR, sentence_start INTEGER,
    sentence_end INTEGER, sentence VARCHAR, tolerance DOUBLE, rule VARCHAR, rules_version VARCHAR,
    uncertain BOOLEAN, published_on DATE, load_no BIGINT
);
comment on table observation_all is 'Every quantity that an article states, under every version of the rules';
comment on column observation_all.observation_id is 'Hash of the grain';
comment on column observation_all.article_id is 'Article that says so';
comment on column observation_all.article_version is 'Version of the article';
comment on column observation_all."start" is 'First character of the quote in the text of the article';
comment on column observation_all."end" is 'Behind its last character';
comment on column observation_all.ordinal is '0, 1 ... where one value serves several measures';
comment on column observation_all.quote is 'Bound word, number and unit as written';
comment on column observation_all.value is 'In base magnitude; null for ranges and ratios. Changes are magnitudes, see direction';
comment on column observation_all.low is 'Lower end of a range';
comment on column observation_all.high is 'Upper end of a range';
comment on column observation_all."values" is 'Parts of a structure ratio';
comment on column observation_all.unit is 'Canonical unit as written';
comment on column observation_all.si_value is 'Comparable magnitude';
comment on column observation_all.si_unit is 'Unit of the comparable magnitude';
comment on column observation_all.bound is 'exact, ge, gt, le, lt, approx or range';
comment on column observation_all.kind is 'level, share, change_rate, change_abs or rank';
comment on column observation_all.direction is '+ or - for changes, else empty';
comment on column observation_all.base is 'What a change is against: year, month, plan ...; null unknown';
comment on column observation_all.measure is 'What is measured, in the words of the text';
comment on column observation_all.indicator is 'Id in the catalogue; null: not comparable across districts';
comment on column observation_all.status is 'actual, planned, threshold or anecdote';
comment on column observation_all.cumulative is 'Totals since a date or over years';
comment on column observation_all.aspect is 'flow, stock or null';
comment on column observation_all.period_start is 'First day it is about';
comment on column observation_all.period_end is 'Last day it is about';
comment on column observation_all.period_basis is 'explicit, deictic or inherited';
comment on column observation_all.place is 'Narrowest place meant, as the article names it';
comment on column observation_all.place_path is 'Official path, with / between';
comment on column observation_all.place_level is '1 province, 2 prefecture, 3 county, 4 town, 5 village';
comment on column observation_all.place_code is 'Six digits of the county (or city, province) valid at the day of the article';
comment on column observation_all.town_code is 'NBS code for levels 4 and 5';
comment on column observation_all.place_basis is 'explicit, anaphora, inherited or source';
comment on column observation_all.per is 'Denominator, or null';
comment on column observation_all.sentence_start is 'First character of its sentence in the text';
comment on column observation_all.sentence_end is 'Behind the last character of its sentence';
comment on column observation_all.sentence is 'The sentence, cut after 300 characters';
comment on column observation_all.tolerance is 'Half a unit of the last digit written, in base magnitude';
comment on column observation_all.rule is 'Rule that found it';
comment on column observation_all.rules_version is 'Version of the rules';
comment on column observation_all.uncertain is 'Touches characters repaired by guess';
comment on column observation_all.published_on is 'Day of publication of the article in China';
comment on column observation_all.load_no is 'Load that brought it (a clock column)';

-- grain: observation_id
create table evidence (
    figure_id VARCHAR, observation_id VARCHAR, article_id VARCHAR, article_version VARCHAR, place_code VARCHAR,
    town_code VARCHAR, place_level TINYINT, indicator VARCHAR, period_start DATE, period_end DATE, kind VARCHAR,
    aspect VARCHAR, cumulative BOOLEAN, status VARCHAR, base VARCHAR, per VARCHAR, value DOUBLE, low DOUBLE,
    high DOUBLE, unit VARCHAR, bound VARCHAR, tolerance DOUBLE, grade SMALLINT, correction BOOLEAN, uncertain BOOLEAN,
    outlet VARCHAR, story VARCHAR, "start" INTEGER, published_on DATE, known_from TIMESTAMPTZ, known_to TIMESTAMPTZ,
    reconcile_no BIGINT
);
comment on table evidence is 'Observations that support a figure, each graded by how good a witness it is';
comment on column evidence.figure_id is 'Figure it supports';
comment on column evidence.observation_id is 'Observation';
comment on column evidence.article_id is 'Article';
comment on column evidence.article_version is 'Version of the article';
comment on column evidence.place_code is 'Six digits of the county, city or province';
comment on column evidence.town_code is 'Code of the town, for level 4 only';
comment on column evidence.place_level is '1 province, 2 prefecture, 3 county, 4 town';
comment on column evidence.indicator is 'Indicator';
comment on column evidence.period_start is 'First day';
comment on column evidence.period_end is 'Last day';
comment on column evidence.kind is 'level, share, change_rate, change_abs or rank';
comment on column evidence.aspect is 'flow, stock or null, from the catalogue where the text does not tell';
comment on column evidence.cumulative is 'Total since a date or over years';
comment on column evidence.status is 'actual or planned';
comment on column evidence.base is 'What a change is against';
comment on column evidence.per is 'Denominator';
comment on column evidence.value is 'Signed, in the comparable unit; null for a range';
comment on column evidence.low is 'Lower end of a range, signed';
comment on column evidence.high is 'Upper end of a range, signed';
comment on column evidence.unit is 'Comparable unit';
comment on column evidence.bound is 'exact, ge, gt, le, lt, approx or range, after the sign';
comment on column evidence.tolerance is 'Half a unit of the last digit written, in the comparable unit';
comment on column evidence.grade is 'How good a witness: bits of docs/tables.md, higher is better';
comment on column evidence.correction is 'The article says that it corrects something';
comment on column evidence.uncertain is 'Touches characters repaired by guess';
comment on column evidence.outlet is 'Whose text it is: the named outlet, else the source';
comment on column evidence.story is 'The same in reprints of one text';
comment on column evidence."start" is 'Where the quote stands in the article';
comment on column evidence.published_on is 'Day of publication';
comment on column evidence.known_from is 'When the text was fetched';
comment on column evidence.known_to is 'When a later version of the same page took its place; null: it stands';
comment on column evidence.reconcile_no is 'Reconciliation that brought it (a clock column)';

-- grain: figure_id, known_from
create table figure (
    figure_id VARCHAR, place_code VARCHAR, town_code VARCHAR, place_level TINYINT, indicator VARCHAR,
    period_start DATE, period_end DATE, kind VARCHAR, aspect VARCHAR, cumulative BOOLEAN, status VARCHAR,
    base VARCHAR, per VARCHAR, value DOUBLE, low DOUBLE, high DOUBLE, unit VARCHAR, bound VARCHAR,
    uncertain BOOLEAN, articles INTEGER, copies INTEGER, outlets INTEGER, spread DOUBLE, conflict BOOLEAN,
    grade SMALLINT, observation_id VARCHAR, article_id VARCHAR, known_from TIMESTAMPTZ, known_to TIMESTAMPTZ
);
comment on table figure is 'One best value for each district, indicator, period and kind, with its history: what was known when';
comment on column figure.figure_id is 'Hash of place, level, indicator, period, kind, aspect, cumulative, status, base and per';
comment on column figure.place_code is 'Six digits of the county, city or province';
comment on column figure.town_code is 'Code of the town, for level 4 only';
comment on column figure.place_level is '1 province, 2 prefecture, 3 county, 4 town';
comment on column figure.indicator is 'Indicator';
comment on column figure.period_start is 'First day';
comment on column figure.period_end is 'Last day';
comment on column figure.kind is 'level, share, change_rate, change_abs or rank';
comment on column figure.aspect is 'flow, stock or null';
comment on column figure.cumulative is 'Total since a date or over years';
comment on column figure.status is 'actual or planned';
comment on column figure.base is 'What a change is against; null unknown';
comment on column figure.per is 'Denominator';
comment on column figure.value is 'Best value, signed, in the comparable unit; null for a range';
comment on column figure.low is 'Lower end of a range';
comment on column figure.high is 'Upper end of a range';
comment on column figure.unit is 'Comparable unit';
comment on column figure.bound is 'exact, ge, gt, le, lt, approx or range';
comment on column figure.uncertain is 'Nothing but characters repaired by guess supports it';
comment on column figure.articles is 'Reports that said so, reprints counted once';
comment on column figure.copies is 'Articles that said so, every reprint counted';
comment on column figure.outlets is 'Outlets whose reports these are';
comment on column figure.spread is 'Greatest less smallest value reported, in the comparable unit';
comment on column figure.conflict is 'Reports disagree beyond rounding';
comment on column figure.grade is 'Grade of the evidence it was taken from';
comment on column figure.observation_id is 'Observation it was taken from';
comment on column figure.article_id is 'Article of record';
comment on column figure.known_from is 'Since when this value was known: fetch time of its evidence';
comment on column figure.known_to is 'When it was corrected or withdrawn; null: in force';

-- grain: url, source_id
create table link (
    url VARCHAR, source_id VARCHAR, discovered_at TIMESTAMPTZ, anchor VARCHAR, date_hint DATE
);
comment on table link is 'Pages worth fetching, as found on list pages';
comment on column link.url is 'Canonical URL';
comment on column link.source_id is 'Source on whose list it stood';
comment on column link.discovered_at is 'When it was first seen';
comment on column link.anchor is 'Its words';
comment on column link.date_hint is 'The day written beside it';

-- grain: url
create table link_state (
    url VARCHAR, source_id VARCHAR, state VARCHAR, reason VARCHAR, settled_at TIMESTAMPTZ, etag VARCHAR, last_modified VARCHAR,
    sha256 VARCHAR
);
comment on table link_state is 'What became of each page that was asked for';
comment on column link_state.url is 'Canonical URL';
comment on column link_state.source_id is 'Source';
comment on column link_state.state is 'loaded (taken to its end), failed (may succeed later), refused or gone';
comment on column link_state.reason is 'Why it failed or was refused';
comment on column link_state.settled_at is 'When';
comment on column link_state.etag is 'For the next conditional request';
comment on column link_state.last_modified is 'For the next conditional request';
comment on column link_state.sha256 is 'Body last loaded';

-- grain: reject_id
create table reject (
    reject_id VARCHAR, stage VARCHAR, key VARCHAR, reason VARCHAR, detail VARCHAR, source_id VARCHAR,
    first_at TIMESTAMPTZ, last_at TIMESTAMPTZ
);
comment on table reject is 'What was refused, and why: nothing is dropped without a row here';
comment on column reject.reject_id is 'Hash of stage, key, reason, detail and source';
comment on column reject.stage is 'discover, fetch, read, parse or load';
comment on column reject.key is 'URL, file or id concerned';
comment on column reject.reason is 'One of a few fixed codes';
comment on column reject.detail is 'For people';
comment on column reject.source_id is 'Source, if known';
comment on column reject.first_at is 'First time (a clock column)';
comment on column reject.last_at is 'Last time (a clock column)';

-- grain: fetch_id
create table fetch_log (
    fetch_id VARCHAR, run_id VARCHAR, url VARCHAR, source_id VARCHAR, role VARCHAR, fetched_at TIMESTAMPTZ, outcome VARCHAR,
    reason VARCHAR, status SMALLINT, bytes BIGINT, elapsed_s DOUBLE, retry BOOLEAN
);
comment on table fetch_log is 'Every request and how it ended';
comment on column fetch_log.fetch_id is 'Hash of url, source, role and instant';
comment on column fetch_log.run_id is 'Run';
comment on column fetch_log.url is 'Asked for';
comment on column fetch_log.source_id is 'Source';
comment on column fetch_log.role is 'article, further or list';
comment on column fetch_log.fetched_at is 'When';
comment on column fetch_log.outcome is 'fetched, unchanged, failed or refused';
comment on column fetch_log.reason is 'Why it failed';
comment on column fetch_log.status is 'HTTP status, if there was an answer';
comment on column fetch_log.bytes is 'Size of the body';
comment on column fetch_log.elapsed_s is 'Seconds from request to last byte';
comment on column fetch_log.retry is 'A later run may succeed';

-- grain: source_id, visited_at
create table visit (
    source_id VARCHAR, visited_at TIMESTAMPTZ, run_id VARCHAR, complete BOOLEAN, discovered INTEGER, fetched INTEGER,
    unchanged INTEGER, failed INTEGER, list_pages INTEGER
);
comment on table visit is 'Each look at a source';
comment on column visit.source_id is 'Source';
comment on column visit.visited_at is 'When';
comment on column visit.run_id is 'Run';
comment on column visit.complete is 'All list pages followed and all links settled';
comment on column visit.discovered is 'Links found';
comment on column visit.fetched is 'Articles fetched';
comment on column visit.unchanged is 'Articles unchanged';
comment on column visit.failed is 'Requests that failed';
comment on column visit.list_pages is 'List pages read';

-- grain: file
create table archive_file (file VARCHAR, run_id VARCHAR);
comment on table archive_file is 'Archive files all of whose pages are loaded';
comment on column archive_file.file is 'Relative to the archive folder';
comment on column archive_file.run_id is 'Run that finished it';

-- grain: run_id, source_id
create table run (
    run_id VARCHAR, source_id VARCHAR, day DATE, started_at TIMESTAMPTZ, ended_at TIMESTAMPTZ, outcome VARCHAR,
    discovered INTEGER, fetched INTEGER, unchanged INTEGER, failed INTEGER, articles INTEGER, observations INTEGER,
    rejects INTEGER, message VARCHAR
);
comment on table run is 'What each run did, per source; the row with an empty source is the whole run';
comment on column run.run_id is 'Run';
comment on column run.source_id is 'Source; empty for the run as a whole';
comment on column run.day is 'Logical date';
comment on column run.started_at is 'Begin';
comment on column run.ended_at is 'End';
comment on column run.outcome is 'done, failed, empty ...';
comment on column run.discovered is 'Links found';
comment on column run.fetched is 'Pages fetched';
comment on column run.unchanged is 'Pages unchanged';
comment on column run.failed is 'Requests that failed';
comment on column run.articles is 'Articles loaded';
comment on column run.observations is 'Observations loaded';
comment on column run.rejects is 'Rejects';
comment on column run.message is 'For people';

-- grain: check_name, key, message
create table complaint (check_name VARCHAR, severity VARCHAR, key VARCHAR, message VARCHAR);
comment on table complaint is 'What the quality checks found in the last run';
comment on column complaint.check_name is 'File of warehouse/sql/checks, or double_ and a table';
comment on column complaint.severity is 'error (the figure is kept out of the published copy) or warning';
comment on column complaint.key is 'figure_id, or what the check is about';
comment on column complaint.message is 'For people';

-- What waits to be reconciled and published. Empty when all is done.
-- grain: article_id
create table unreconciled (article_id VARCHAR);
comment on table unreconciled is 'Articles whose evidence is to be made anew';
comment on column unreconciled.article_id is 'Article';

-- grain: table_name, key, reconcile_no
create table unpublished (table_name VARCHAR, key VARCHAR, reconcile_no BIGINT);
comment on table unpublished is 'Rows that changed or went, for the published copies that were made before';
comment on column unpublished.table_name is 'figure, evidence or article';
comment on column unpublished.key is 'figure_id, observation_id or article_id';
comment on column unpublished.reconcile_no is 'Reconciliation that did it (a clock column)';

-- grain: month
create table unpublished_month (month VARCHAR);
comment on table unpublished_month is 'Parquet files of observations to be written anew';
comment on column unpublished_month.month is 'Province and month of publication: 34/2025-11';

-- grain: name
create table counter (name VARCHAR, value BIGINT);
comment on table counter is 'Running numbers of loads and reconciliations, and hashes of dimensions';
comment on column counter.name is 'load, reconcile ...; identity tells this warehouse from others';
comment on column counter.value is 'Last number given';
insert into counter values ('load', 0), ('reconcile', 0), ('purged', 0);
insert into counter select 'identity', (random() * 9e15)::BIGINT;

create view observation as
select o.* from observation_all o
join reading r on r.article_id = o.article_id and r.version = o.article_version and r.rules_version = o.rules_version
where r.current;
comment on view observation is 'Every quantity that an article states, under the rules in force';
