"""What the walk over a text keeps: the facts it has made and what later clauses may leave out."""

from dataclasses import dataclass, field
from typing import NamedTuple

from extractors.numbers.quantities import Quantity
from extractors.parse.context import Context
from extractors.records import Direction, Kind


class Fact(NamedTuple):
    """A quantity with its meaning; place, period and indicator are found by others."""

    context: Context
    kind: Kind
    direction: Direction
    base: str | None
    measure: str
    rule: str  # the shape of the quantity and the rule that gave its kind
    threshold: bool = False
    before: str = ""  # the words before the value it has moved from: 由每人每月560元提高到600元

    @property
    def quantity(self) -> Quantity:
        return self.context.quantity

    @property
    def sense(self) -> Direction:
        """The direction of the words alone: a minus (增长-1.8%) belongs to its own figure."""
        return signed(self.quantity, self.kind, self.direction)


def signed(quantity: Quantity, kind: Kind, direction: Direction) -> Direction:
    """A change of a negative number goes the other way; applied twice it is undone."""
    if quantity.change == "-" and kind in ("change_rate", "change_abs"):
        return "+" if direction == "-" else "-"
    return direction


@dataclass(slots=True)
class Memory:
    """What a text has said so far and later clauses leave out."""

    subject: str = ""  # the last thing named, without growth or rank
    topic: str = ""  # what the sentence is about: the thing of its first figure
    aspect: str = ""  # 从户均收入看: named once for several subjects
    in_brackets: str = ""  # 括号内为占全年任务的比重
    base: str | None = None  # 与2020年相比: what the changes of the sentence are against
    verb: str = ""  # the predicate a list shares
    whole: Fact | None = None  # of which 其中 names the parts up to the next 。
    told: str = ""  # the measure before this one in the paragraph, thresholds apart
    limited: str = ""  # what the last threshold limits
    names: list[str] = field(default_factory=list)  # told together last
    index: int = 0  # of the name used last
    last: Fact | None = None
    recent: list[Fact] = field(default_factory=list)  # of this sentence
    past: list[Fact] = field(default_factory=list)  # of this paragraph, thresholds apart

    def keep(self, fact: Fact) -> None:
        """Remember a fact just made."""
        self.last = fact
        self.recent.append(fact)
        if fact.threshold:
            self.limited = fact.measure
        else:
            self.told = fact.measure.removeprefix("其他").removeprefix("其它")  # the text goes on about the whole
            self.past = [*self.past[-7:], fact]

    def new_paragraph(self) -> None:
        """Forget what no later paragraph refers to."""
        self.aspect = self.limited = self.topic = self.told = ""
        self.names, self.past = [], []

    def new_sentence(self) -> None:
        """Forget the list and the verb it shared."""
        self.recent, self.verb, self.base = [], "", None
