"""The names of entries: how an alias is written, when it stands in a measure, and which of several is meant.

`养老|敬老 床位` stands in a measure that holds one of 养老 and 敬老, and 床位, in any order. A group with `@` before it
may also stand in the words around (`结案 @法院`).

>>> from extractors.indicators.names import groups
>>> groups("养老|敬老 床位 @社区", list)
((('养老', '敬老'), ('床位',)), (('社区',),))
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from extractors.indicators.entry import Dimension, Entry
from extractors.indicators.reading import Reading

POINTS = frozenset({"百分点", "个百分点"})
PERCENT = frozenset({"%", "‰", "成", "/万", "/10万"})
# Units of another dimension that will do: firms are counted as 家 or 户, visitors as 人次 or 人.
AKIN = {"count": frozenset({"household"}), "person_times": frozenset({"person"})}


SHARES = frozenset({"占", "占比", "比重", "比例", "份额"})  # words that make a share of a thing

Groups = tuple[tuple[str, ...], ...]


def fitting(dimension: str) -> frozenset[str]:
    """The dimensions of units that an indicator of this dimension may have."""
    return AKIN.get(dimension, frozenset()) | {dimension}


def groups(name: str, normals: Callable[[Iterable[str]], Iterable[str]]) -> tuple[Groups, Groups]:
    """The groups of an alias that must stand in the measure, and those that may stand around it."""
    inside: list[tuple[str, ...]] = []
    around: list[tuple[str, ...]] = []
    for group in name.split():
        words = tuple(sorted(normals(group.removeprefix("@").split("|"))))
        (around if group.startswith("@") else inside).append(words)
    return tuple(inside), tuple(around)


@dataclass(frozen=True, slots=True)
class Name:
    """An alias of an entry, compiled."""

    entry: Entry
    inside: Groups
    around: Groups
    without: frozenset[str]
    allows: frozenset[str]
    words: frozenset[str]  # all that `inside` holds
    shown: frozenset[str]  # what else may stand beside it: words of the entry's other names and of its examples

    def awaited(self, reading: Reading) -> Groups:
        """The groups that must stand in the words around, because the measure does not hold them."""
        return tuple(group for group in self.around if not any(word in reading.found for word in group))

    def stands_in(self, reading: Reading) -> int | None:
        """The characters this name explains, or None where a word makes another concept of it."""
        return reading.of(self.words) if self.without.isdisjoint(reading.found) else None

    def alone(self, reading: Reading, places: tuple[str, ...]) -> bool:
        """Whether no part of a wider concept is told, and nothing else where the entry is strict about that."""
        known = self.accounted(reading)
        if any(each & ~known and not self._torn(each, reading) for each in reading.modifiers):
            return False
        return not (self.entry.strict and reading.unexplained(known | reading.of(self.shown), places))

    def accounted(self, reading: Reading) -> int:
        """The characters this name can account for."""
        known = reading.of(self.words) | reading.of(self.allows)
        if reading.targets and "completion" in self.entry.facets:  # 新增就业占全年目标
            known |= reading.of(SHARES)
        if "new" in self.entry.facets:  # 新培育瞪羚企业
            known |= reading.novel
        return known

    def _torn(self, modifier: int, reading: Reading) -> bool:
        """Whether a word of this name begins or ends within the modifier: 青山县外贸 holds 外贸, no 县外."""
        own = (word for group in self.inside for name in group for word in reading.found.get(name, ()))
        return any(word & modifier and word & ~modifier and modifier & ~word for word in own)


@dataclass(frozen=True, slots=True)
class Candidate:
    """An id that a measure may mean, the characters its names explain, and those it can account for."""

    id: str
    covered: int
    known: int
    around: int  # groups that had to stand in the context
    exact: bool  # the unit is one of the entry's own dimension, not of one akin to it
    alone: bool  # False: something else is told too; it can't be meant, nor can what does not account for it

    def joined(self, other: Candidate | None) -> Candidate:
        """Two names of one entry as one."""
        if other is None:
            return self
        if self.alone != other.alone:
            return self if self.alone else other
        around = max(self.around, other.around)
        return replace(self, covered=self.covered | other.covered, known=self.known | other.known, around=around)

    def weight(self) -> tuple[int, int, bool]:
        """How much it explains."""
        return self.covered.bit_count(), self.around, self.exact


def decide(candidates: Iterable[Candidate]) -> str | None:
    """The id that accounts for what every other one explains and explains most; None if there is not just one."""
    merged: dict[str, Candidate] = {}
    for candidate in candidates:
        merged[candidate.id] = candidate.joined(merged.get(candidate.id))
    broad = [c for c in merged.values() if c.alone and not any(o.covered & ~c.known for o in merged.values())]
    if not broad:
        return None
    best = max(broad, key=Candidate.weight)
    return best.id if sum(c.weight() == best.weight() for c in broad) == 1 else None


def meant(entry: Entry, dimension: Dimension, unit: str, of_unit: str, kind: str, reading: Reading) -> str | None:
    """The id for a quantity of this unit and kind: the entry's own, that of a derived indicator, or None."""
    fits = unit in entry.units or of_unit in fitting(dimension.id)
    rate = dimension.id == "share"
    growth = f"{entry.id}_growth" if "growth" in entry.facets else None
    own = f"{entry.id}_new" if reading.novel and "new" in entry.facets else entry.id
    match kind:
        case "change_rate":
            return None if rate else own  # a share goes up by points
        case "share" if unit in PERCENT and (rate or reading.grows):
            return own
        case "share" if fits and dimension.id in ("ratio", "index"):  # 价格指数为101.4%
            return entry.id
        case "share" if unit in PERCENT and reading.targets and "completion" in entry.facets:
            return f"{entry.id}_completion"
        case "change_abs" if unit in POINTS:
            return entry.id if rate else growth
        case "level" | "change_abs":
            return own if fits else None
        case "rank":
            return growth if reading.grows and not rate else own
        case _:
            return None
