-- A body fetched again keeps its row: the first fetch stands, the last is noted. Of fetches at one instant the choice
-- is fixed, so that the order in which they come plays no part.
merge into page as t
using (
    with fetched as (
        select *, row(fetched_at, coalesce(archive_file, '~'), coalesce(archive_offset, -1), source_id) as place,
            row(fetched_at, coalesce(etag, ''), coalesce(last_modified, '')) as tags
        from staged_page
    )
    select * replace (max(tags) over (partition by sha256, url) as tags)
    from fetched
    qualify row_number() over (partition by sha256, url order by place) = 1
) as s
on t.sha256 = s.sha256 and t.url = s.url
when matched
    and s.place < row(t.fetched_at, coalesce(t.archive_file, '~'), coalesce(t.archive_offset, -1), t.source_id)
    and s.tags > row(t.last_fetched_at, coalesce(t.etag, ''), coalesce(t.last_modified, ''))
then update set
    final_url = s.final_url, source_id = s.source_id, role = s.role, status = s.status, headers = s.headers,
    fetched_at = s.fetched_at, archive_file = s.archive_file, archive_offset = s.archive_offset,
    last_fetched_at = s.tags[1], etag = nullif(s.tags[2], ''), last_modified = nullif(s.tags[3], '')
when matched
    and s.place < row(t.fetched_at, coalesce(t.archive_file, '~'), coalesce(t.archive_offset, -1), t.source_id)
then update set
    final_url = s.final_url, source_id = s.source_id, role = s.role, status = s.status, headers = s.headers,
    fetched_at = s.fetched_at, archive_file = s.archive_file, archive_offset = s.archive_offset
when matched
    and s.tags > row(t.last_fetched_at, coalesce(t.etag, ''), coalesce(t.last_modified, ''))
then update set
    last_fetched_at = s.tags[1], etag = nullif(s.tags[2], ''), last_modified = nullif(s.tags[3], '')
when not matched then insert (
    sha256, url, final_url, source_id, role, status, fetched_at, last_fetched_at, headers, etag, last_modified,
    archive_file, archive_offset
) values (
    s.sha256, s.url, s.final_url, s.source_id, s.role, s.status, s.fetched_at, s.tags[1], s.headers,
    nullif(s.tags[2], ''), nullif(s.tags[3], ''), s.archive_file, s.archive_offset
);
