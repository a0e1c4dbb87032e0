-- Stated growth against the year before, one row for each district, indicator and period: where several reports differ
-- in aspect or the like, or leave the base open, the plainest counts.
create or replace view growth_stated as
select coalesce(f.town_code, f.place_code) as code, f.indicator, f.status, f.period_start, f.period_end, f.value,
    f.figure_id
from figure f
where f.kind = 'change_rate' and f.known_to is null and coalesce(f.base, 'year') = 'year' and f.value is not null
qualify row_number() over (
    partition by code, f.indicator, f.status, f.period_start, f.period_end
    order by f.base nulls last, f.cumulative, f.articles desc, f.figure_id
) = 1;

comment on view growth_stated is 'Growth against the year before as it was stated, one row for each district, indicator and period';
comment on column growth_stated.code is 'District';
comment on column growth_stated.indicator is 'Indicator';
comment on column growth_stated.status is 'actual or planned';
comment on column growth_stated.period_start is 'First day';
comment on column growth_stated.period_end is 'Last day';
comment on column growth_stated.value is 'Growth in per cent';
comment on column growth_stated.figure_id is 'Figure that says so';

-- Whether two rates of growth contradict: their signs differ, or 15 points lie between them.
create or replace macro growth_contradicts(computed, stated) as
    (abs(computed) > 1 and abs(stated) > 1 and sign(computed) != sign(stated)) or abs(computed - stated) > 15;

-- Every district's growth as computed from two years' figures and as it was stated, be it that alone.
create or replace macro growth(indicator, period, within := null, level := null, among := null) as table
with asked as (
    select d.first_day, d.last_day, (d.first_day - interval 1 year)::DATE as first_before,
        if(d.last_day = last_day(d.last_day), last_day((d.last_day - interval 1 year)::DATE),
            (d.last_day - interval 1 year)::DATE) as last_before
    from period_days(period) d
),
now as (
    select * from compare(indicator, period, within := within, level := level, among := among)
    where state = 'told'
),
year_before as (
    select f.*
    from figure f
    join asked a on f.period_start = a.first_before and f.period_end = a.last_before
    where f.indicator = indicator and f.kind = 'level' and f.status = 'actual' and f.known_to is null
),
stated as (
    select g.*, s.name
    from growth_stated g
    join asked a on g.period_start = a.first_day and g.period_end = a.last_day
    join district_span s on s.code = g.code and s.first_day <= a.last_day and s.next_day > a.last_day
    where g.indicator = indicator and g.status = 'actual'
      and is_meant(s.code, s.level, s.above, within, level, among)
)
select coalesce(n.code, g.code) as code, coalesce(n.name, g.name) as name, n.value, b.value as year_before, n.unit,
    if(n.bound = 'exact' and b.bound = 'exact' and b.value > 0, 100 * (n.value / b.value - 1), null) as computed,
    g.value as stated, growth_contradicts(computed, stated) as contradicts, n.figure_id, g.figure_id as stated_figure_id
from now n
left join year_before b
    on b.code = n.code and b.aspect is not distinct from n.aspect and b.cumulative = n.cumulative
    and b.per is not distinct from n.per and b.base is not distinct from n.base and b.unit = n.unit
full join stated g on g.code = n.code
order by coalesce(computed, stated) desc nulls last, code;
