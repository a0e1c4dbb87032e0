-- Rules that come again after others, as when a change was taken back, are the newest again: a reparse says so.
update edition set edition_no = (select max(edition_no) + 1 from edition)
where $trial
  and exists (
    from staged_reading s where s.reader_version = edition.reader_version and s.rules_version = edition.rules_version
  )
  and exists (
    from edition later
    where later.edition_no > edition.edition_no
      and (split_part(later.rules_version, ' ', 1) != split_part(edition.rules_version, ' ', 1)
        or 'refused' not in (later.reader_version, edition.reader_version))
  );

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

-- A reading that others replaced is on trial again; it keeps the number of its edition until it is adopted.
update reading set trial = true
from staged_reading s
where $trial and not reading.current and not reading.trial
  and s.article_id = reading.article_id and s.version = reading.version and s.rules_version = reading.rules_version
  and reading.edition_no not in (select edition_no from edition);

insert into reading
select article_id, version, rules_version, edition_no, observations, $trial, false, $load_no from new_reading;

create or replace temp table touched as
select article_id from new_reading where not $trial
union
select article_id from adopted_reading
union
select article_id from fetched_again where earlier;
