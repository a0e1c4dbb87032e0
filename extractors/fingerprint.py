"""Reprints: a small signature of each text, by which `warehouse.stories` finds those that tell one story.

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
from collections.abc import Sequence

import rensa

from extractors.text import fold

WORDS, NUMBERS = 48, 16  # integers of the two sketches
SEED = 20240513
RUN = 5  # letters
SHORTEST = 40  # letters; a shorter text is like too many others
ALIKE = 0.6  # of the words; a reprint with another lead and tail still has 0.7
SAME_NUMBERS = 0.6
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
