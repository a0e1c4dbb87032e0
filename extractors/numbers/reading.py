"""What a shape makes of a numeral: its span, value and unit, before anyone judges whether it is a figure."""

from decimal import Decimal
from typing import Literal, NamedTuple

from extractors.numbers.numerals import More
from extractors.numbers.units import Unit, unit

PERCENT, RATIO, PLACE, BARE = unit("%"), Unit("比", "ratio"), Unit("位", "rank"), Unit("", "bare")


class Reading(NamedTuple):
    """A number of some shape at [start, end): one value in `low`, or a range low to high, or a structure `values`."""

    start: int
    end: int
    low: Decimal | None
    unit: Unit
    high: Decimal | None = None
    values: tuple[Decimal, ...] = ()
    more: More | Literal["le", "lt", "ge", "exact", "range"] = ""
    per: str | None = None
    change: str = ""
    written: str = ""  # the numeral, for rules that care how it is written
