merge into reject as t
using (
    select reject_id, any_value(stage) as stage, any_value(key) as key, any_value(reason) as reason,
        any_value(detail) as detail, any_value(source_id) as source_id, min(first_at) as first_at,
        max(first_at) as last_at
    from staged_reject
    group by reject_id
) as s
on t.reject_id = s.reject_id
when matched and (s.first_at < t.first_at or s.last_at > t.last_at) then update set
    first_at = least(s.first_at, t.first_at), last_at = greatest(s.last_at, t.last_at)
when not matched then insert (reject_id, stage, key, reason, detail, source_id, first_at, last_at)
    values (s.reject_id, s.stage, s.key, s.reason, s.detail, s.source_id, s.first_at, s.last_at);
