"""Reprints: a small signature of each text, and the stories that texts with like signatures tell together.

A signature is two MinHash sketches: of runs of five letters, and of the numbers in the text. Two texts tell one story
if both agree: a monthly report from last month's template has the same words and other numbers, and is no reprint.

>>> one = "全区上半年完成工业总产值80.5亿元，同比增长6.2%，新增规模以上工业企业12户。" * 2
>>> similar(fingerprint(one), fingerprint("本报讯 " + one))
True
>>> similar(fingerprint(one), fingerprint(one.replace("80.5", "91.3").replace("6.2", "4.8").replace("12", "9")))
False

Not found: reprints of a paragraph or two out of a long text; rewritten texts.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise

import rensa

from extractors.records import short_hash
from extractors.text import fold

WORDS, NUMBERS = 48, 16  # integers of the two sketches
SEED = 20240513
RUN = 5  # letters
SHORTEST = 40  # letters; a shorter text is like too many others
BAND = 4  # integers of a band: texts that agree in one band are compared
ALIKE = 0.6  # of the words; a reprint with another lead and tail still has 0.7
SAME_NUMBERS = 0.6
DAYS = 30  # between neighbours of one story
NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


def fingerprint(text: str) -> tuple[int, ...]:
    """The signature of a text: 64 integers below 2**32, alike on every machine; empty for texts too short to tell."""
    folded = fold(text)
    letters = "".join(c for c in folded if c.isalnum())
    if len(letters) < SHORTEST:
        return ()
    runs = {letters[at : at + RUN] for at in range(len(letters) - RUN + 1)}
    return (*sketch(runs, WORDS), *sketch(set(NUMBER.findall(folded)), NUMBERS))


def sketch(tokens: set[str], size: int) -> tuple[int, ...]:
    """A MinHash of a set of strings; of none: all integers at their highest."""
    minhash = rensa.RMinHash(num_perm=size, seed=SEED)
    minhash.update(sorted(tokens))
    return tuple(int(number) for number in minhash.digest())


def similar(one: Sequence[int], other: Sequence[int]) -> bool:
    """Whether two signatures are of one story."""
    return (
        bool(one and other)
        and share(one[:WORDS], other[:WORDS]) >= ALIKE
        and share(one[WORDS:], other[WORDS:]) >= SAME_NUMBERS
    )


def share(one: Sequence[int], other: Sequence[int]) -> float:
    """The share of places in which two sketches agree: about the Jaccard similarity of what they sketch."""
    return sum(a == b for a, b in zip(one, other, strict=True)) / max(1, len(one))


@dataclass(frozen=True, slots=True)
class Telling:
    """One article as far as stories need it. `home`: six-digit code of the district its source speaks for."""

    article_id: str
    fingerprint: tuple[int, ...]
    published: datetime | date | None = None
    home: str | None = None


@dataclass(frozen=True, slots=True)
class Story:
    """Articles that are reprints of one text, the earliest first; `own` is the earliest of the district it is from."""

    id: str
    articles: tuple[str, ...]
    earliest: str
    own: str | None


def stories(items: Iterable[Telling]) -> dict[str, Story]:
    """The story of each article. The same articles give the same stories in whatever order they come."""
    known = sorted({item.article_id: item for item in sorted(items, key=order)}.values(), key=order)
    parent = list(range(len(known)))

    def root(at: int) -> int:
        while parent[at] != at:
            parent[at] = parent[parent[at]]
            at = parent[at]
        return at

    for here, there in candidates(known):
        if (
            root(here) != root(there)
            and near(known[here], known[there])
            and similar(known[here].fingerprint, known[there].fingerprint)
        ):
            low, high = sorted((root(here), root(there)))
            parent[high] = low
    groups: defaultdict[int, list[Telling]] = defaultdict(list)
    for at, item in enumerate(known):
        groups[root(at)].append(item)
    return {item.article_id: one for group in groups.values() for one in [told(group)] for item in group}


def order(item: Telling) -> tuple[str, str, tuple[int, ...], str]:
    """Earliest first, undated last."""
    return (day(item) or "9999", item.article_id, item.fingerprint, item.home or "")


def day(item: Telling) -> str:
    return item.published.isoformat() if item.published else ""


def near(one: Telling, other: Telling) -> bool:
    """Whether two articles are of one month, as far as their days are known."""
    if one.published is None or other.published is None:
        return True
    first, second = (date.fromisoformat(day(item)[:10]) for item in (one, other))
    return abs((first - second).days) <= DAYS


def candidates(known: Sequence[Telling]) -> Iterable[tuple[int, int]]:
    """Pairs that share a band: in the order of days neighbours are compared, and all with the first."""
    for start in range(0, WORDS, BAND):
        buckets: defaultdict[tuple[int, ...], list[int]] = defaultdict(list)
        for at, item in enumerate(known):
            if item.fingerprint:
                buckets[item.fingerprint[start : start + BAND]].append(at)
        for members in buckets.values():
            yield from pairwise(members)
            yield from ((members[0], other) for other in members[2:])


def told(group: Sequence[Telling]) -> Story:
    """A story of its articles, earliest first; named after the least of their ids, which no order changes."""
    deepest = max((depth(item.home) for item in group), default=0)
    local = [item for item in group if depth(item.home) == deepest > 0]
    own = local[0].article_id if len({item.home for item in local}) == 1 else None
    return Story(
        id=short_hash("story", min(item.article_id for item in group)),
        articles=tuple(item.article_id for item in group),
        earliest=group[0].article_id,
        own=own,
    )


def depth(home: str | None) -> int:
    """3 for a county's code, 2 for a city's, 1 for a province's, 0 for none.

    >>> depth("340405"), depth("340400"), depth("340000"), depth(None)
    (3, 2, 1, 0)
    """
    if not home or len(home) != 6:
        return 0
    return 1 if home.endswith("0000") else 2 if home.endswith("00") else 3


def story_ids(items: Iterable[Telling]) -> Mapping[str, str]:
    """Article id to story id."""
    return {article: story.id for article, story in stories(items).items()}
