"""Ways to read a damaged line, one `State` each, linked back to the beginning.

A line is read as the bytes it was made of. Where something was put between the two bytes of a character, its lead byte
was lost and every pair behind is read one byte out of step: a state then has a byte `pending`, the lead of the
character to come.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from extractors.records import Certainty
from extractors.repair.model import character_class, character_model

LOST = "\ufffd"  # written for a character that cannot be had back
QUOTES = frozenset("“”")
UNPAIRED = 4.0  # nats for a quotation mark that opens what is open, or closes what is not
STRIPPED = "\ue000"  # the habit of taking out pairs that stand for no character
ZONES = "\ue001"  # the habit of leaving such pairs where they are
KEPT = "("  # the habit of decoders that write a mark for the lead byte only and keep the ASCII character behind it
UNKNOWN = -1  # a pending byte that was itself swallowed
NUMERIC = frozenset(
    "0123456789０１２３４５６７８９.．,，%％‰十百千万萬亿億年月日号號时時点點分秒元角人名个個位户戶家亩畝顷頃吨噸斤克米里层層度倍成"
    "岁歲次项項条條件台臺辆輛座处處所村届屆级級周天期余餘多"
)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page, and how runs are known to begin on this page (see `habit`)."""

    text: str
    habits: frozenset[str] = frozenset()

    def at(self, i: int) -> str:
        """The character at this place; a line break behind the last one."""
        return self.text[i] if i < len(self.text) else "\n"

    def loss(self, cost: float) -> float:
        """What it costs that a byte vanished without a mark: little, where they do so all over the page."""
        stops = (habit for habit in self.habits if habit not in (STRIPPED, ZONES, KEPT))
        return min(cost, 1.0) if any(len(stop) == 1 for stop in stops) else cost

    def usual(self, start: int, end: int) -> bool:
        """Whether runs begin like [start, end) elsewhere on the page."""
        return habit(self.text[start:end]) in self.habits


def habit(beginning: str) -> str:
    """The beginning of a run in one spelling: a mark and the stop behind it, or the stop alone.

    >>> habit("\ufffd!")
    '?！'
    """
    return beginning.replace("\ufffd", "?") if len(beginning) < 2 else "?" + character_class(beginning[1])


class State(NamedTuple):  # half as dear to make as a frozen dataclass, and hundreds are made for a character
    """One way to read a line up to some place: what it costs, what is pending, and the last character read."""

    cost: float
    pending: int | None
    last: str
    first: str  # classes of the last two characters
    second: str
    quoting: bool = False  # a quotation is open
    before: State | None = None
    start: int = 0  # the characters [start, end) of the line were read as `new`
    end: int = 0
    new: str = ""
    certainty: Certainty | None = None  # None: as it stands

    def key(self) -> tuple[int | None, str, str, str, bool]:
        """States of one key have one future."""
        return self.pending, self.last if self.pending is None else "", self.first, self.second, self.quoting


def write(
    state: State, char: str, start: int, end: int, certainty: Certainty | None, cost: float, pending: int | None = None
) -> State:
    """The state after [start, end) was read as `char`."""
    kind = character_class(char)
    cost += state.cost + character_model().cost(state.first, state.second, kind)
    quoting = state.quoting
    if char in QUOTES:
        cost += UNPAIRED if quoting is (char == "“") else 0.0
        quoting = char == "“"
    return State(cost, pending, char, state.second, kind, quoting, state, start, end, char, certainty)


def skip(state: State, start: int, end: int, cost: float, pending: int | None = None) -> State:
    """The state after [start, end) was read as nothing."""
    kept = state.last, state.first, state.second, state.quoting
    return State(state.cost + cost, pending, *kept, state, start, end, "", "exact")


def lose(state: State, at: int, following: str) -> State:
    """The state after a swallowed ASCII character: a digit, where what follows can follow one, else a space."""
    kind, char = ("0", LOST) if following in NUMERIC else (" ", " ")
    return State(state.cost, None, char, state.second, kind, state.quoting, state, at, at, char, "lost")


def give_up(state: State, start: int, end: int, cost: float) -> State:
    """The state after a pending character that cannot be had."""
    return State(state.cost + cost, None, LOST, state.second, LOST, state.quoting, state, start, end, LOST, "lost")
