-- Reprints count once: articles that make the same claim and share a mark (text, story, near-duplicate signature,
-- outlet and day) are one report. Two hops are followed, so that an original, its reprint and the reprint's excerpt are
-- one.
create or replace temp table mark as
with each as (
    select i.figure_id, i.strength, unnest(a.bands) as band, hash(i.value, i.low, i.high, i.unit) as claim
    from item i
    join article a on a.article_id = i.article_id and a.version = i.article_version
    where i.figure_id in (select figure_id from item group by figure_id having count(*) > 1)
    union all
    select i.figure_id, i.strength, hash(t.story_id), hash(i.value, i.low, i.high, i.unit)
    from item i
    join telling t on t.article_id = i.article_id
    where i.figure_id in (select figure_id from item group by figure_id having count(*) > 1)
)
select figure_id, strength, hash(figure_id, claim, band) as key from each;

create or replace temp table report_of as
with shared as (
    select m.figure_id, m.strength, m.key
    from mark m
    where m.key in (select key from mark group by key having count(*) > 1)
),
one_hop as (
    select *, min(strength) over (partition by key) as first from shared
),
nearest as (
    select *, min(first) over (partition by figure_id, strength) as first_of_item from one_hop
),
two_hops as (
    select figure_id, strength, min(first_of_item) over (partition by key) as first from nearest
),
together as (
    select figure_id, strength, min(first) as report from two_hops group by all
)
select i.figure_id, i.strength, coalesce(t.report, i.strength) as report
from item i
left join together t on t.figure_id = i.figure_id and t.strength = i.strength;
