"""Passages where a place rules otherwise than until the next: named in passing, side by side, aside, by a speaker."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from extractors.places.page import Page
from extractors.places.roles import Role
from extractors.places.rulings import Ruling
from extractors.records import Mention

SEVERAL = 2  # places of a line that are told of side by side
SPEECH = re.compile(r"(?m)^[ \t\u3000]*“[^“”\n]{4,300}”")
SPEAKER, SPEAKER_STOP = 40, re.compile(r"[。！？\n“：]")  # letters behind a speech that say who spoke where


def in_passing(mentions: Sequence[Mention], page: Page) -> set[str]:
    """Places that are named in one paragraph only, and not in the first: they rule no other."""
    lines: dict[str, set[int]] = {}
    for mention in mentions:
        lines.setdefault(mention.name, set()).add(page.line(mention.start))
    return {name for name, where in lines.items() if len(where) == 1 and 0 not in where}


def side_by_side(ruled: Sequence[Ruling], page: Page) -> set[int]:
    """The lines that tell of several places of one level in turn: the last of them rules no other line."""
    names: dict[tuple[int, int], set[str]] = {}
    for ruling in ruled:
        for mention in ruling.mentions if ruling.role is Role.TAKES_OVER else ():
            if mention.place and mention.place.level:
                names.setdefault((page.line(mention.start), mention.place.level), set()).add(mention.name)
    return {line for (line, _), told in names.items() if len(told) >= SEVERAL}


def asides(text: str, ruled: Sequence[Ruling], page: Page) -> dict[int, Mention]:
    """全区投资45亿元、八公山区31亿元。: where an item of a list rules, and what the next sentence goes back to."""
    found: dict[int, Mention] = {}
    opening: Ruling | None = None
    for ruling in ruled:
        if not ruling.lasts:
            continue
        if opening is None or not page.same_sentence(opening.start, ruling.start):
            opening = ruling
        elif opening.whole and opening.whole.text.startswith("全") and text.startswith("、", ruling.start - 1):
            found[ruling.start] = opening.whole
    return found


def speeches(text: str, ruled: Sequence[Ruling]) -> list[tuple[int, int, Mention]]:
    """“一斤卖8元。”三河镇菜农李长河说: the speeches at the head of a paragraph, with the place of who speaks."""
    found = []
    starts = [ruling.start for ruling in ruled]
    for speech in SPEECH.finditer(text):
        stop = SPEAKER_STOP.search(text, speech.end(), speech.end() + SPEAKER)
        upto = stop.start() if stop else min(len(text), speech.end() + SPEAKER)
        behind = [
            r for r in ruled[bisect_left(starts, speech.end()) : bisect_left(starts, upto)] if r.lasts and r.whole
        ]
        if behind and behind[-1].whole:
            found.append((*speech.span(), behind[-1].whole))
    return found
