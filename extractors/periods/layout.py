"""The structure a period runs along: paragraphs, their headings, their sentences."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extractors.text import sentences

# 一、 (level 1) · （二） (level 2) · 1. ① ——  (level 3) · 【农业】 (level 3)
NUMBERED = (
    re.compile(r"\s*[一二三四五六七八九十]{1,3}[、.．]"),
    re.compile(r"\s*[（(][一二三四五六七八九十]{1,3}[）)]"),
    re.compile(r"\s*(?:\d{1,2}[、.．](?!\d)|[①-⑳]|【|▶|■|●|◆)"),
)
LONGEST_HEADING = 40  # characters; a longer line is a paragraph
ENDS = re.compile(r"[。！？!?；;：:，,”」]\s*\Z")


@dataclass(frozen=True, slots=True)
class Paragraph:
    start: int
    end: int
    level: int  # of the number it begins with, 0 without
    heading: bool  # it is nothing but a heading
    sentences: tuple[tuple[int, int], ...]


def paragraphs(text: str) -> Iterator[Paragraph]:
    """The lines that hold words, in order.

    >>> [(p.level, p.heading) for p in paragraphs("一、2025年工作回顾\\n过去一年，全区清运垃圾5000吨。")]
    [(1, True), (0, False)]
    """
    start = 0
    for line in text.splitlines(keepends=True):
        end = start + len(line)
        if line.strip():
            level = next((n for n, pattern in enumerate(NUMBERED, 1) if pattern.match(line)), 0)
            heading = len(line.strip()) <= LONGEST_HEADING and not ENDS.search(line)
            spans = tuple((start + a, start + b) for a, b in sentences(line))
            yield Paragraph(start, end, level, heading, spans)
        start = end
