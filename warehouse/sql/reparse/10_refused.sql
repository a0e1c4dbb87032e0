-- A page that the new reader refuses, though an older one made an article of it: a reading with nothing in it, beside
-- the one that these rules may have made of it when the older reader took it.
insert into staged_reading by name
select distinct a.article_id, a.version, concat(s.rules_version, ' (refused)') as rules_version,
    'refused' as reader_version, 0 as observations
from staged_refusal s
join article a on a.page_sha256 = s.page_sha256
where not exists (
    from staged_article n where n.article_id = a.article_id and n.page_sha256 = a.page_sha256
);
