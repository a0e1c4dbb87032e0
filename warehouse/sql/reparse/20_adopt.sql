-- What is on trial counts from here on.
create or replace temp table touched as
select distinct article_id from reading where trial;

update reading
set trial = false,
    edition_no = (select max(e.edition_no) from edition e where e.rules_version = reading.rules_version)
where trial;
