"""Units and classifiers: what stands behind a number, read from data/units.csv.

>>> unit_at("9.6公里的道路", 3)
('公里', 2)
>>> unit("亩").si_unit, round(unit("亩").si_factor or 0, 2)
('m2', 666.67)
>>> unit_at("640元/人", 3), unit_at("10万吨", 3)
(('元/人', 3), ('吨', 1))
"""

import csv
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path

from extractors.errors import CatalogueError

TABLE = Path(__file__).parent.parent / "data" / "units.csv"


@dataclass(frozen=True, slots=True)
class Unit:
    """One unit: its name in an observation, its dimension, and what one of it is in a comparable unit."""

    name: str
    dimension: str
    si_unit: str | None = None
    si_factor: float | None = None


@cache
def _table() -> tuple[dict[str, Unit], dict[str, tuple[Unit, Decimal]], int]:
    units: dict[str, Unit] = {}
    written: dict[str, tuple[Unit, Decimal]] = {}
    with TABLE.open(encoding="utf-8") as lines:
        rows = csv.DictReader(line for line in lines if not line.startswith("#"))
        for row in rows:
            factor = float(row["si_factor"]) if row["si_factor"] else None
            u = Unit(row["unit"], row["dimension"], row["si_unit"] or None, factor)
            if u.name in units:
                raise CatalogueError(f"{TABLE}: unit {u.name} stands twice; keep one line")
            units[u.name] = u
            for alias in (u.name, *row["aliases"].split()):
                spelling, _, times = alias.partition("*")
                written.setdefault(spelling, (u, Decimal(times or 1)))
    return units, written, max(map(len, written))


def units() -> tuple[Unit, ...]:
    """All units of the table."""
    return tuple(_table()[0].values())


def unit(name: str) -> Unit:
    """The unit of this name; of a composed one (元/人) its numerator's dimension, without a comparable magnitude."""
    units = _table()[0]
    return units.get(name) or Unit(
        name, units[name.split("/")[0]].dimension if name.split("/")[0] in units else "count"
    )


def spelled(folded: str, at: int) -> tuple[Unit, Decimal, int] | None:
    """The longest unit written at `at`: unit, how many of it the spelling is (角 = 0.1 元), length."""
    _, written, longest = _table()
    for length in range(min(longest, len(folded) - at), 0, -1):
        if found := written.get(folded[at : at + length]):
            return *found, length
    return None


def unit_at(folded: str, at: int) -> tuple[str, int] | None:
    """Name and length of the unit at `at`, a denominator after / included."""
    found = spelled(folded, at)
    if found is None:
        return None
    u, _, length = found
    end = at + length
    if folded[end : end + 1] == "/" and (below := spelled(folded, end + 1)):
        return f"{u.name}/{below[0].name}", length + 1 + below[2]
    return u.name, length
