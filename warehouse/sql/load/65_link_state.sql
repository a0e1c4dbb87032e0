-- The latest word on a URL counts. What was loaded once stays loaded: a later failure does not take it away.
merge into link_state as t
using (
    select * from staged_link_state
    qualify row_number() over (
        partition by url order by state = 'loaded' desc, settled_at desc, state, reason, coalesce(sha256, ''), source_id
    ) = 1
) as s
on t.url = s.url
when matched and (
    (s.state = 'loaded', s.settled_at) > (t.state = 'loaded', t.settled_at)
    or (
        (s.state = 'loaded', s.settled_at) = (t.state = 'loaded', t.settled_at)
        and (s.state, s.reason, coalesce(s.sha256, ''), s.source_id)
            < (t.state, t.reason, coalesce(t.sha256, ''), t.source_id)
    )
) then update set
    source_id = s.source_id, state = s.state, reason = s.reason, settled_at = s.settled_at, etag = s.etag,
    last_modified = s.last_modified, sha256 = s.sha256
when not matched then insert (url, source_id, state, reason, settled_at, etag, last_modified, sha256)
    values (s.url, s.source_id, s.state, s.reason, s.settled_at, s.etag, s.last_modified, s.sha256);
