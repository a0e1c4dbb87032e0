-- A body fetched again keeps its row: the first fetch stands, the last is noted.
merge into page as t
using (
    select *, max(fetched_at) over (partition by sha256, url) as seen_at
    from staged_page
    qualify row_number() over (
        partition by sha256, url order by fetched_at, archive_file nulls last, archive_offset
    ) = 1
) as s
on t.sha256 = s.sha256 and t.url = s.url
when matched and (
    s.fetched_at < t.fetched_at or s.seen_at > t.last_fetched_at
    or (s.fetched_at = t.fetched_at and coalesce(s.archive_file, '~') < coalesce(t.archive_file, '~'))
) then update set
    archive_file = if(
        (s.fetched_at, coalesce(s.archive_file, '~')) < (t.fetched_at, coalesce(t.archive_file, '~')),
        s.archive_file, t.archive_file
    ),
    archive_offset = if(
        (s.fetched_at, coalesce(s.archive_file, '~')) < (t.fetched_at, coalesce(t.archive_file, '~')),
        s.archive_offset, t.archive_offset
    ),
    etag = if(s.seen_at > t.last_fetched_at, s.etag, t.etag),
    last_modified = if(s.seen_at > t.last_fetched_at, s.last_modified, t.last_modified),
    fetched_at = least(s.fetched_at, t.fetched_at),
    last_fetched_at = greatest(s.seen_at, t.last_fetched_at)
when not matched then insert (
    sha256, url, final_url, source_id, role, status, fetched_at, last_fetched_at, headers, etag, last_modified,
    archive_file, archive_offset
) values (
    s.sha256, s.url, s.final_url, s.source_id, s.role, s.status, s.fetched_at, s.seen_at, s.headers, s.etag,
    s.last_modified, s.archive_file, s.archive_offset
);
