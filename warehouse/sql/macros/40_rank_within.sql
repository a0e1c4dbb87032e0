-- Where each child of a district stands in one indicator and period, and its share of the parent's own figure. Only the
-- group with the most districts is ranked; `of` says how many it has. The share is null where the indicator may not be
-- summed, or the parent's figure differs in aspect, unit or the like.
create or replace macro rank_within(
    indicator, period, parent, kind := 'level', status := 'actual', level := null
) as table
with child as (
    select c.* from compare(indicator, period, within := parent, kind := kind, status := status, level := level) c
    where c.comparable = 1
),
whole as (
    select f.*
    from figure f
    join period_days(period) d on f.period_start = d.first_day and f.period_end = d.last_day
    where f.place_code = parent and f.place_level < 4 and f.indicator = indicator and f.kind = kind
      and f.status = status and f.known_to is null
)
select c.rank, count(c.rank) over () as of, c.code, c.name, c.value, c.unit, c.bound,
    if(c.bound = 'exact' and w.bound = 'exact' and i.may_sum and c.kind_of = 'level',
        100 * c.value / nullif(w.value, 0), null) as share_of_parent,
    if(c.kind_of = 'level' and min(c.value) over () >= 0,
        100 * c.value / nullif(max(c.value) over (), 0), null) as of_greatest,
    c.articles, c.conflict, c.uncertain, c.figure_id
from (select *, kind as kind_of, indicator as indicator_of from child) c
left join indicator i on i.indicator = c.indicator_of
left join whole w
    on w.aspect is not distinct from c.aspect and w.cumulative = c.cumulative and w.unit = c.unit
    and w.per is not distinct from c.per and w.base is not distinct from c.base
order by c.rank nulls last, c.code;
