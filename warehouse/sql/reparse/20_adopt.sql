-- What is on trial counts from here on.
create or replace temp table touched as
select distinct article_id from reading where trial;

update reading set trial = false where trial;
