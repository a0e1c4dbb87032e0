merge into link as t
using (
    select * from staged_link
    qualify row_number() over (
        partition by url, source_id order by discovered_at, anchor, date_hint nulls last
    ) = 1
) as s
on t.url = s.url and t.source_id = s.source_id
when matched and (s.discovered_at, s.anchor) < (t.discovered_at, t.anchor) then update set
    discovered_at = s.discovered_at, anchor = s.anchor, date_hint = s.date_hint
when not matched then insert (url, source_id, discovered_at, anchor, date_hint)
    values (s.url, s.source_id, s.discovered_at, s.anchor, s.date_hint);
