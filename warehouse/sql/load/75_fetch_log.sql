insert into fetch_log
select fetch_id, run_id, url, source_id, role, fetched_at, outcome, reason, status, bytes, elapsed_s, retry
from staged_fetch_log s
where not exists (from fetch_log f where f.fetch_id = s.fetch_id)
qualify row_number() over (partition by fetch_id order by run_id, outcome, reason) = 1;
