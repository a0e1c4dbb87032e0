"""Quantities: a number with its bound, unit and value, or the reason why a numeral is none.

>>> found, unread = read("逾2.6万亩,占四分之三以上,2022年第5批")
>>> [(q.quote, q.value, q.unit.name, q.bound, q.rule) for q in found]
[('逾2.6万亩', 26000.0, '亩', 'gt', 'number and unit'), ('四分之三以上', 75.0, '%', 'ge', 'fraction')]
>>> [(u.text, u.reason) for u in unread]
[('2022年', 'date'), ('5批', 'ordinal')]

Not read: numbers spelled in letters, Roman numerals, amounts whose unit stands in a table head.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from extractors.numbers import bounds
from extractors.numbers.evidence import MEASURES
from extractors.numbers.judgement import judge
from extractors.numbers.numerals import DIGIT, LONGEST
from extractors.numbers.others import WINDOW, other
from extractors.numbers.reading import Reading
from extractors.numbers.shapes import NUMBER, SHAPES
from extractors.numbers.units import Unit
from extractors.records import Bound, Unread
from extractors.text import fold


class Quantity(NamedTuple):
    """A number that counts: [start, end) spans bound words, number and unit; `number` is where the number begins."""

    start: int
    end: int
    number: int
    quote: str
    value: float | None
    low: float | None
    high: float | None
    values: tuple[float, ...]
    unit: Unit
    bound: Bound
    rule: str
    per: str | None = None
    change: str = ""  # + where the form itself is a change (翻一番), - with a minus sign


START = re.compile(rf"[\d{''.join(DIGIT)}十百千万亿拾佰仟萬億廿卅卌半翻数几]|正(?=增长)|[參参](?=[拾佰仟萬万])")
ENDLESS = re.compile(rf"[{''.join(DIGIT)}十百千万亿]{{{LONGEST + 1},}}")  # no number is that long in words
LATIN_BEFORE = re.compile(r"[A-Za-z][A-Za-z0-9]*[-.]?$")
LATIN = re.compile(r"[\w.+-]*", re.ASCII)
DIGITS = re.compile(r"[\d.,]*\d")
# 1234 200万元: one number with a blank in it, or two? not behind a date or an hour
SPLIT = re.compile(r"(?<![\d:./])(?<!\d-)\d+ $")
THREE_DIGITS = re.compile(r"\d{3}(?!\d)")
CURLY = re.compile(r"[“‘「『《](?:(?<!《)([^“”‘’「」『』\n]{1,14})[”’」』]|(?<=《)([^《》\n]{1,60})》)")
STRAIGHT = re.compile(r'"([^"\n]*)"')
STOP = re.compile(r"[,。;!?]")


def _quoted(folded: str) -> tuple[list[int], list[int]]:
    """Starts and ends of short quotations without a stop inside, and of titles: their numerals are names."""
    spans = [m.span() for m in CURLY.finditer(folded) if m[2] or not STOP.search(m[1])]
    spans += [m.span() for m in STRAIGHT.finditer(folded) if len(m[1]) <= 14 and not STOP.search(m[1])]
    spans.sort()
    return [a for a, _ in spans], [b for _, b in spans]


class _Read(NamedTuple):
    """What a production or a rule said: a reading with the name of its shape, or a reason and where it ends."""

    end: int
    reading: Reading | None = None
    rule: str = ""
    reason: str = ""


def _shaped(folded: str, at: int, before: str) -> tuple[Reading, str] | None:
    first = folded[at]
    for shape in SHAPES:
        if (not shape.opens or first in shape.opens) and (reading := shape.read(folded, at, before)):
            return reading, shape.name
    return None


def _end_of_digits(folded: str, at: int) -> int:
    m = DIGITS.match(folded, at)
    return m.end() if m else at + 1


def _end_of_name(folded: str, end: int, reason: str) -> int:
    m = LATIN.match(folded, end)
    return m.end() if m and reason == "name" else end


def _read_at(folded: str, at: int, quote_start: int, quote_end: int) -> _Read | None:
    before = folded[max(0, at - WINDOW) : at]
    arabic = folded[at].isdigit()
    if arabic and before[-1:].isascii() and LATIN_BEFORE.search(before):
        m = LATIN.match(folded, at)
        return _Read(m.end() if m else at + 1, reason="name")
    ranked = SHAPES[0].read(folded, at, before) if before.rstrip()[-1:] in ("第", "前") else None
    if ranked:
        return _Read(ranked.end, ranked, SHAPES[0].name)
    if quote_end:
        shaped = _shaped(folded, at, before)
        if not (
            shaped and shaped[0].unit.dimension in MEASURES and quote_end - shaped[0].end <= 3 and at - quote_start <= 3
        ):
            return _Read(min(_end_of_digits(folded, at), quote_end), reason="quoted name") if arabic else None
    if reason := other(folded, at):
        return _Read(reason[1], reason=reason[0])
    shaped = _shaped(folded, at, before)
    if shaped is None:
        return _Read(_end_of_digits(folded, at), reason="number without meaning") if arabic else None
    reading, rule = shaped
    if arabic and before.endswith(" ") and THREE_DIGITS.match(folded, at) and SPLIT.search(before):
        return _Read(_end_of_digits(folded, at), reason="ambiguous digits")
    if rule != NUMBER:
        return _Read(reading.end, reading, rule)
    verdict = judge(folded, reading, before, arabic)
    if isinstance(verdict, Reading):
        return _Read(verdict.end, verdict, rule)
    return _Read(_end_of_name(folded, reading.end, verdict), reason=verdict) if verdict else None


def _bounded(text: str, folded: str, r: Reading, rule: str) -> Quantity:
    """The quantity with the bound words before and behind it."""
    start, end, change = r.start, r.end, r.change
    bound: Bound = "exact" if r.more == "" or r.more == "vague" else r.more
    if folded[start - 1 : start] in ("-", "+") and (
        start < 2 or not folded[start - 2].isalnum() or folded[start - 2] >= "\u4e00"
    ):
        change = "-" if folded[start - 1] == "-" else change
        start -= folded[start - 1] == "-"
    elif folded.endswith("零下", 0, start):
        change, start = "-", start - 2
    left = folded[max(0, start - WINDOW) : start]
    if found := bounds.before(left):
        bound, start = found[0], start - found[1]
    elif r.written[:1] in tuple("百千万亿") and bounds.up_to(left):
        bound, start = "ge", start - 1
    elif r.high is None and bound == "exact" and (far := bounds.distant(left)):
        bound = far
    if (after := bounds.after(folded, end)) and r.unit.dimension != "rank":
        bound, end = after[0] if bound in ("exact", "approx") or after[0] != "gt" else bound, end + after[1]
    if r.high is not None:
        bound = "range"
    number = None if r.low is None or r.high is not None or r.values else float(r.low)
    return Quantity(
        start, end, r.start, text[start:end], number,
        None if r.high is None or r.low is None else float(r.low), None if r.high is None else float(r.high),
        tuple(map(float, r.values)), r.unit, bound, rule, r.per, change,
    )  # fmt: skip


def _like_the_last(folded: str, found: Sequence[Quantity], r: Reading) -> Reading:
    """在册人口72万,还剩45万: the second has the unit that went without saying in the first."""
    if r.unit.name or not found or found[-1].quote[-1] not in "万亿余多":
        return r
    between = folded[found[-1].end : r.start].replace(",", "")
    return r if STOP.search(between) else r._replace(unit=found[-1].unit)


def read(text: str) -> tuple[list[Quantity], list[Unread]]:
    """All quantities of a text in order, and all other numerals with digits, each with its reason."""
    folded = fold(text)
    starts, ends = _quoted(folded)
    found: list[Quantity] = []
    unread: list[Unread] = []
    position = 0
    while m := START.search(folded, position):
        at = m.start()
        position = at + 1
        if folded[at] > "9" and (endless := ENDLESS.match(folded, at)):
            position = endless.end()
            continue
        i = bisect_right(starts, at) - 1
        inside = ends[i] if i >= 0 and at < ends[i] else 0
        result = _read_at(folded, at, starts[i] if inside else 0, inside)
        if result is None:
            continue
        if result.reading:
            reading = _like_the_last(folded, found, result.reading)
            found.append(_bounded(text, folded, reading, result.rule))
            position = found[-1].end
        else:
            end = min(max(result.end, _end_of_digits(folded, at)), len(text))
            unread.append(Unread(at, end, text[at:end], result.reason))
            position = end
    return found, unread
