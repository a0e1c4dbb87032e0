"""The sense of a quantity in its place: kind and direction by its own words, or by those of the figure before."""

import re

from extractors.parse.bases import base_of
from extractors.parse.changes import Change, change
from extractors.parse.context import Context
from extractors.parse.memory import Memory
from extractors.records import Direction

BLOT = "〓"
REACH = 40  # characters before a figure in which 拉动 gives its sense
_TIME_WORD = re.compile(r"[年月日季度期今去上下]")
_COPULA = re.compile(r"(?>(?:[也又还同均都约就再且,、为是有达到])*)")


# 与2020年相比,|粮食产量翻一番
_COMPARED = re.compile(r"(?:^|[,。;:])[与同和较比][^,。;与和比]{2,14}?(?:相比|相较|比较|比)[,:]")


def sense(memory: Memory, c: Context, closing: str = "") -> Change:
    """Kind, direction and base; a base told at the head of the sentence (与2020年相比) holds for all of it."""
    if m := _COMPARED.search(c.gap):
        memory.base = base_of(re.sub(r"[,。;:]|相|$", "", m.group()))
    ch = _own_sense(memory, c, closing)
    if ch.base is None and ch.kind in ("change_rate", "change_abs"):
        return ch._replace(base=memory.base)
    return ch


def _own_sense(memory: Memory, c: Context, closing: str) -> Change:
    """Kind and direction, inherited where the words are silent: (全市2.6%) after a growth rate is one too."""
    dimension, last = c.quantity.unit.dimension, memory.last
    ch = _in_its_words(change(without_places(c), c.right or closing, dimension), c)
    if c.quantity.unit.name == "比":
        return ch._replace(kind="share" if c.quantity.values else "level", direction="")
    if c.quantity.change == "+":
        return Change("change_rate", "+", ch.base, ch.cut, "change by form")
    if dimension == "points" and not ch.direction and "拉动" in (c.gap + c.left)[-REACH:]:
        return ch._replace(direction="+")
    if last is None or c.first:
        return ch
    silent = bool(_COPULA.fullmatch(c.left)) or (c.bracketed and len(c.left) <= 8)
    if ch.kind == "share" and last.kind == "change_rate" and silent:
        return Change(last.kind, last.sense, last.base, ch.cut, "inherited")
    if dimension == "points" and not ch.direction:
        before: Direction = next(
            (f.sense for f in reversed(memory.recent) if f.quantity.unit.dimension == "points"), "+"
        )
        return ch._replace(direction=before or "+")
    return ch


def _in_its_words(ch: Change, c: Context) -> Change:
    """The base as the text has it where it names a place that was blotted out."""
    if ch.base is None or BLOT not in ch.base:
        return ch
    at = without_places(c).rfind(ch.base)
    return ch._replace(base=c.left[at : at + len(ch.base)])


def without_places(c: Context) -> str:
    """The words before a quantity with the names of places blotted out: 临高 is no 高."""
    left = c.left
    for a, b in c.marks:
        if not _TIME_WORD.search(left[a:b]):
            left = left[:a] + BLOT * (b - a) + left[b:]
    return left
