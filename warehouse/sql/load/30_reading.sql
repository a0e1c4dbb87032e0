insert into edition
select (select coalesce(max(edition_no), 0) from edition) + row_number() over (order by reader_version, rules_version),
    reader_version, rules_version
from (select distinct reader_version, rules_version from staged_reading) s
where not exists (
    from edition e where e.reader_version = s.reader_version and e.rules_version = s.rules_version
);

create or replace temp table new_reading as
select s.article_id, s.version, s.rules_version, any_value(e.edition_no) as edition_no,
    max(s.observations) as observations
from staged_reading s
join edition e on e.reader_version = s.reader_version and e.rules_version = s.rules_version
where not exists (
    from reading r
    where r.article_id = s.article_id and r.version = s.version and r.rules_version = s.rules_version
)
group by all;

-- A reading on trial that comes again in earnest is adopted.
create or replace temp table adopted_reading as
select r.article_id, r.version, r.rules_version
from reading r
join staged_reading s on s.article_id = r.article_id and s.version = r.version and s.rules_version = r.rules_version
where r.trial and not $trial
group by all;

update reading set trial = false
from adopted_reading a
where a.article_id = reading.article_id and a.version = reading.version and a.rules_version = reading.rules_version;

insert into reading
select article_id, version, rules_version, edition_no, observations, $trial, false, $load_no from new_reading;

create or replace temp table touched as
select article_id from new_reading where not $trial
union
select article_id from adopted_reading
union
select article_id from fetched_earlier;
