"""The one store: everything that runs do with the warehouse goes through here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import duckdb

from extractors.records import Source
from warehouse import check, dimensions, load, publish, reconcile, reparse, seen
from warehouse.records import (
    Batch,
    Complaint,
    Division,
    IndicatorRow,
    LinkState,
    Loaded,
    Published,
    Reconciled,
    RunRow,
    UnitRow,
    Visit,
)
from warehouse.reparse import ArchivedPage, Difference
from warehouse.stage import stage
from warehouse.store import SCRATCH, lock, open_for_writing


class Warehouse:
    """An open warehouse, held for writing. Made by `open_warehouse`."""

    def __init__(self, folder: Path, connection: duckdb.DuckDBPyConnection) -> None:
        self.folder = folder
        self._connection = connection
        self._scratch = folder / SCRATCH

    def load(self, batch: Batch) -> Loaded:
        """Take a batch in, in one transaction; what is in already changes nothing."""
        return load.load(self._connection, stage(batch), self._scratch, trial=batch.trial)

    def known(self, source_ids: Sequence[str]) -> Mapping[str, LinkState]:
        """What is known of the URLs of these sources, by URL."""
        return seen.known(self._connection, source_ids)

    def visited(self, source_ids: Sequence[str]) -> Mapping[str, Visit]:
        """The last visit to each of these sources, by source."""
        return seen.visited(self._connection, source_ids)

    def articles_published(self, first: date, last: date) -> Mapping[str, int]:
        """How many articles published from the first to the last of these days are held, by source."""
        return seen.articles_published(self._connection, first, last)

    def pages_loaded(self, file: str) -> set[int]:
        """Offsets in an archive file of the pages that are loaded."""
        return seen.pages_loaded(self._connection, file)

    def unfinished(self, files: Sequence[str]) -> list[str]:
        """Those of the archive files that were not taken in to their end: to be replayed before anything is fetched."""
        return seen.unfinished(self._connection, files)

    def dimensions(
        self,
        divisions: Iterable[Division],
        sources: Iterable[Source],
        indicators: Iterable[IndicatorRow],
        units: Iterable[UnitRow],
    ) -> tuple[str, ...]:
        """Replace `district`, `source`, `indicator` and `unit` where they changed; the names of those that did."""
        return dimensions.refresh(self._connection, self._scratch, divisions, sources, indicators, units)

    def reconcile(self) -> Reconciled:
        """Bring the figures up to date with what was loaded."""
        return reconcile.reconcile(self._connection)

    def check(self, *, everything: bool = False) -> tuple[Complaint, ...]:
        """Run the quality checks; figures with a complaint of severity `error` will not be published."""
        return check.check(self._connection, everything=everything)

    def publish(self) -> Published:
        """Put a new copy for analysts in place."""
        return publish.publish(self._connection, self.folder)

    def archived(
        self, *, rules_version: str, reader_version: str, source_ids: Sequence[str] = (), since: date | None = None
    ) -> list[ArchivedPage]:
        """Archived articles that these rules have not read yet: what a reparse has before it, also when resumed."""
        return reparse.archived(
            self._connection,
            rules_version=rules_version,
            reader_version=reader_version,
            source_ids=source_ids,
            since=since,
        )

    def difference(self) -> Difference:
        """What adopting the readings on trial (`Batch.trial`) would change, figure by figure. Changes nothing."""
        return reparse.difference(self._connection)

    def adopt(self) -> int:
        """Let the readings on trial count; how many they are. Reconcile and publish afterwards."""
        return reparse.adopt(self._connection)

    def discard(self) -> int:
        """Drop the readings on trial; how many they were."""
        return reparse.discard(self._connection)

    def forget(self, *, keep: int = 3) -> int:
        """Drop the readings of older rules but for those of the last `keep` editions; how many."""
        return reparse.forget(self._connection, keep=keep)

    def forget_requests(self, until: date) -> int:
        """Drop the log of requests made on this (UTC) day and before; how many."""
        return seen.forget_requests(self._connection, until)

    def forget_archive(self, files: Sequence[str]) -> int:
        """Name these archive files no more, so that they may be deleted; how many pages lay in them."""
        return seen.forget_archive(self._connection, files)

    def record_run(self, rows: Sequence[RunRow]) -> None:
        """Write what a run did, a row per source; a row of the same run and source is replaced."""
        seen.record_run(self._connection, rows, self._scratch)


@contextmanager
def open_warehouse(folder: Path, *, wait_s: float = 0) -> Iterator[Warehouse]:
    """Hold the warehouse in `folder` for writing, made or migrated if need be.

    Raises WarehouseError when another process holds it for more than `wait_s` seconds, or newer code made it.
    """
    with lock(folder, wait_s):
        connection = open_for_writing(folder)
        try:
            yield Warehouse(folder, connection)
        finally:
            connection.close()
