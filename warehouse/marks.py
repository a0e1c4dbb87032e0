"""What the warehouse works out of a text and of a number as written: the marks of reprints, the width of rounding.

>>> tolerance("逾56.8亿元", 5_680_000_000.0)
5000000.0
>>> tolerance("约3万人", 30_000.0, approximate=True), tolerance("1200户", 1200.0)
(5000.0, 0.5)
"""

from __future__ import annotations

import math
import re

from extractors.records import Article, short_hash
from warehouse.cells import china_day, clean

NUMBER = re.compile(r"\d[\d,，]*(?:[.．]\d+)?")
WORDLESS = re.compile(r"[\W_]+")


def story(text: str) -> str:
    """The same for texts that differ in spaces and punctuation only.

    >>> story("全区生产总值 50亿元。") == story("全区生产总值50亿元")
    True
    """
    return short_hash("story", clean(WORDLESS.sub("", text)))


def mark(*parts: object) -> int:
    """A number that stands for these parts."""
    return int(short_hash(*map(str, parts)), 16)


def bands(article: Article) -> list[int]:
    """Marks of which a reprint shares at least one with its original, and another text none.

    The text itself; parts of its signature (eight of a long one, quarters of a single number), so that near-duplicates
    meet in one; and the named outlet with the day, for excerpts.
    """
    said = article.fingerprint
    marks = {mark("text", story(article.text or article.title))}
    if len(said) == 1:
        marks |= {mark("quarter", n, said[0] >> 16 * n & 0xFFFF) for n in range(4)}
    elif said:
        size = max(1, len(said) // 8)
        marks |= {mark("band", begin, *said[begin : begin + size]) for begin in range(0, len(said), size)}
    if article.outlet and article.published:
        marks.add(mark("outlet", article.outlet.strip(), china_day(article.published)))
    return sorted(marks)


def tolerance(quote: str, value: float | None, *, approximate: bool = False) -> float:
    """Half a unit of the last digit written, in the magnitude of the value; of the last digit not zero for 约.

    Numbers in Chinese numerals and those that cannot be told are taken as exact: 0.
    """
    found = NUMBER.search(quote.translate({0xFF10 + n: 0x30 + n for n in range(10)}))
    if not found or not value:
        return 0.0
    digits = found.group().replace(",", "").replace("，", "").replace("．", ".")
    written = float(digits)
    if not written or not math.isfinite(written):
        return 0.0
    step = 10.0 ** -len(digits.partition(".")[2])
    if approximate and "." not in digits:
        step = 10.0 ** (len(digits) - len(digits.rstrip("0")))
    return 0.5 * step * abs(value) / written
