-- The Parquet files of observations that this load makes stale. What is no code, or no day of this age, has its own.
insert into unpublished_month
select distinct month from (
    select
        if(regexp_full_match(o.place_code, '\d{6}'), left(o.place_code, 2), '00')
        || '/' || if(year(o.published_on) between 1900 and 2100, strftime(o.published_on, '%Y-%m'), 'undated') as month
    from observation_all o
    where o.load_no in (select load_no from ranked_reading)
      and o.article_id in (from touched)
)
where month not in (select month from unpublished_month);
