insert into archive_file
select file, any_value(run_id)
from staged_archive_file s
where not exists (from archive_file a where a.file = s.file)
group by file;
