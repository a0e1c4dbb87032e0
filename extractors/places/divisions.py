"""A unit of administration as the table has it: under one code and name, from one day to another.

Sources, licences and the meaning of every column stand in the header of extractors/data/gazetteer/divisions.csv.
Bounds are days of approval; a unit is valid from the day of approval on, its old name is often still in use for months.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from importlib import resources

from extractors.errors import CatalogueError

FOLDER = resources.files("extractors") / "data" / "gazetteer"


@dataclass(frozen=True, slots=True)
class Move:
    """Where a unit went (or came from): `day` is the first day of the other unit's interval, with `code` its key."""

    code: str
    day: date
    kind: str  # replace: goes over whole · territory: a part moved · children: its children went there


@dataclass(frozen=True, slots=True)
class Division:
    """One unit under one code and name, valid in [valid_from, valid_to). Key: (code, valid_from)."""

    code: str
    name: str
    level: int  # 1 province, 2 prefecture, 3 county
    parent: str | None
    valid_from: date
    from_precision: str  # day | year (some day of that year) | open (before the table begins)
    valid_to: date | None
    to_precision: str
    successors: tuple[Move, ...]
    predecessors: tuple[Move, ...]
    reason: str  # the document that ended it
    population_2020: int | None
    area_km2: float | None
    short: str  # 八公山, 黔东南
    path: str = ""  # as it was on the unit's last day

    @property
    def heirs(self) -> tuple[str, ...]:
        """Codes of the units that took it over when it ended: one, or several if it was split; none while it exists.

        Territory that left it at other times is no matter here; of a dissolved prefecture, where its counties went.
        """
        if self.valid_to is None:
            return ()
        whole = tuple(move.code for move in self.successors if move.kind == "replace")
        return whole or tuple(move.code for move in self.successors if move.kind == "children")

    def valid(self, day: date) -> bool:
        return self.valid_from <= day and (self.valid_to is None or day < self.valid_to)


def full_names(unit: Division) -> Iterator[str]:
    """The official name, and for autonomous units the everyday one: 酉阳土家族苗族自治县 is 酉阳县."""
    yield unit.name
    for official, everyday in (("自治县", "县"), ("自治州", "州"), ("自治旗", "旗")):
        if unit.name.endswith(official) and unit.short and not unit.short.endswith(everyday):
            yield unit.short + everyday


def divisions() -> Iterator[Division]:
    """Every interval of every unit; where it went is known by the year only, and where it came from not yet."""
    try:
        text = (FOLDER / "divisions.csv").read_text(encoding="utf-8")
    except OSError as error:
        raise CatalogueError(f"expected the gazetteer at {FOLDER}/divisions.csv: {error}") from error
    yield from map(_division, csv.DictReader(line for line in text.splitlines() if not line.startswith("#")))


def _division(row: dict[str, str]) -> Division:
    moves = []
    for text in filter(None, row["successors"].split("|")):
        code, _, rest = text.partition("@")
        year, _, kind = rest.partition(":")
        moves.append(Move(code, date(int(year), 12, 31), kind))
    return Division(
        code=row["code"],
        name=row["name"],
        level=int(row["level"]),
        parent=row["parent"] or None,
        valid_from=date.fromisoformat(row["valid_from"]),
        from_precision=row["from_precision"],
        valid_to=date.fromisoformat(row["valid_to"]) if row["valid_to"] else None,
        to_precision=row["to_precision"],
        successors=tuple(moves),
        predecessors=(),
        reason=row["reason"],
        population_2020=int(row["population_2020"]) if row["population_2020"] else None,
        area_km2=float(row["area_km2"]) if row["area_km2"] else None,
        short=row["aliases"],
    )
