"""What a shape makes of a numeral: its span, value and unit, before anyone judges whether it is a figure."""

from decimal import Decimal
from typing import Literal, NamedTuple

from extractors.numbers.units import Unit, unit
from extractors.records import Bound

PERCENT, RATIO, PLACE, BARE = unit("%"), Unit("比", "ratio"), Unit("位", "rank"), Unit("", "bare")


class Reading(NamedTuple):
    """A number of some shape at [start, end): one value in `low`, or a range low to high, or a structure `values`."""

    start: int
    end: int
    low: Decimal | None
    unit: Unit
    high: Decimal | None = None
    values: tuple[Decimal, ...] = ()
    more: Bound | Literal["", "vague"] = ""  # the bound that the numeral itself tells: 二十余, 数百, 前十
    per: str | None = None
    change: str = ""
    written: str = ""  # the numeral, for rules that care how it is written
