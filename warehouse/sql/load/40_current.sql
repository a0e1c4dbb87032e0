-- Of the readings of one page, the newest that is not on trial counts; of equals, that of the source and day at which
-- the page was fetched first.
create or replace temp table ranked_reading as
select r.article_id, r.version, r.rules_version, r.current, r.load_no,
    not r.trial and row_number() over (
        partition by r.article_id, a.page_sha256, a.also_pages, r.trial
        order by r.edition_no desc, r.rules_version, a.fetched_at, r.version
    ) = 1 as counts
from reading r
join article a on a.article_id = r.article_id and a.version = r.version
where r.article_id in (from touched);

update reading set current = k.counts
from ranked_reading k
where k.article_id = reading.article_id and k.version = reading.version and k.rules_version = reading.rules_version
  and k.current != k.counts;

insert into unreconciled
select article_id from touched where article_id not in (select article_id from unreconciled);
