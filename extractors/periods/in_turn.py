"""Years dealt out to a row of figures: 2015至2017年收案数依次为3075件、3813件、4908件."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from extractors.periods import days
from extractors.periods.frames import Anchor
from extractors.records import Stated, TimeMention

SAYS_SO = re.compile(r"依次|分别")
REACH = 12  # characters between 依次 and the first figure
LISTED = re.compile(r"[、，,和及与]?\s*\Z")

Row = list[tuple[int, Stated]]


def deal(
    text: str, figures: Sequence[tuple[int, Stated]], anchors: Sequence[Anchor]
) -> Iterator[tuple[int, TimeMention]]:
    """The year of each figure of a row that is as long as the span of years named before it."""
    spans = [anchor.mention for anchor in anchors if anchor.mention.rule == "years" and anchor.mention.first]
    if not spans:
        return
    for row in rows(text, figures):
        start = row[0][1].start
        span = next((span for span in reversed(spans) if span.end <= start), None)
        if span is None or span.first is None or span.last is None:
            continue
        if days.whole_years((span.first, span.last)) != len(row):
            continue
        if SAYS_SO.search(text, max(span.end, start - REACH), start):
            for offset, (n, _) in enumerate(row):
                if year := days.year(span.first.year + offset):
                    yield n, replace(span, first=year[0], last=year[1], cumulative=False)


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
