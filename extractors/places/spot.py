"""Every stretch of a text that spells a province, prefecture or county, full or short; nothing is decided yet.

>>> [(hit.start, hit.name, hit.full) for hit in spot("安徽八公山区与长治久安")]
[(0, '安徽', False), (2, '八公山区', True)]

All names since 1980 and the words that swallow them (长治久安) lie by their first two letters; of two that overlap the
longer one stands, of equals the higher unit (从江西来 is 江西, not 从江).
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from itertools import compress, count
from operator import concat

from extractors.places.divisions import FOLDER
from extractors.places.gazetteer import gazetteer
from extractors.places.words import REGIONS, SWALLOW


@dataclass(frozen=True, slots=True)
class Hit:
    """A name at [start, end); `level` is the highest level of a unit of that name, 0 for regions and the nation."""

    start: int
    end: int
    name: str
    full: bool
    level: int


def _words(name: str) -> list[str]:
    lines = (FOLDER / name).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


@cache
def common_words() -> frozenset[str]:
    """Short county names that are everyday words (合作, 资源)."""
    return frozenset(_words("common_words.txt"))


@cache
def common_town_words() -> frozenset[str]:
    """Short township names that are everyday words (文化, 先进)."""
    return frozenset(_words("common_town_words.txt"))


@cache
def _known() -> dict[str, tuple[tuple[str, bool, int], ...]]:
    """By two letters the names and words that begin with them, each with whether it is full and its level."""
    places = gazetteer()
    known: dict[str, tuple[str, bool, int]] = {}
    for word in (*_words("longer_words.txt"), *SWALLOW):
        known[word] = (word, False, 9)
    for names, full in ((places.by_short, False), (places.by_name, True)):
        for name, units in names.items():
            if full or name not in known:
                known[name] = (name, full, min(unit.level for unit in units))
    for name in REGIONS:
        known[name] = (name, True, 0)
    by_letters: dict[str, list[tuple[str, bool, int]]] = defaultdict(list)
    for word, value in known.items():
        by_letters[word[:2]].append(value)
    return {letters: tuple(values) for letters, values in by_letters.items()}


def spot(text: str) -> list[Hit]:
    """The hits in order of their place, without overlaps; words that swallow are not told."""
    known = _known()
    found = []
    for start in compress(count(), map(known.__contains__, map(concat, text, text[1:]))):
        for name, full, level in known[text[start : start + 2]]:
            if text.startswith(name, start):
                found.append((-len(name), level, start, name, full))
    if len(found) > 1:
        found.sort()
    taken = bytearray(len(text))
    hits = []
    for minus, level, start, name, full in found:
        end = start - minus
        if taken[start] or taken[end - 1]:
            continue
        taken[start:end] = b"\x01" * -minus
        if level < 9:
            hits.append(Hit(start, end, name, full, level))
    hits.sort(key=lambda hit: hit.start)
    return hits
