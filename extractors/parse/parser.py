"""parse: a text into observations and the numerals that are none.

The way of a figure: numerals and units (extractors.numbers) -> what it is about, kind and direction (facts) -> status
-> place (extractors.places) -> period (extractors.periods) -> indicator (extractors.indicators). Every observation
carries its sentence, the rule that read it and the version of all rules.

>>> parsed = parse("2022年全区清运垃圾逾5000吨。")
>>> [(o.quote, o.value, o.unit, o.bound, o.measure) for o in parsed.observations]
[('逾5000吨', 5000.0, '吨', 'gt', '清运垃圾')]
"""

import re
from collections.abc import Container, Sequence
from datetime import date
from typing import NamedTuple

from extractors import periods, places
from extractors.indicators import Catalogue, catalogue
from extractors.numbers.quantities import Quantity, read
from extractors.parse.aspects import aspect_of, cumulative_in, held, per_of
from extractors.parse.corrections import retracted
from extractors.parse.facts import facts
from extractors.parse.measures import shared
from extractors.parse.memory import Fact
from extractors.parse.statuses import Statuses
from extractors.parse.version import rules_version
from extractors.periods.roles import as_of
from extractors.records import (
    Aspect,
    Mention,
    Observation,
    Parsed,
    RepairSpan,
    Stated,
    TimeMention,
    Unread,
    covers,
)

# 参保人数实现全年目标: how much of a target is reached is no 参保率, and no growth rate if it is ahead of time
OF_TARGET = re.compile(r"(?:实现|为|占|完成|达到?)(?:全年|年度|年初|今年|年)的?(?:预算|目标|任务|计划)")
_LAST = re.compile(r"[。！？!?\n]")  # ends what is told together; ; only parts it
CONTEXT = 120  # characters on either side of a figure that may decide which indicator it is


class Named(NamedTuple):
    """A measure, the indicator it means, and which of those that share the value it is."""

    measure: str
    indicator: str | None
    ordinal: int = 0


def parse(
    text: str,
    *,
    published: date | None = None,
    home: str | None = None,
    title: str = "",
    damage: Sequence[RepairSpan] = (),
    indicators: Catalogue | None = None,
) -> Parsed:
    """All that a text states in numbers. `home` is the code or path of the district it speaks for."""
    found, unread = read(text)
    doubtful = [span for span in damage if span.certainty != "exact"]  # most are exact, on a page that was converted
    told: list[Quantity] = []
    for q in found:
        if covers(doubtful, q.start, q.end, "lost"):
            unread.append(Unread(q.start, q.end, q.quote, "lost characters"))
        else:
            told.append(q)
    times = periods.find(text, published=published, title=title)
    named = places.locate(text, published=published, home=home, title=title)
    marks = sorted({(m.start, m.end) for m in times} | {(m.start, m.end) for m in named})
    wrong = retracted(text, told)
    unread += [Unread(told[i].start, told[i].end, told[i].quote, "retracted") for i in wrong]
    stated = [f for i, f in enumerate(facts(text, told, marks)) if i not in wrong]
    statuses = Statuses(text, published, title).of(stated)
    seen = [
        Stated(f.quantity.start, f.quantity.end, f.kind, status, aspect_of(f))
        for f, status in zip(stated, statuses, strict=True)
    ]
    when = periods.attribute(text, times, seen, published=published, title=title)
    where = places.attribute(text, named, seen, home=home, published=published, title=title)
    joint = {f.measure for f in stated if f.kind == "level"}
    known = catalogue() if indicators is None else indicators
    rules = rules_version(known.own)
    observations = tuple(
        _observation(f, s, named_so, aspect, _running(f, aspect, period, text), per, place, period, doubtful, rules)
        for f, s, place, period in zip(stated, seen, where, when, strict=True)
        for per in (per_of(f),)
        for named_so in _named(f, s, per, known, joint, text, title)
        for aspect in (_aspect(f, s, named_so, known),)
    )
    return Parsed(observations, tuple(sorted(unread, key=lambda u: u.start)))


def _aspect(f: Fact, s: Stated, named: Named, known: Catalogue) -> Aspect | None:
    """What the indicator is by definition, else what the words say: 生产总值达到52亿元 is a flow, as 实现52亿元 is."""
    entry = known.get(named.indicator) if named.indicator and f.kind == "level" else None
    return entry.aspect if entry and entry.aspect and not held(f) else s.aspect


def _running(f: Fact, aspect: Aspect | None, when: TimeMention | None, text: str) -> bool:
    """Whether it is a running total: the words say so, or a flow is told as of a day (截至10月底,清运垃圾5000吨)."""
    if cumulative_in(f) or when is None or when.cumulative:
        return cumulative_in(f) or when is not None
    up_to = aspect == "flow" and f.kind == "level" and when.rule != "published" and when.first is not None
    return up_to and as_of(text, when)


def _observation(
    f: Fact,
    s: Stated,
    named: Named,
    aspect: Aspect | None,
    running: bool,
    per: str | None,
    where: Mention | None,
    when: TimeMention | None,
    doubtful: Sequence[RepairSpan],
    rules: str,
) -> Observation:
    q = f.quantity
    place = where.place if where else None
    below_zero = q.change == "-" and f.kind in ("level", "share")  # the sense of a change stands in `direction`
    value = -q.value if below_zero and q.value is not None else q.value
    si = None if value is None or q.unit.si_factor is None else value * q.unit.si_factor
    begin, end = f.context.sentence
    return Observation(
        start=q.start,
        end=q.end,
        quote=q.quote,
        value=value,
        low=value if q.bound in ("ge", "gt") else q.low,
        high=value if q.bound in ("le", "lt") else q.high,
        values=q.values,
        unit=q.unit.name,
        si_value=si,
        si_unit=q.unit.si_unit if si is not None else None,
        bound=q.bound,
        kind=f.kind,
        direction=f.direction,
        base=f.base,
        measure=named.measure,
        indicator=named.indicator,
        ordinal=named.ordinal,
        status=s.status,
        cumulative=running,
        aspect=aspect,
        period_start=when.first if when else None,
        period_end=when.last if when else None,
        period_basis=when.basis if when and when.first else None,
        place=(where.name or where.text) if where else None,
        place_path=place.path if place else None,
        place_level=place.level if place else None,
        place_code=place.code if place else None,
        town_code=place.town_code if place else None,
        place_basis=where.basis if where else None,
        per=per,
        sentence_start=begin,
        sentence_end=end,
        rule=f.rule,
        rules_version=rules,
        uncertain=covers(doubtful, q.start, q.end, "guessed"),
    )


def _named(
    f: Fact, s: Stated, per: str | None, known: Catalogue, joint: Container[str], text: str, title: str
) -> list[Named]:
    """The measure with its indicator; one for each where a value serves two (社零、固投增长4%左右).

    What has one level has one growth: `joint` are the measures of levels (蔬菜及食用菌产量50万吨,增长4%).
    """
    if s.status in ("threshold", "anecdote") or not f.measure:
        return [Named(f.measure, None)]
    q = f.quantity
    begin, end = max(f.context.sentence[0], q.start - CONTEXT), min(f.context.sentence[1], q.end + CONTEXT)
    among = text.find("其中", q.end, end)  # what follows speaks of parts
    context = f"{title[:CONTEXT]} {text[begin : end if among < 0 else among]}"
    beyond = _LAST.split(text[max(0, q.start - CONTEXT) : q.start])[-1] + _LAST.split(text[q.end : q.end + CONTEXT])[0]

    def find(measure: str, context: str = "") -> str | None:
        found = known.find(measure, unit=q.unit.name, kind=f.kind, per=per, context=context, beyond=beyond)
        of_target = (f.kind == "share" or q.unit.dimension == "points") and OF_TARGET.search(measure)
        return None if of_target and found and not found.endswith("_completion") else found

    if f.kind == "change_rate" and f.measure not in joint and (parts := shared(f.measure)):
        ids = [find(part) for part in parts]  # what the sentence must complete is no name of its own: 审结和执结
        if all(ids) and len(set(ids)) == len(ids):
            return [Named(part, i, n) for n, (part, i) in enumerate(zip(parts, ids, strict=True))]
    return [Named(f.measure, find(f.measure, context))]
