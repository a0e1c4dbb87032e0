-- severity: warning
-- An actual figure of a period that had not begun when the article appeared is a plan misread.
select e.figure_id as key,
    concat(e.indicator, ' in ', e.place_code, ' for ', period_name(f.period_start, f.period_end), ', told on ',
        e.published_on) as message
from figure f
join evidence e on e.observation_id = f.observation_id
where f.known_to is null and f.status = 'actual' and e.published_on < f.period_start
