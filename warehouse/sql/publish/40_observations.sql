-- The observations of one month of publication, for Parquet.
create or replace temp table month_of_observations as
select if(regexp_full_match(o.place_code, '\d{6}'), left(o.place_code, 2), '00') as province,
    o.* exclude (load_no), a.url, a.title, a.outlet, a.source_id
from observation o
join article a on a.article_id = o.article_id and a.version = o.article_version
where if(
    $month = 'undated', coalesce(year(o.published_on) not between 1900 and 2100, true),
    o.published_on between $first and $last
)
order by province, o.article_id, o.article_version, o."start", o.ordinal;
