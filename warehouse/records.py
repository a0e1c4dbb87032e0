"""What goes into the warehouse and what it answers, beside the records of `extractors.records`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Literal

from extractors.records import Digest, Fetch, Link, Page, Reject

State = Literal["new", "loaded", "failed", "refused", "gone"]
Cell = str | int | float | bool | date | datetime | list[str] | None


@dataclass(frozen=True, slots=True)
class Visit:
    """One look at a source. `complete`: no list page was missed, so that the next look may stop at what is known."""

    source_id: str
    at: datetime
    complete: bool
    discovered: int = 0
    fetched: int = 0
    unchanged: int = 0
    failed: int = 0
    list_pages: int = 0


@dataclass(frozen=True, slots=True)
class Batch:
    """What one transaction loads. `archive_files` are those of which nothing is left to load after this batch."""

    run_id: str
    digests: Sequence[Digest] = ()
    list_pages: Sequence[Page] = ()
    links: Sequence[Link] = ()
    fetches: Sequence[Fetch] = ()
    rejects: Sequence[Reject] = ()
    visits: Sequence[Visit] = ()
    archive_files: Sequence[str] = ()
    rules_version: str = ""  # of the parser: names the reading of articles that gave no observation at all
    trial: bool = False  # a reparse to be compared before it is adopted: changes no figure


@dataclass(frozen=True, slots=True)
class Loaded:
    """Rows that a load added; all zero when the batch was already in."""

    pages: int = 0
    articles: int = 0
    observations: int = 0
    rejects: int = 0


@dataclass(frozen=True, slots=True)
class LinkState:
    """What is known of a URL. `new`: never taken to its end; `failed`: a later run may succeed."""

    url: str
    source_id: str
    state: State
    etag: str | None = None
    last_modified: str | None = None
    sha256: str | None = None
    linked: bool = True  # a list page names it; False for the list pages themselves
    discovered_at: datetime | None = None
    reason: str = ""  # why it failed or was refused
    settled_at: datetime | None = None  # when it was last asked for


@dataclass(frozen=True, slots=True)
class Reconciled:
    """Figures that a reconciliation added, corrected (a closed row and a new one), withdrew or found unchanged."""

    added: int = 0
    corrected: int = 0
    unchanged: int = 0
    conflicts: int = 0  # figures in force whose reports disagree beyond rounding
    withdrawn: int = 0


@dataclass(frozen=True, slots=True)
class Complaint:
    """A row of a quality check. `error` keeps the figure out of the published copy."""

    check: str
    severity: Literal["error", "warning"]
    key: str
    message: str


@dataclass(frozen=True, slots=True)
class Published:
    """The copy that analysts read. `figures`: in force; `rewritten`: Parquet files written anew."""

    path: Path
    figures: int
    bytes: int
    rewritten: int = 0
    withheld: int = 0  # figures kept out by a check of severity error
    refused_views: tuple[str, ...] = ()  # files of the user's own that the copy is without, and why


@dataclass(frozen=True, slots=True)
class Table:
    """Rows as a query gave them."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]

    def records(self) -> list[dict[str, Cell]]:
        """The rows as mappings, for JSON."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]


@dataclass(frozen=True, slots=True)
class Division:
    """A district and the days on which it existed: a row of `district`."""

    code: str
    name: str
    level: int
    parent: str | None
    path: str
    valid_from: date | None = None
    valid_to: date | None = None
    successors: tuple[str, ...] = ()
    population_2020: int | None = None
    area_km2: float | None = None
    code_system: str = "GB/T2260"


@dataclass(frozen=True, slots=True)
class IndicatorRow:
    """An indicator as the warehouse needs it: a row of `indicator`."""

    indicator: str
    name: str
    english: str = ""
    topic: str = ""
    dimension: str | None = None
    aspect: str | None = None
    units: tuple[str, ...] = ()
    may_sum: bool = False
    may_average: bool = False
    per_capita: bool = False
    derived_from: str | None = None
    counts: str = ""


@dataclass(frozen=True, slots=True)
class UnitRow:
    """A unit: a row of `unit`."""

    unit: str
    dimension: str
    si_unit: str | None = None
    si_factor: float | None = None


@dataclass(frozen=True, slots=True)
class RunRow:
    """What a run did for a source; an empty `source_id` stands for the run as a whole."""

    run_id: str
    source_id: str
    day: date
    started_at: datetime
    ended_at: datetime | None
    outcome: str
    discovered: int = 0
    fetched: int = 0
    unchanged: int = 0
    failed: int = 0
    articles: int = 0
    observations: int = 0
    rejects: int = 0
    message: str = ""
