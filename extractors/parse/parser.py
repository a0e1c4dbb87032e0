"""parse: a text into observations and the numerals that are none.

The way of a figure: numerals and units (extractors.numbers) -> what it is about, kind and direction (facts) -> status
-> place (extractors.places) -> period (extractors.periods) -> indicator (extractors.indicators). Every observation
carries its sentence, the rule that read it and the version of all rules.

>>> parsed = parse("2022年全区清运垃圾逾5000吨。")
>>> [(o.quote, o.value, o.unit, o.bound, o.measure) for o in parsed.observations]
[('逾5000吨', 5000.0, '吨', 'gt', '清运垃圾')]
"""

from collections.abc import Sequence
from datetime import date

from extractors import periods
from extractors.numbers.quantities import Quantity, read
from extractors.parse.aspects import aspect_of, cumulative_in, per_of
from extractors.parse.facts import Fact, facts
from extractors.parse.neighbours import located
from extractors.parse.statuses import ahead, is_story, passages
from extractors.parse.version import rules_version
from extractors.records import Mention, Observation, Parsed, RepairSpan, Stated, Status, TimeMention, Unread, covers
from extractors.text import fold


def parse(
    text: str,
    *,
    published: date | None = None,
    home: str | None = None,
    title: str = "",
    damage: Sequence[RepairSpan] = (),
    indicators: object = None,
) -> Parsed:
    """All that a text states in numbers. `home` is the code or path of the district it speaks for."""
    found, unread = read(text)
    lost = [q for q in found if covers(damage, q.start, q.end, "lost")]
    unread += [Unread(q.start, q.end, q.quote, "lost characters") for q in lost]
    stated = facts(text, [q for q in found if q not in lost])
    turns = passages(text, published)
    folded = fold(text)
    statuses = [_status(f, folded, turns) for f in stated]
    seen = [_seen(f, s) for f, s in zip(stated, statuses, strict=True)]
    where, when = _attributed(text, seen, published, home, title)
    observations = tuple(
        _observation(text, f, s, place, period, damage)
        for f, s, place, period in zip(stated, seen, where, when, strict=True)
    )
    return Parsed(observations, tuple(sorted(unread, key=lambda u: u.start)))


def _status(f: Fact, folded: str, turns: list[tuple[int, bool]]) -> Status:
    if f.threshold:
        return "threshold"
    begin, end = f.context.sentence
    if is_story(folded[begin:end]):
        return "anecdote"
    start = f.quantity.start
    clause = f.context.gap[-40:] + f.context.left
    return "planned" if ahead(folded[begin:start], clause, turns, start) else "actual"


def _seen(f: Fact, status: Status) -> Stated:
    q = f.quantity
    return Stated(
        q.start, q.end, f.kind, status, f.direction, f.base, f.measure,
        f.context.left_start if f.context.left else None, aspect_of(f),
    )  # fmt: skip


def _attributed(
    text: str, seen: Sequence[Stated], published: date | None, home: str | None, title: str
) -> tuple[Sequence[Mention | None], Sequence[TimeMention | None]]:
    times = periods.find(text, published=published, title=title)
    when = periods.attribute(text, times, seen, published=published, title=title)
    return located(text, seen, published=published, home=home, title=title), when


def _observation(
    text: str, f: Fact, s: Stated, where: Mention | None, when: TimeMention | None, damage: Sequence[RepairSpan]
) -> Observation:
    q: Quantity = f.quantity
    place = where.place if where else None
    si = None if q.value is None or q.unit.si_factor is None else q.value * q.unit.si_factor
    begin, end = f.context.sentence
    return Observation(
        start=q.start,
        end=q.end,
        quote=q.quote,
        value=q.value,
        low=q.low,
        high=q.high,
        values=q.values,
        unit=q.unit.name,
        si_value=si,
        si_unit=q.unit.si_unit if si is not None else None,
        bound=q.bound,
        kind=f.kind,
        direction=f.direction,
        base=f.base,
        measure=f.measure,
        indicator=None,
        status=s.status,
        cumulative=cumulative_in(f) or bool(when and when.cumulative),
        aspect=s.aspect,
        period_start=when.first if when else None,
        period_end=when.last if when else None,
        period_basis=when.basis if when and when.first else None,
        place=(where.name or where.text) if where else None,
        place_path=place.path if place else None,
        place_level=place.level if place else None,
        place_code=place.code if place else None,
        town_code=place.town_code if place else None,
        place_basis=where.basis if where else None,
        per=per_of(f),
        sentence_start=begin,
        sentence_end=end,
        rule=q.rule,
        rules_version=rules_version(),
        uncertain=covers(damage, q.start, q.end, "guessed"),
    )
