"""What the sources give, against their own past, and what the checks of quality complain of.

All is measured on the day of a source's last visit, not on today: where nothing runs, no source is to blame. A source
that is silent, or failed to be read, is told once, by the most telling of its alerts.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise

from flows.alerts import Alert
from flows.settings import SHANGHAI, Settings
from flows.watch_statistics import far_below, jumped, silence_allowed
from warehouse import ask
from warehouse.publish import COPY

HISTORY = timedelta(days=120)
WEEK = timedelta(days=7)
WEEKS = 8
VISITED_SINCE = timedelta(days=14)  # sources not visited since are watched no more

LAST = """
select r.source_id, coalesce(s.name, r.source_id), max(r.day), arg_max(r.outcome, r.started_at),
    arg_max(r.message, r.started_at), bool_or(s.may_be_empty is true),
    coalesce(max(r.started_at) filter (where r.outcome != 'complaint'), min(r.started_at))
from run r
left join source s on s.source_id = r.source_id
where r.source_id != '' and r.day >= $since
group by r.source_id, s.name
"""
PUBLISHED = """
select source_id, published_on, count(*) from article where published_on >= $since group by all order by all
"""
SHARES = """
select source_id, day > $recent, sum(rejects), sum(rejects + articles + observations)
from run where source_id != '' and day >= $since group by all
"""
WITHOUT = """
select a.source_id, a.fetched_at >= $recent, count(*) filter (where e.article_id is null), count(*)
from article a
left join (select distinct article_id from evidence) e on e.article_id = a.article_id
where a.fetched_at >= $since
group by all
"""
QUALITY = """
select check_name, count(*), min(message) from complaint where severity = 'error' group by all order by all
"""

KINDS = frozenset(
    {"source failing", "source silent", "few articles", "more refused", "pages without figures", "quality"}
)
REFUSED = "fangzhi sql \"select * from reject where source_id = '{id}' order by last_at desc limit 20\""
READ = "fangzhi sql \"from article where source_id = '{id}' order by fetched_at desc limit 20\""


@dataclass(frozen=True, slots=True)
class Watched:
    """A source at its last visit. `well`: when it was last visited without complaint."""

    id: str
    name: str
    day: date
    outcome: str
    message: str
    may_be_empty: bool
    well: datetime


Days = Mapping[date, int]  # articles by day of publication


def content(settings: Settings, now: datetime) -> Iterator[Alert]:
    """Every alert about sources and figures; none before anything is published."""
    if not (settings.data / COPY).exists():
        return
    yield from quality(settings, now)
    last = ask.query(settings.data, "select max(day) from run").rows[0][0]
    if not isinstance(last, date):
        return
    watched = [Watched(*row) for row in rows(settings, LAST, since=last - VISITED_SINCE)]
    days: dict[str, Counter[date]] = defaultdict(Counter)
    for id, day, many in rows(settings, PUBLISHED, since=last - HISTORY):
        days[id][day] = many
    for source in watched:
        if source.outcome == "complaint":
            what = f"{source.id} {source.name}: {source.message}"
            yield Alert("source failing", source.id, what, source.well, source.id, f"fangzhi sources check {source.id}")
        else:
            yield from of_rhythm(source, days[source.id])
    yield from shares(settings, watched, last, now)


def rows(settings: Settings, sql: str, **values: object) -> Sequence[tuple]:  # type: ignore[type-arg]  # as the SQL has it
    """Rows of a query whose parameters are named."""
    names = [name for name in values if f"${name}" in sql]
    for number, name in enumerate(names, 1):
        sql = sql.replace(f"${name}", f"${number}")
    return ask.query(settings.data, sql, [values[name] for name in names]).rows


def of_rhythm(source: Watched, days: Days) -> Iterator[Alert]:
    """Silent for longer than it ever is, or far fewer articles than in any week before."""
    known = sorted(day for day in days if day <= source.day)
    if not known:
        return
    gaps = [(later - earlier).days for earlier, later in pairwise(known)]
    allowed = silence_allowed(gaps)
    if allowed is not None and source.may_be_empty:
        allowed = max(allowed, 2 * WEEK.days)
    silent = (source.day - known[-1]).days
    look = f"fangzhi sources check {source.id}"
    if allowed is not None and silent > allowed:
        since = datetime(known[-1].year, known[-1].month, known[-1].day, tzinfo=SHANGHAI)
        what = f"{source.id} {source.name}: nothing for {silent} days, never more than {max(gaps)} until now"
        yield Alert("source silent", source.id, what, since, source.id, look)
        return
    if source.may_be_empty:
        return
    week, *before = weekly(days, source.day, known[0])
    if far_below(week, before):
        begin = source.day - WEEK + timedelta(days=1)
        since = datetime(begin.year, begin.month, begin.day, tzinfo=SHANGHAI)
        what = f"{source.id} {source.name}: {week} articles in a week, {min(before)} to {max(before)} in those before"
        yield Alert("few articles", source.id, what, since, source.id, look)


def weekly(days: Days, last: date, first: date) -> list[int]:
    """Articles in the week that ends on `last`, and in the whole weeks before it, back to the first day known."""
    counts: list[int] = []
    for number in range(WEEKS + 1):
        end = last - number * WEEK
        if counts and end - WEEK < first - timedelta(days=1):
            break
        counts.append(sum(many for day, many in days.items() if end - WEEK < day <= end))
    return counts


def shares(settings: Settings, watched: Sequence[Watched], last: date, now: datetime) -> Iterator[Alert]:
    """More refused, or more pages without any figure, than this source ever had."""
    recent = last - WEEK
    begin = datetime(recent.year, recent.month, recent.day, tzinfo=SHANGHAI)
    asked = {"since": last - HISTORY, "recent": recent}
    instants = {"since": begin - HISTORY, "recent": begin}
    names = {source.id: source.name for source in watched}
    for kind, said, looked, found in (
        ("more refused", "of what was read was refused", REFUSED, rows(settings, SHARES, **asked)),
        ("pages without figures", "of the articles gave no figure", READ, rows(settings, WITHOUT, **instants)),
    ):
        counts = {(id, is_recent): (int(hits), int(cases)) for id, is_recent, hits, cases in found}
        for id, name in names.items():
            now_hits, now_cases = counts.get((id, True), (0, 0))
            hits, cases = counts.get((id, False), (0, 0))
            if jumped(now_hits, now_cases, hits, cases):
                what = f"{id} {name}: {now_hits / now_cases:.0%} {said} in the last week, {hits / cases:.0%} before"
                yield Alert(kind, id, what, begin, id, looked.format(id=id))


def quality(settings: Settings, now: datetime) -> Iterator[Alert]:
    """Figures kept out of the published copy, by check."""
    for check, many, message in rows(settings, QUALITY):
        what = f"{many} complaints of {check}, such as: {message}"
        look = f"fangzhi sql \"from complaint where check_name = '{check}'\""
        yield Alert("quality", str(check), what, now, look=look)
