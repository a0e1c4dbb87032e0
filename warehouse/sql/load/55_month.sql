-- The Parquet files of observations that this load makes stale.
insert into unpublished_month
select distinct month from (
    select coalesce(left(o.place_code, 2), '00') || '/' || coalesce(strftime(o.published_on, '%Y-%m'), 'undated') as month
    from observation_all o
    where o.load_no in (select load_no from ranked_reading)
      and o.article_id in (from touched)
)
where month not in (select month from unpublished_month);
