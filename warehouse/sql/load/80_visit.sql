insert into visit
select source_id, visited_at, run_id, complete, discovered, fetched, unchanged, failed, list_pages
from staged_visit s
where not exists (from visit v where v.source_id = s.source_id and v.visited_at = s.visited_at)
qualify row_number() over (partition by source_id, visited_at order by run_id, complete) = 1;
