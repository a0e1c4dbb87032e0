"""What stands in a measure: the words of the catalogue, the words that change a concept, and what is left over.

Characters are kept as bits of an integer, so that "does this name explain that word" is one operation.

>>> bin(span(1, 3)), covers(0b1110, 0b0110), covers(0b0100, 0b0110)
('0b110', True, False)
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from extractors.indicators.words import BOUNDARY, Synonyms, Vocabulary, read_synonyms, read_table

TORN = frozenset("县镇")  # end the name of a place even where a word begins with them: 青山县 and 县城, 城镇


def span(start: int, end: int) -> int:
    """The characters [start, end) as bits."""
    return (1 << end) - (1 << start)


def union(spans: Iterable[int]) -> int:
    """All the characters of these spans."""
    bits = 0
    for each in spans:
        bits |= each
    return bits


def covers(wide: int, narrow: int) -> bool:
    """Whether every character of `narrow` is in `wide`."""
    return not narrow & ~wide


@dataclass(frozen=True, slots=True)
class Reading:
    """A measure with the words found in it."""

    text: str
    found: Mapping[str, Sequence[int]]  # word -> where it stands
    neutral: int  # words that change nothing
    particles: int  # single characters that change nothing
    modifiers: tuple[int, ...]  # words that change a concept, unless they are part of a neutral one
    grows: bool  # speaks of a growth rate
    targets: bool  # speaks of a target
    novel: int  # words that say it came into being in the period

    def of(self, words: frozenset[str]) -> int:
        """Where these words stand."""
        return union(each for word in words.intersection(self.found) for each in self.found[word])

    def rest(self, known: int) -> list[str]:
        """What is neither known nor a word that changes nothing."""
        return self._left(known).split()

    def unexplained(self, known: int, places: tuple[str, ...]) -> bool:
        """Whether the measure holds words that are neither known nor the name of a place; a character is none."""
        left = self._left(known)
        return any(
            len(part) > 1 and not part.endswith(places) and not part.isdigit() and self._after(left, part) not in TORN
            for part in left.split()
        )

    def _left(self, known: int) -> str:
        """The text with a blank for each character that is accounted for."""
        known |= self.neutral | self.particles
        return "".join(" " if known >> i & 1 or c == BOUNDARY else c for i, c in enumerate(self.text))

    def _after(self, left: str, part: str) -> str:
        end = left.find(part) + len(part)
        return self.text[end : end + 1]


class Lexicon:
    """The tables of `lexicon/*.toml` in normal form, and one automaton for them and the words of the catalogue."""

    def __init__(self, folder: Path) -> None:
        self._synonyms = Synonyms(read_synonyms(folder / "synonyms.toml"))
        facets = read_table(folder / "facets.toml")
        self.modifiers = self._all(folder / "modifiers.toml")
        self.places = tuple(self._all(folder / "places.toml"))
        self._neutral = self._all(folder / "neutral.toml")
        self.generic = self._all(folder / "generic.toml")
        self._growth, self._completion = self.normals(facets["growth"]), self.normals(facets["completion"])
        self._new = self.normals(facets["new"])
        self._vocabulary = Vocabulary(())

    def normal(self, words: str) -> str:
        """The normal form: folded, without marks, short forms made full."""
        return self._synonyms.normal(words)

    def normals(self, words: Iterable[str]) -> frozenset[str]:
        """The normal forms of several words, without those that hold nothing."""
        return frozenset(self._synonyms.normals(words))

    def learn(self, words: Iterable[str]) -> None:
        """Compile the automaton for these words and those of the tables."""
        self._vocabulary = Vocabulary(
            {*words, *self.modifiers, *self._neutral, *self._growth, *self._completion, *self._new, *self.generic}
        )

    def words(self, text: str) -> frozenset[str]:
        """The words that stand in a text in normal form."""
        return frozenset(word for _, _, word in self._vocabulary.occurrences(text))

    def read(self, text: str) -> Reading:
        """Find all words of a measure in normal form."""
        found: dict[str, list[int]] = defaultdict(list)
        for start, end, word in self._vocabulary.occurrences(text):
            found[word].append(span(start, end))
        neutral = [each for word in found if word in self._neutral for each in found[word]]
        words = [each for each in neutral if each.bit_count() > 1]
        changing = [each for word in found if word in self.modifiers for each in found[word]]
        return Reading(
            text=text,
            found=found,
            neutral=union(words),
            particles=union(neutral)
            | union(each for word in self._growth | self._completion for each in found.get(word, ())),
            modifiers=tuple(each for each in changing if not any(covers(word, each) for word in words)),
            grows=not self._growth.isdisjoint(found),
            targets=not self._completion.isdisjoint(found),
            novel=union(each for word in self._new.intersection(found) for each in found[word]),
        )

    def _all(self, path: Path) -> frozenset[str]:
        return self.normals(word for row in read_table(path).values() for word in row)
