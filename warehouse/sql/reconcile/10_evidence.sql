-- What the waiting articles bear witness to. Which observation may support a figure is decided here and nowhere else.
create or replace temp table touched_article as
select distinct article_id from unreconciled;

-- A page fetched with other words ends what its earlier words said.
create or replace temp table standing as
with content as (
    select article_id, page_sha256, also_pages, min(fetched_at) as first_at, max(last_fetched_at) as last_at
    from article
    where article_id in (from touched_article)
    group by all
)
select c.article_id, c.page_sha256, c.also_pages, c.first_at as known_from,
    min(if(later.first_at > c.last_at, later.first_at, later.last_at)) as known_to
from content c
left join content later on later.article_id = c.article_id and later.last_at > c.last_at
group by all;

create or replace temp table witness as
select a.article_id, a.version as article_version, r.rules_version, a.story, s.home, a.published_on, w.known_from,
    w.known_to,
    coalesce(nullif(trim(a.outlet), ''), s.name, a.source_id) as outlet,
    regexp_matches(a.title, '更正|勘误|订正|致歉') as correction,
    regexp_matches(a.title, '统计公报|统计月报|经济运行情况') as bulletin
from article a
join reading r on r.article_id = a.article_id and r.version = a.version and r.current
join standing w
    on w.article_id = a.article_id and w.page_sha256 = a.page_sha256 and w.also_pages = a.also_pages
left join source s on s.source_id = a.source_id
where a.article_id in (from touched_article);

create or replace temp table derived as
with measured as (
    select
        o.observation_id, w.article_id, w.article_version, o.place_code,
        if(o.place_level = 4, o.town_code, null) as town_code, o.place_level, o.indicator, o.period_start,
        o.period_end, o.kind, coalesce(o.aspect, i.aspect) as aspect, o.cumulative, o.status, o.base, o.per,
        case
            when o.kind = 'change_rate' and o.unit = '倍' then 100.0
            when u.si_factor is not null then u.si_factor
            when o.si_value is not null and o.value != 0 then o.si_value / o.value
            else 1.0
        end * if(o.direction = '-', -1, 1) as scale,
        o.value, o.low, o.high, o.tolerance,
        case
            when o.kind = 'change_rate' and o.unit = '倍' then '%'
            when u.si_factor is not null then u.si_unit
            else coalesce(o.si_unit, o.unit)
        end as unit,
        if(o.direction = '-', coalesce(map {'ge': 'le', 'gt': 'lt', 'le': 'ge', 'lt': 'gt'}[o.bound], o.bound), o.bound)
            as bound,
        if(o.uncertain, 0, 128)
            + if(w.home in (o.place_code, o.town_code), 64, 0)
            + if(w.correction, 32, 0)
            + if(w.bulletin, 16, 0)
            + if(o.place_basis = 'explicit', 8, 0)
            + if(o.period_basis = 'explicit', 4, 0)
            + if(o.bound = 'exact', 2, 0)
            + if(o.tolerance <= 0.005 * abs(o.value), 1, 0) as grade,
        w.correction, o.uncertain, w.outlet, w.story, o."start", w.published_on, w.known_from, w.known_to
    from observation_all o
    join witness w
        on w.article_id = o.article_id and w.article_version = o.article_version
        and w.rules_version = o.rules_version
    left join indicator i on i.indicator = o.indicator
    left join unit u on u.unit = o.unit
    where $everything_or_loads
      and o.indicator is not null
      and o.status in ('actual', 'planned')  -- thresholds and anecdotes are no figures of a district
      and o.period_start <= o.period_end
      and o.place_code is not null
      and (o.place_level in (1, 2, 3) or (o.place_level = 4 and o.town_code is not null))  -- nor are villages
      and (o.value is not null or (o.bound = 'range' and (o.low is not null or o.high is not null)))
      and (o.kind not in ('change_rate', 'change_abs') or o.direction in ('+', '-') or o.value = 0)
      and case o.kind
            when 'rank' then true
            when 'share' then coalesce(u.dimension = 'ratio', o.unit in ('%', '‰', '成', '倍'))
            when 'change_rate' then coalesce(u.dimension = 'ratio', o.unit in ('%', '‰', '成', '倍'))
            when 'change_abs' then o.unit in ('百分点', '基点') or i.units is null or len(i.units) = 0
                or list_contains(i.units, o.unit)
            else i.units is null or len(i.units) = 0 or list_contains(i.units, o.unit)
        end
)
select
    left(md5(concat_ws(
        '|', coalesce(town_code, place_code), place_level, indicator, period_start, period_end, kind,
        coalesce(aspect, ''), cumulative, status, coalesce(base, ''), coalesce(per, '')
    )), 16) as figure_id,
    observation_id, article_id, article_version, place_code, town_code, place_level, indicator, period_start,
    period_end, kind, aspect, cumulative, status, base, per, value * scale as value,
    if(scale < 0, high, low) * scale as low, if(scale < 0, low, high) * scale as high, unit, bound,
    coalesce(tolerance * abs(scale), 0) as tolerance, coalesce(grade, 0)::SMALLINT as grade, correction, uncertain,
    outlet, story, "start", published_on, known_from, known_to
from measured;

create or replace temp table old_evidence as
select * exclude (reconcile_no) from evidence where article_id in (from touched_article);

-- What says the same as before needs no second look; only where there was something before are whole rows compared.
create or replace temp table again as
from derived where observation_id in (select observation_id from old_evidence);

create or replace temp table gone as
from old_evidence except from again;

create or replace temp table fresh as
from derived where observation_id not in (select observation_id from old_evidence)
union all
(from again except from old_evidence);

delete from evidence where observation_id in (select observation_id from gone);

insert into evidence select *, $reconcile_no from fresh;

create or replace temp table touched_figure as
select figure_id from gone union select figure_id from fresh;

insert into unpublished
select distinct 'evidence', observation_id, $reconcile_no from gone;

insert into unpublished
select 'article', article_id, $reconcile_no from touched_article;
