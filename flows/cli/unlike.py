"""Why figures of one indicator and period are not ranked together, in words.

>>> first = {"level": 3, "aspect": "flow", "cumulative": True, "unit": "t", "per": None, "base": None}
>>> unlike(first | {"aspect": "stock", "cumulative": False}, first)
'aspect stock instead of flow, not cumulative instead of cumulative'
>>> unlike(first | {"per": "person"}, first)
'denominator person instead of none'
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from warehouse.records import Cell

    Record = Mapping[str, Cell]

# What figures that are ranked together have in common, as the macro `compare` groups them.
COMMON = {
    "level": "level",
    "aspect": "aspect",
    "cumulative": "",
    "unit": "unit",
    "per": "denominator",
    "base": "base",
}
COUNTED = {True: "cumulative", False: "not cumulative"}


def unlike(row: "Record", first: "Record") -> str:
    """What a figure has otherwise than the first group of a comparison."""
    return ", ".join(
        f"{word} {_said(row[name])} instead of {_said(first[name])}".strip()
        for name, word in COMMON.items()
        if row[name] != first[name]
    )


def _said(value: "Cell") -> str:
    return COUNTED[value] if isinstance(value, bool) else "none" if value is None else str(value)


def groups(rows: "Sequence[Record]") -> "list[list[Record]]":
    """The figures of a comparison by what may be ranked together, the greatest group first; without the silent."""
    told = [row for row in rows if row["state"] == "told"]
    return [list(group) for _, group in groupby(told, key=lambda row: row["comparable"])]


def left_out(rows: "Sequence[Record]") -> "Iterator[str]":
    """A line for each group of a comparison that is not ranked with the first: who, and why."""
    first, *others = groups(rows) or [[]]
    for other in others:
        names = ", ".join(f"{row['name']} {row['code']}" for row in other)
        yield f"not ranked, as not comparable with the {len(first)} above ({unlike(other[0], first[0])}): {names}"
