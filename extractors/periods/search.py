"""Find the time expressions of a text and the days they mean.

All rules are tried; the longest match wins, the first rule where two are equally long. Then the matches are resolved
in the order of the text, because 当月, 这五年 and 10月 lean on what was named before them.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from extractors.periods import calendar_rules, era_rules, lunar_rules, relative_rules, since_rules
from extractors.periods.context import Context
from extractors.periods.days import Days, month, year, years_touched
from extractors.periods.roles import is_base, is_note
from extractors.periods.rule import Match, Rule
from extractors.periods.spaces import squeezed
from extractors.records import TimeMention
from extractors.text import fold, sentences

RULES = calendar_rules.RULES + era_rules.RULES + lunar_rules.RULES + relative_rules.RULES + since_rules.RULES
# The openings, each with the places and patterns of its rules.
OPENINGS = tuple(
    (re.compile(opens), tuple((i, rule.pattern.match) for i, rule in enumerate(RULES) if rule.opens == opens))
    for opens in dict.fromkeys(rule.opens for rule in RULES if rule.opens)
)

# Spoken of what is still to come. 年度计划的62% and 规划 are names, 将近 a bound.
FUTURE = re.compile(
    r"将(?<![麻健]将)(?!近|军)|拟(?<![模虚比草]拟)(?!合)|计划(?!的|\d|生育|单列)|预计|力争|争取|有望|目标是|下一步|接下来|即将|就要|将要|届时|确保|前(?<![提目此之以日先当]前)(?=[完建实全达基])"
)
CLAUSE_STOP = re.compile(r"[，,。！？!?；;\n]")
YEAR_GROUPS = ("year", "said", "year_", "said_", "year2")
COUNTED = {"day", "day.bare", "month"}
COUNTS_TO = re.compile(r"(?:截至|截止到?|到)\Z")


@dataclass(frozen=True, slots=True)
class Found:
    rule: Rule
    match: Match


def find(text: str, *, published: date | None, title: str = "") -> tuple[TimeMention, ...]:
    """The time expressions of `text` in order, none overlapping; days are None where an expression fixes none.

    >>> found = find("今年1—9月，全区清运垃圾5000吨。", published=date(2025, 10, 20))
    >>> [(m.text, str(m.first), str(m.last)) for m in found]
    [('今年1—9月', '2025-01-01', '2025-09-30')]
    """
    headline = None
    if title:
        named = [m for m in resolve(title, Context(published)) if m.first and m.last and m.rule not in POINTS]
        headline = (named[0].first, named[0].last) if named and named[0].first and named[0].last else None
    return tuple(resolve(text, Context(published, headline=headline)))


POINTS = {"day", "day.bare", "day.lunar", "day.said", "day.iso", "day.same", "present"}


def matches(text: str) -> Iterator[tuple[int, int, int, Match]]:
    """What each rule finds: start, end reversed, place of the rule, match. One with an opening is tried there alone."""
    for place, rule in enumerate(RULES):
        if not rule.opens:
            yield from ((m.start(), -m.end(), place, m) for m in rule.pattern.finditer(text))
    for opening, rules in OPENINGS:
        read = [0] * len(rules)
        for at in [m.start() for m in opening.finditer(text)]:
            for i, (place, match) in enumerate(rules):
                if at >= read[i] and (m := match(text, at)):
                    read[i] = m.end()
                    yield at, -m.end(), place, m


def longest(text: str) -> list[Found]:
    """The winning matches, left to right."""
    kept: list[Found] = []
    end = 0
    for start, back, place, match in sorted(matches(text)):  # the order of the rules decides ties
        if start >= end:
            kept.append(Found(RULES[place], match))
            end = -back
    return kept


def resolve(text: str, context: Context) -> Iterator[TimeMention]:
    folded, stood = squeezed(fold(text))
    found = iter(longest(folded))
    one = next(found, None)
    read = 0
    for start, end in sentences(folded):
        if one is None:
            return
        if one.match.start() >= end:
            continue
        since = None if "\n" in folded[read:start] else context.since
        context = context._replace(year=None, as_of=None, since=since, since_here=False)
        read = end
        while one is not None and one.match.start() < end:
            match = one.match
            now = context._replace(future=looks_ahead(folded, match.start(), match.end()))
            if is_note(folded, *match.span()):
                now = now._replace(year=year_told(now), before=now.before or now.headline)
            days = counted_to(folded, one, now, safely(one, now))
            yield mention(text, one, days, stood)
            if days and not is_base(folded, match.start(), match.end()) and not is_note(folded, *match.span()):
                context = after(context, one, days)
            one = next(found, None)


def counted_to(text: str, one: Found, context: Context, days: Days | None) -> Days | None:
    """What a day or month is when figures are counted up to it (截至, 到).

    普查6月11日开始。到6月18日，……: the days from the start that the paragraph told.
    截至12月31日: the year that ends with it, as 年末; 截至10月31日: the month.
    """
    start = one.match.start()
    if days is None or one.rule.name not in COUNTED or not COUNTS_TO.search(text, max(0, start - 4), start):
        return days
    from_start = context.since_here or one.rule.name != "month"
    if context.since and from_start and context.since <= days[1]:
        return context.since, days[1]
    whole = month(days[1].year, days[1].month)
    if days[0] == days[1] and whole and whole[1] == days[1]:
        return year(days[1].year) if days[1].month == 12 else whole
    return days


def after(context: Context, one: Found, days: Days) -> Context:
    """What the next expressions may lean on once this one is read."""
    if one.rule.name == "same_period":
        return context
    if days[0] == days[1]:
        context = context._replace(last_day=days[0])
    if one.rule.name == "present":
        return context
    if one.rule.name.startswith("since"):
        context = context._replace(since=days[0], since_here=True)
    if one.rule.name == "month" and one.match[0].endswith(("底", "末")):
        context = context._replace(as_of=days)
    told = any(one.match.groupdict().get(group) for group in YEAR_GROUPS) and days[0].year == days[1].year
    return context._replace(before=days, year=days[0].year if told else context.year)


def year_told(context: Context) -> int | None:
    """The one year that the text or its title is about where a note stands."""
    for named in (context.before, context.headline):
        if named and named[0].year == named[1].year:
            return named[0].year
    return context.year


def looks_ahead(text: str, start: int, end: int) -> bool:
    """Whether the clause around [start, end), up to 40 characters each side, speaks of the future."""
    left = max(0, start - 40)
    for stop in CLAUSE_STOP.finditer(text, left, start):
        left = stop.end()
    stop_after = CLAUSE_STOP.search(text, end, min(len(text), end + 40))
    return bool(FUTURE.search(text, left, stop_after.start() if stop_after else min(len(text), end + 40)))


def safely(one: Found, context: Context) -> Days | None:
    try:
        return one.rule.make(one.match, context)
    except (OverflowError, ValueError):  # a count that leads out of the calendar
        return None


def mention(text: str, one: Found, days: Days | None, stood: list[int] | None) -> TimeMention:
    start, end = one.match.span()
    if stood is not None:
        start, end = stood[start], stood[end - 1] + 1
    first, last = days or (None, None)
    many = days is not None and years_touched(days) > 1 and (days[1] - days[0]).days > 366
    since = days is not None and (one.rule.name.startswith("since") or text[start:end].endswith(("以来", "至今")))
    return TimeMention(
        start, end, text[start:end], first, last, one.rule.basis, one.rule.name, cumulative=many or since
    )
