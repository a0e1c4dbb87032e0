"""Closed lists of words: tables kept as data (extractors/data/*.toml), and the patterns that are made of lists.

>>> "年" in table("number_words")["not_for_chinese"]
True
>>> any_of(["就", "就有"])
'就有|就'
>>> by_first_letter(["按时", "按期", "里程"])
'按(?:时|期)|里(?:程)'
"""

import re
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from itertools import groupby
from pathlib import Path

DATA = Path(__file__).parent / "data"


@cache
def table(name: str) -> Mapping[str, tuple[str, ...]]:
    """The lists of one file: a name and its words, separated by blanks."""
    lists: dict[str, str] = tomllib.loads((DATA / f"{name}.toml").read_text(encoding="utf-8"))
    return {key: tuple(words.split()) for key, words in lists.items()}


def any_of(words: Iterable[str]) -> str:
    """An alternation of these words, the longest first."""
    return "|".join(re.escape(w) for w in sorted(words, key=len, reverse=True))


def by_first_letter(words: Iterable[str]) -> str:
    """The same for many words of two letters and more, one branch for each first letter: quick to rule out."""
    groups = groupby(sorted(words), key=lambda word: word[0])
    return "|".join(f"{re.escape(first)}(?:{any_of(word[1:] for word in group)})" for first, group in groups)
