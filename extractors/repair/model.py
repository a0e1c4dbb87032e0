"""How likely a character is behind two others: chooses between readings of broken bytes.

The probabilities come from a dictionary with word counts, not from running text (extractors/data/repair/model.tsv):
within words characters follow each other as counted, between words any end meets any beginning.

>>> model = character_model()
>>> model.cost("人", "民", "政") < model.cost("人", "民", "淞")
True
>>> model.cost("政", "府", "。") < model.cost("政", "府", "福")
True
"""

import math
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

from extractors.repair.characters import is_private, simplified
from extractors.text import fold

STEP = 0.2  # nats a level
ZERO = "!"  # the level of certainty
START = "\x02"  # stands before the first character of a line

FULL_WIDTH = {ord(a): b for a, b in zip(",:;!?()％．－＋", "，：；！？（）%.-+", strict=True)}
SPACE_COST = 3.5
STOPS = frozenset("，。、；：！？")
STOP_AFTER_STOP = 1e-5
FLOOR = 0.02  # share of what the dictionary does not know
REMEMBERED = 400_000  # costs kept in memory, some 60 MB
RARE = 12.0  # cost from which a character is not one of the living language


@cache
def character_class(char: str) -> str:
    """What the model counts: digits are one class, letters two, stops are full-width, ideographs simplified.

    >>> [character_class(c) for c in "７Ｋｇ,區 "]
    ['0', 'A', 'a', '，', '区', ' ']
    """
    folded = fold(char)
    if folded.isascii():
        if folded.isdigit():
            return "0"
        if folded.isalpha():
            return "A" if folded.isupper() else "a"
        if folded.isspace():
            return " "
        return FULL_WIDTH.get(ord(folded), folded)
    return "\ue000" if is_private(char) else simplified().get(char, char)


def probability(level: str) -> float:
    """The probability that a level stands for.

    >>> probability("!")
    1.0
    """
    return 0.0 if level == "~" else math.exp(-STEP * (ord(level) - ord(ZERO)))


class CharacterModel:
    """Costs (-ln probability) of characters in context. Lines of the data file are taken apart when first needed."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._lines = dict(line.split("\t", 1) for line in lines if not line.startswith("#"))
        self._singles: dict[str, tuple[float, float, float]] = {}
        self._inner: dict[str, dict[str, tuple[float, float]]] = {}
        self._thirds: dict[str, dict[str, float]] = {}
        self._costs: dict[str, float] = {}

    def cost(self, first: str, second: str, char: str) -> float:
        """What it costs to write class `char` behind the classes `first` and `second`."""
        if char == " ":
            return SPACE_COST
        key = first + second + char
        known = self._costs.get(key)
        if known is None:
            if len(self._costs) > REMEMBERED:
                self._costs.clear()
            known = self._costs[key] = -math.log(self._probability(first, second, char))
        return known

    def rarity(self, char: str) -> float:
        """What a character costs without any context."""
        return -math.log(self._single(character_class(char))[0])

    def _probability(self, first: str, second: str, char: str) -> float:
        share, _, begins = self._single(char)
        if second in STOPS and char in STOPS and char not in self._inside(second):
            return STOP_AFTER_STOP
        _, ends, second_begins = self._single(second)
        new_word = self._inside(second).get(char, (0.0, 0.0))[0] + ends * begins
        together, pair_ends = self._inside(first).get(second, (0.0, 0.0))
        if together:
            apart = self._single(first)[1] * second_begins
            same_word = self._third(first + second).get(char, 0.0) + pair_ends * begins
            new_word = (together * same_word + apart * new_word) / (together + apart)
        return (1 - FLOOR) * new_word + FLOOR * share

    def _single(self, char: str) -> tuple[float, float, float]:
        """Share of the character, probability that a word ends behind it, share of words that begin with it."""
        known = self._singles.get(char)
        if known is None:
            line = self._lines.get(char)
            if line is None:
                known = (1e-6, 1.0, 1e-7) if char not in (START, " ") else (1e-6, 1.0, 0.0)
            else:
                share, ends, begins = map(probability, line[:3])
                known = (share, ends, begins)
            self._singles[char] = known
        return known

    def _inside(self, char: str) -> dict[str, tuple[float, float]]:
        """Followers of a character within words: how probable, and whether the word ends behind them."""
        known = self._inner.get(char)
        if known is None:
            _, followers, levels, ends = self._lines.get(char, "\t\t\t").split("\t")
            pairs = zip(map(probability, levels), map(probability, ends), strict=True)
            known = self._inner[char] = dict(zip(followers, pairs, strict=True))
        return known

    def _third(self, pair: str) -> dict[str, float]:
        """Followers of a pair within words."""
        known = self._thirds.get(pair)
        if known is None:
            followers, levels = self._lines.get(pair, "\t").split("\t")
            known = self._thirds[pair] = dict(zip(followers, map(probability, levels), strict=True))
        return known


@cache
def character_model() -> CharacterModel:
    """The model, read once a process and only when a page is damaged."""
    source = files("extractors") / "data" / "repair" / "model.tsv"
    return CharacterModel(source.read_text(encoding="utf-8").splitlines())
