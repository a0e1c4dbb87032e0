insert into observation_all
select
    left(md5(concat_ws('|', s.article_id, s.article_version, s."start", s.ordinal, s.rules_version)), 16),
    s.article_id, s.article_version, s."start", s."end", s.ordinal, s.quote, s.value, s.low, s.high, s."values", s.unit,
    s.si_value, s.si_unit, s.bound, s.kind, s.direction, s.base, s.measure, s.indicator, s.status, s.cumulative,
    s.aspect, s.period_start, s.period_end, s.period_basis, s.place, s.place_path, s.place_level, s.place_code,
    s.town_code, s.place_basis, s.per, s.sentence_start, s.sentence_end, s.sentence, s.tolerance, s.rule,
    s.rules_version, s.uncertain, s.published_on, $load_no
from staged_observation s
join new_reading r
    on r.article_id = s.article_id and r.version = s.article_version and r.rules_version = s.rules_version;
