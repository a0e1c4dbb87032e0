"""Word tables: closed lists kept as data (extractors/data/*.toml), a name and its words, separated by blanks.

>>> "年" in table("number_words")["not_for_chinese"]
True
>>> any_of(["就", "就有"])
'就有|就'
"""

import re
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

DATA = Path(__file__).parent.parent / "data"


@cache
def table(name: str) -> Mapping[str, tuple[str, ...]]:
    """The lists of one file."""
    lists: dict[str, str] = tomllib.loads((DATA / f"{name}.toml").read_text(encoding="utf-8"))
    return {key: tuple(words.split()) for key, words in lists.items()}


def any_of(words: Iterable[str]) -> str:
    """An alternation of these words, the longest first."""
    return "|".join(re.escape(w) for w in sorted(words, key=len, reverse=True))
