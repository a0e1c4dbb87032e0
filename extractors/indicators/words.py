"""The words of measures: their normal form, and the tables of words that change a concept or change nothing.

The tables are data (`lexicon/*.toml`): `synonyms` turns short forms into the full ones (规上 → 规模以上), `modifiers`
holds words that make a narrower concept of the one behind them (新能源, 农村, 限额以上), `neutral` holds words that
change nothing (全县, 完成, 累计).

>>> Synonyms({"规上": "规模以上"}).normal("“规上”工业的 增加值")
'规模以上工业增加值'
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path

import ahocorasick

from extractors.text import fold

# Marks and particles that carry no concept are taken out of aliases and measures alike; every "and" is the same one.
DROPPED = str.maketrans(
    dict.fromkeys(" \t\r\n\u3000\"'“”‘’「」『』《》〈〉【】[]()<>·•、,。.;:!?-—~|/…的了", "") | {"与": "和", "及": "和"}
)


def fold_words(words: str) -> str:
    """Folded, upper case, without marks and particles."""
    return fold(words).upper().translate(DROPPED)


# Stands for words that begin something new; no other word reaches over it: 全县外贸 holds no 县外.
BOUNDARY = "\x1f"


class Vocabulary:
    """An Aho-Corasick automaton over words: every occurrence, in one pass."""

    def __init__(self, words: Iterable[str]) -> None:
        self._automaton = ahocorasick.Automaton()
        self._empty = True
        for word in words:
            if word:
                self._automaton.add_word(word, word)
                self._empty = False
        if not self._empty:
            self._automaton.make_automaton()

    def occurrences(self, text: str) -> Iterator[tuple[int, int, str]]:
        """(start, end, word) of every occurrence, overlapping ones too."""
        if not self._empty:
            for last, word in self._automaton.iter(text):
                yield last + 1 - len(word), last + 1, word


class Synonyms:
    """Replaces each short form by the full one, the leftmost first, of those the longest.

    A word that stands for itself in the table guards it: 统一产业 holds no 一产.
    """

    def __init__(self, table: Mapping[str, str]) -> None:
        self._table = {fold_words(short): fold_words(full) for short, full in table.items()}
        self._vocabulary = Vocabulary(self._table)
        self._of_word = cache(self.normal)  # entries share most of their words

    def normals(self, words: Iterable[str]) -> list[str]:
        """The normal forms of several words, without those that are boundaries only."""
        return [form for word in words if (form := self._of_word(word)).strip(BOUNDARY)]

    def normal(self, words: str) -> str:
        """The normal form of a measure or alias."""
        text = fold_words(words)
        spans = sorted(self._vocabulary.occurrences(text), key=lambda o: (o[0], -o[1]))
        parts, done = [], 0
        for start, end, word in spans:
            if start >= done:
                parts += [text[done:start], self._table[word]]
                done = end
        return "".join(parts) + text[done:]


def read_table(path: Path) -> dict[str, list[str]]:
    """A lexicon file of word lists by class."""
    content = tomllib.loads(path.read_text(encoding="utf-8"))
    return {name: [str(word) for word in words] for name, words in content.items()}


def read_synonyms(path: Path) -> dict[str, str]:
    """A lexicon file `full form = [short forms]`, turned round."""
    return {short: full for full, shorts in read_table(path).items() for short in shorts}
