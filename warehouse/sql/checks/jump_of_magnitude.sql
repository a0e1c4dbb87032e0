-- severity: error
-- A thousandfold jump within two years is a slip of units (万 for 亿). Kept out is whatever has no more behind it than
-- what it contradicts: years of the same series that agree with it, articles, the standing of its witness. Where two
-- stand against one another with nothing to tell the right one by, both are kept out.
with level as (
    from levels_by_series(10)
),
broken as (
    from level where series in (select series from level group by series having max(value) >= 1000 * min(value))
),
backed as (
    select a.figure_id, count(b.figure_id) as agreeing
    from broken a
    left join broken b
        on b.series = a.series and b.figure_id != a.figure_id and abs(b.first_year - a.first_year) <= 5
        and b.value between a.value / 100 and a.value * 100
    group by a.figure_id
),
witness as (
    -- Of a witness only what tells one kind from another, not how it words its numbers.
    select b.*, (k.agreeing, b.articles, b.grade // 16) as standing
    from broken b
    join backed k on k.figure_id = b.figure_id
)
select a.figure_id as key,
    concat(a.indicator, ' in ', a.place_code, ': ', amount(a.value, a.unit), ' in ',
        period_name(a.period_start, a.period_end), ', but ', amount(b.value, b.unit), ' in ',
        period_name(b.period_start, b.period_end)) as message
from witness a
join witness b
    on b.series = a.series and b.first_year != a.first_year and abs(b.first_year - a.first_year) <= 2
    and (a.value / b.value >= 1000 or b.value / a.value >= 1000) and a.standing <= b.standing
