"""From quantities to facts: walk a text once, left to right, and say of each quantity what it is about.

What a clause leaves out is inherited: the subject of the sentence, the class before 其中, the change word of a list,
the names of 分别. The walker keeps exactly that in `Memory`; all wording lies in the modules it asks.

>>> from extractors.numbers.quantities import read
>>> text = "生产总值386.5亿元,同比增长5.2%;城镇、农村居民收入分别增长4%、6%。"
>>> [(f.measure, f.kind, f.direction) for f in facts(text, read(text)[0])]  # doctest: +NORMALIZE_WHITESPACE
[('生产总值', 'level', ''), ('生产总值', 'change_rate', '+'),
 ('城镇居民收入', 'change_rate', '+'), ('农村居民收入', 'change_rate', '+')]
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from extractors.numbers.quantities import Quantity
from extractors.parse import measures
from extractors.parse.changes import Change, change
from extractors.parse.context import Context, contexts
from extractors.parse.statuses import is_threshold
from extractors.parse.words import PREDICATE, bare
from extractors.records import Direction, Kind


@dataclass(frozen=True, slots=True)
class Fact:
    """A quantity with its meaning; place, period and indicator are found by others."""

    context: Context
    kind: Kind
    direction: Direction
    base: str | None
    measure: str
    threshold: bool = False

    @property
    def quantity(self) -> Quantity:
        return self.context.quantity


@dataclass(slots=True)
class Memory:
    """What a text has said so far and later clauses leave out."""

    subject: str = ""  # the last thing named, without growth or rank
    topic: str = ""  # what the sentence is about
    aspect: str = ""  # 从人均可支配收入看: named once for several subjects
    verb: str = ""  # the predicate a list shares
    names: list[str] = field(default_factory=list)  # told together last
    last: Fact | None = None
    recent: list[Fact] = field(default_factory=list)  # of this sentence


_SEEN_FROM = re.compile(r"从(?P<aspect>[^,。;]{2,14}?)(?:方面|情况)?(?:来)?看[,:]")
_RANKED = re.compile(
    r"(?:增速|增幅)?(?:稳?居|[位名]?列|排名?|位次|位居|跃居|名次|在)[^,。;]{0,16}$|全[国省市][^,。;]{0,4}$"
)
_THREE = re.compile(r"三次产业|一二三次?产业?|一、二、三次?产业?")
_GROWTH = re.compile(r"(?:增速|增幅|增长|涨幅|降幅)$")


def facts(text: str, quantities: Sequence[Quantity]) -> list[Fact]:
    """One fact for each quantity, in order."""
    memory = Memory()
    found: list[Fact] = []
    around = list(contexts(text, quantities))
    for i, c in enumerate(around):
        _turn(memory, c, text)
        listed = c.listed and memory.last is not None
        together = _together(around, i) if not listed else 0
        fact = _following(memory, c) if listed else _leading(memory, c, together)
        memory.last = fact
        memory.recent.append(fact)
        found.append(fact)
    return found


def _turn(memory: Memory, c: Context, text: str) -> None:
    if not c.first:
        return
    begin = memory.last.quantity.end if memory.last else 0
    if "\n" in text[begin : c.quantity.start]:
        memory.aspect, memory.names = "", []
    memory.recent, memory.topic, memory.verb = [], "", ""


def _together(around: Sequence[Context], i: int) -> int:
    """How many quantities of one dimension stand together from the i-th on."""
    n = 1
    while (
        i + n < len(around)
        and around[i + n].listed
        and around[i + n].quantity.unit.dimension == around[i].quantity.unit.dimension
    ):
        n += 1
    return n


def _following(memory: Memory, c: Context) -> Fact:
    """A quantity that follows another with nothing between: same sense, the next name."""
    last = memory.last
    assert last is not None
    here = last.quantity.unit.dimension == c.quantity.unit.dimension
    n = sum(1 for f in memory.recent[::-1] if f.context.listed) + 1 if last.context.listed else 1
    measure = memory.names[n] if here and n < len(memory.names) else last.measure
    if not here and c.quantity.unit.dimension in measures.CLASSIFIED and c.right:
        measure = measures.name("", c.right, c.quantity.unit.dimension) or measure
    ch = Change(last.kind, last.direction, last.base, 0) if here else change("", c.right, c.quantity.unit.dimension)
    return Fact(c, ch.kind, ch.direction, ch.base, measure, _threshold(c))


def _leading(memory: Memory, c: Context, together: int) -> Fact:
    dimension = c.quantity.unit.dimension
    ch = _inherited_sense(memory, c, change(c.left, c.right, dimension))
    if m := _SEEN_FROM.search(c.gap + c.left):
        memory.aspect = m["aspect"]
    words = c.left[: ch.cut]
    if memory.last is not None and memory.last.threshold and memory.last.context.quantity.end >= c.left_start - 1:
        words = memory.last.context.left + memory.last.quantity.quote + words
    memory.names = _names(memory, words, together)
    if memory.names:
        memory.subject = memory.names[0]
        return Fact(c, ch.kind, ch.direction, ch.base, memory.names[0], _threshold(c))
    measure = _measure(memory, c, ch, words)
    return Fact(c, ch.kind, ch.direction, ch.base, measure, _threshold(c))


def _inherited_sense(memory: Memory, c: Context, ch: Change) -> Change:
    """(全市2.6%) after a growth rate is one too."""
    last = memory.last
    if last is None or ch.kind != "share" or last.kind != "change_rate" or c.first:
        return ch
    if c.bracketed and len(c.left) <= 8:
        return Change(last.kind, last.direction, last.base, ch.cut)
    return ch


def _names(memory: Memory, words: str, together: int) -> list[str]:
    if together < 2:
        return []
    if together == 3 and (m := _THREE.search(words)):
        rest = bare(words[m.end() :]).lstrip("的")
        return [f"第{n}产业{rest}" for n in "一二三"]
    subject = bare(measures.EACH.sub("", words))
    if subject and not measures.WEAK.match(subject):
        return measures.paired(words, together) or []
    if len(memory.names) == together:
        return memory.names
    earlier = [f.measure for f in memory.recent if f.kind in ("level", "share")][-together:]
    return earlier if len(set(earlier)) == together else []


def _measure(memory: Memory, c: Context, ch: Change, words: str) -> str:
    dimension = c.quantity.unit.dimension
    if ch.kind == "rank":
        return _ranked(memory, words)
    right = "" if ch.kind in ("change_rate",) else c.right
    measure = measures.name(words, right, dimension)
    if not measure or measure in ("增速", "增幅") or (c.bracketed and len(measure) <= 3):
        return _continued(memory, ch, c)
    if c.left.startswith(("、", "和", "及")) and memory.verb and not PREDICATE.match(measure):
        measure = memory.verb + measure
    elif m := PREDICATE.match(measure):
        memory.verb = m.group()
    if memory.aspect and memory.aspect not in measure and len(measure) <= 8:
        measure += memory.aspect
    if measures.WEAK.match(measure) and (owner := memory.topic or memory.subject) and owner not in measure:
        return owner + measure
    memory.subject = measure
    if not memory.topic:
        memory.topic = _owner(measure)
    return measure


def _owner(measure: str) -> str:
    """刑事案件收 -> 刑事案件: the thing without the verb at the end."""
    verbs = list(PREDICATE.finditer(measure))
    if verbs and verbs[-1].end() == len(measure) and verbs[-1].start() >= 2:
        return measure[: verbs[-1].start()]
    return measure if len(measure) <= 12 else ""


def _continued(memory: Memory, ch: Change, c: Context) -> str:
    """A quantity without words of its own speaks of what was named last; of its growth if points or a rank follow."""
    last = memory.last
    subject = (
        memory.subject or bare(c.gap)[-measures.LONGEST :] or measures.name("", c.right, c.quantity.unit.dimension)
    )
    if last is not None and not c.first and last.measure:
        subject = last.measure
        if ch.kind != "rank" and _GROWTH.search(subject) and c.quantity.unit.dimension != "points":
            subject = memory.subject or subject
    growth = last is not None and last.kind == "change_rate" and c.quantity.unit.dimension in ("points", "rank")
    return subject + "增速" if growth and subject and not _GROWTH.search(subject) else subject


def _ranked(memory: Memory, words: str) -> str:
    name = bare(_RANKED.sub("", words))
    if not name or measures.WEAK.match(name) or name in ("增速", "增幅", "总量"):
        last = memory.last
        subject = memory.subject or (last.measure if last else "")
        if (
            last is not None
            and not _GROWTH.search(subject)
            and (last.kind in ("change_rate",) or name in ("增速", "增幅") or _GROWTH.search(last.measure))
        ):
            return subject + "增速"
        return subject
    memory.subject = name
    return name


def _threshold(c: Context) -> bool:
    return is_threshold(c.quantity.bound, c.right, c.tail)


def spans(found: Sequence[Fact]) -> Iterator[tuple[int, int]]:
    """Where the facts stand."""
    return ((f.quantity.start, f.quantity.end) for f in found)
