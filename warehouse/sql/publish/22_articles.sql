create or replace temp table stale_article as
select distinct key as article_id from unpublished where table_name = 'article' and reconcile_no > $since;

delete from coming.article where article_id in (from stale_article);

insert into coming.article
select a.article_id, any_value(a.url), arg_max(a.source_id, (a.last_fetched_at, a.version)),
    arg_max(a.title, (a.last_fetched_at, a.version)), arg_max(a.outlet, (a.last_fetched_at, a.version)),
    arg_max(a.published_on, (a.last_fetched_at, a.version)), min(a.fetched_at),
    arg_max(p.archive_file, (p.last_fetched_at, p.archive_offset)),
    arg_max(p.archive_offset, (p.last_fetched_at, p.archive_offset)), any_value(t.story_id)
from article a
join reading r on r.article_id = a.article_id and r.version = a.version and r.current
left join page p on p.sha256 = a.page_sha256 and p.archive_file is not null and p.archive_offset is not null
left join telling t on t.article_id = a.article_id
where a.article_id in (from stale_article)
group by a.article_id;

create or replace temp table stale_story as
select distinct key as story_id from unpublished where table_name = 'story' and reconcile_no > $since;

delete from coming.story where story_id in (from stale_story);

insert into coming.story from story where story_id in (from stale_story);

update coming.copy_state
set reconcile_no = (select value from counter where name = 'reconcile'), deltas = deltas + 1;

drop table temp.withheld_anew;
drop table temp.stale_figure;
drop table temp.stale_evidence;
drop table temp.new_evidence;
drop table temp.stale_article;
drop table temp.stale_story;
