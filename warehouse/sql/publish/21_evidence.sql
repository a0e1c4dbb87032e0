insert into coming.evidence
select e.figure_id, e.observation_id, e.article_id, e.value, e.low, e.high, e.unit, e.bound, o.quote, o.measure,
    o.sentence, o.rule, o.rules_version, e.grade, e.correction, e.uncertain, e.outlet, e.story, e.published_on,
    e.known_from, e.known_to
from new_evidence e
join observation_all o on o.observation_id = e.observation_id
where $everything_or_loads;
