-- Figures in force before and after the adoption.
create or replace temp table difference as
select
    case when b.figure_id is null then 'added' when a.figure_id is null then 'removed' else 'changed' end as change,
    coalesce(a.indicator, b.indicator) as indicator,
    coalesce(a.town_code, a.place_code, b.town_code, b.place_code) as code,
    coalesce(a.period_start, b.period_start) as period_start, coalesce(a.period_end, b.period_end) as period_end,
    coalesce(a.kind, b.kind) as kind, coalesce(a.status, b.status) as status, b.value as value_before,
    a.value as value_after, coalesce(a.unit, b.unit) as unit, b.bound as bound_before, a.bound as bound_after,
    ob.rule as rule_before, oa.rule as rule_after, coalesce(oa.quote, ob.quote) as quote,
    coalesce(oa.sentence, ob.sentence) as sentence, t.url, coalesce(a.figure_id, b.figure_id) as figure_id
from (from figure_before where figure_id in (from changed_figure)) b
full join (from figure where known_to is null and figure_id in (from changed_figure)) a on a.figure_id = b.figure_id
left join observation_all ob on ob.observation_id = b.observation_id
left join observation_all oa on oa.observation_id = a.observation_id
left join (select article_id, any_value(url) as url from article group by all) t
    on t.article_id = coalesce(a.article_id, b.article_id)
where a.figure_id is null or b.figure_id is null
   or row(a.value, a.low, a.high, a.unit, a.bound) is distinct from row(b.value, b.low, b.high, b.unit, b.bound);

-- Observations of the articles on trial, matched by where they stand.
create or replace temp table moved as
with mine as (
    select o.*, r.trial_now from observation_all o
    join (
        select article_id, version, rules_version, was_trial as trial_now, page_key from reading_compared
    ) r on r.article_id = o.article_id and r.version = o.article_version and r.rules_version = o.rules_version
)
select coalesce(n.rule, o.rule) as rule, coalesce(n.indicator, o.indicator) as indicator,
    case
        when o.observation_id is null then 'added'
        when n.observation_id is null then 'removed'
        when row(n.value, n.low, n.high, n."values", n.unit, n.bound, n.kind, n.direction, n.base, n.measure,
                n.indicator, n.status, n.cumulative, n.aspect, n.period_start, n.period_end, n.place_code, n.town_code,
                n.place_level, n.per)
            is distinct from row(o.value, o.low, o.high, o."values", o.unit, o.bound, o.kind, o.direction, o.base,
                o.measure, o.indicator, o.status, o.cumulative, o.aspect, o.period_start, o.period_end, o.place_code,
                o.town_code, o.place_level, o.per)
            then 'changed'
        else 'same'
    end as change
from (from mine where trial_now) n
full join (from mine where not trial_now) o
    on o.article_id = n.article_id and o.quote = n.quote and o."start" = n."start" and o.ordinal = n.ordinal;
