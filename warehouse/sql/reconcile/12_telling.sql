-- The waiting articles as tellings, and which of them tell something new. A signature of another length is none.
create or replace temp table heard as
with newest as (
    select a.article_id, a.source_id, s.home, coalesce(nullif(trim(a.outlet), ''), s.name, a.source_id) as outlet,
        a.title, a.published, a.published_on,
        if(len(a.fingerprint) = $words + $numbers, a.fingerprint, []::UBIGINT[]) as signature
    from article a
    join reading r on r.article_id = a.article_id and r.version = a.version and r.current
    left join source s on s.source_id = a.source_id
    where a.article_id in (from touched_article)
    qualify row_number() over (partition by a.article_id order by a.last_fetched_at desc, a.version desc) = 1
)
select *,
    -- A band is a run of integers of the words and one of the numbers: 4 and 1 are alike in most reprints.
    [
        ('0x' || left(
            md5(concat_ws(',', n, signature[$band * n + 1 : $band * n + $band], signature[$words + n + 1])), 16
        ))::UBIGINT
        for n in range($words // $band) if len(signature) > 0
    ] as bands,
    if(len(signature) > 0, md5(concat_ws(',', signature, published_on)), null) as mark
from newest;

create or replace temp table old_telling as
from telling where article_id in (from touched_article);

-- Looked at anew: articles with another text or day than before, and all that told a story with what they said before.
create or replace temp table loose as
with gone as (
    select o.article_id, o.story_id
    from old_telling o left join heard h on h.article_id = o.article_id
    where h.article_id is null or h.mark is distinct from o.mark
)
select t.article_id, t.story_id as story_before from telling t where t.story_id in (select story_id from gone)
union
select h.article_id, null from heard h where h.article_id not in (select article_id from old_telling);

delete from telling where article_id in (from touched_article);

insert into telling
select h.article_id, coalesce(o.story_id, h.article_id), h.source_id, h.home, h.outlet, h.title, h.published,
    h.published_on, h.signature, h.bands, h.mark
from heard h left join old_telling o on o.article_id = h.article_id;

update telling set story_id = article_id
where article_id in (select article_id from loose) and story_id != article_id;

create or replace temp table loose_mark as
select mark, any_value(published_on) as published_on, any_value(signature) as signature, any_value(bands) as bands
from telling
where article_id in (select article_id from loose) and mark is not null
group by mark;
