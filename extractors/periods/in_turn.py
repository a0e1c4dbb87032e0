"""Periods dealt out to a row of figures, one each.

2016至2018年报名数依次为1840人、2290人、2715人 · 2022年和2023年，粮食产量分别为53万吨、55万吨
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from extractors.periods import days
from extractors.periods.frames import Anchor
from extractors.records import Stated, TimeMention

SAYS_SO = re.compile(r"依次|分别")
REACH = 12  # characters between 依次 and the first figure
LONGEST = 12  # periods in a list
LISTED = re.compile(r"[、，,和及与]?\s*")

Row = list[tuple[int, Stated]]


def deal(
    text: str, figures: Sequence[tuple[int, Stated]], anchors: Sequence[Anchor]
) -> Iterator[tuple[int, TimeMention]]:
    """The period of each figure of a row that is as long as the list or span of periods before it."""
    lists = list(periods(text, anchors))
    if not lists:
        return
    for row in rows(text, figures):
        start = row[0][1].start
        named = next((named for named in reversed(lists) if named[-1].end <= start), None)
        if named and len(named) == len(row) and SAYS_SO.search(text, max(named[-1].end, start - REACH), start):
            yield from zip((n for n, _ in row), named, strict=True)


def periods(text: str, anchors: Sequence[Anchor]) -> Iterator[list[TimeMention]]:
    """Each span of years as its years, each list of windows (上半年、三季度) as it stands."""
    listed: list[TimeMention] = []
    for mention in (anchor.mention for anchor in anchors if anchor.role == "window" and anchor.mention.first):
        if mention.rule == "years":
            yield list(single_years(mention))
        if listed and not LISTED.fullmatch(text, listed[-1].end, mention.start):
            listed = []
        listed = [*listed[1 - LONGEST :], mention]
        if len(listed) > 1:
            yield listed


def single_years(mention: TimeMention) -> Iterator[TimeMention]:
    if mention.first and mention.last:
        for number in range(mention.first.year, mention.last.year + 1):
            if year := days.year(number):
                yield replace(mention, first=year[0], last=year[1], cumulative=False)


def rows(text: str, figures: Sequence[tuple[int, Stated]]) -> Iterator[Row]:
    """Figures with nothing but a comma or 和 between them, two or more."""
    row: Row = []
    for n, figure in figures:
        if row and not LISTED.fullmatch(text[row[-1][1].end : figure.start][:4]):
            if len(row) > 1:
                yield row
            row = []
        row.append((n, figure))
    if len(row) > 1:
        yield row
