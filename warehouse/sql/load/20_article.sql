-- Versions that are held and were fetched at another time. Where earlier, another reading of the page may come to
-- count; in any case the article is made anew, if it has rival versions.
create or replace temp table fetched_again as
select s.article_id, bool_or(s.fetched_at < t.fetched_at) as earlier
from staged_article s
join article t on t.article_id = s.article_id and t.version = s.version
where s.fetched_at < t.fetched_at or s.fetched_at > t.last_fetched_at
group by s.article_id;

insert into unreconciled
select article_id from fetched_again where article_id not in (select article_id from unreconciled);

merge into article as t
using (
    select *, max(fetched_at) over (partition by article_id, version) as seen_at
    from staged_article
    qualify row_number() over (partition by article_id, version order by fetched_at, source_id, title) = 1
) as s
on t.article_id = s.article_id and t.version = s.version
when matched and (s.fetched_at < t.fetched_at or s.seen_at > t.last_fetched_at) then update set
    fetched_at = least(s.fetched_at, t.fetched_at),
    last_fetched_at = greatest(s.seen_at, t.last_fetched_at)
when not matched then insert (
    article_id, version, url, source_id, page_sha256, fetched_at, last_fetched_at, title, authors, outlet,
    published, published_on, published_basis, "text", raw_text, repair, links, fingerprint, bands, story,
    reader_version, also_pages
) values (
    s.article_id, s.version, s.url, s.source_id, s.page_sha256, s.fetched_at, s.seen_at, s.title, s.authors, s.outlet,
    s.published, s.published_on, s.published_basis, s."text", s.raw_text, s.repair, s.links, s.fingerprint, s.bands,
    s.story, s.reader_version, s.also_pages
);
