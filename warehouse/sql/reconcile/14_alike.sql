-- Pairs of texts that are alike: they share a band, most words, most numbers, and appeared within a month.
-- Texts of the same signature and day are taken as one; undated ones are compared with undated ones.
create or replace temp table alike as
with sought as (
    select mark, published_on, unnest(bands) as band from loose_mark
),
held as (
    select mark, published_on, unnest(bands) as band
    from telling
    where published_on between $first::DATE - $days::INTEGER and $last::DATE + $days::INTEGER or published_on is null
),
met as (
    select distinct s.mark as one, h.mark as other
    from sought s
    join held h on h.band = s.band
    where h.mark != s.mark
      and if(s.published_on is null or h.published_on is null, s.published_on is null and h.published_on is null,
            abs(h.published_on - s.published_on) <= $days)
),
said as (
    select mark, any_value(signature) as signature from telling where mark in (select other from met) group by mark
)
select m.one, m.other
from met m
join loose_mark l on l.mark = m.one
join said s on s.mark = m.other
where len(list_filter(range(1, $words + 1), lambda n: l.signature[n] = s.signature[n])) >= $alike_words * $words
  and len(list_filter(range($words + 1, $words + $numbers + 1), lambda n: l.signature[n] = s.signature[n]))
    >= $alike_numbers * $numbers;

-- What is one story: a label is a story that stands or an article that waits for its own.
create or replace temp table member as
select distinct mark, story_id as label from telling
where mark in (select mark from loose_mark union all select other from alike);

create or replace temp table lead as
select mark, min(label) as label from member group by mark;

-- Each join by itself: planned together, the two ends of a pair are first joined with one another, all with all.
create or replace temp table tie as
with half as materialized (
    select l.label as one, p.other from alike p join lead l on l.mark = p.one
),
each as (
    select m.label as one, l.label as other from member m join lead l on l.mark = m.mark
    union
    select h.one, l.label from half h join lead l on l.mark = h.other
)
select one, other from each where one != other
union
select other, one from each where one != other;

create or replace temp table component as
select one as label, one as root from tie group by one;
