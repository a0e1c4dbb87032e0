"""Reading the archive anew, by the rules of today: what would change is shown before it counts. No network.

Pages are read into readings on trial, which no figure rests on; then they are adopted, or dropped after the difference
was shown. Interrupted, the next call goes on with the pages that these rules have not read yet.
"""

import secrets
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from itertools import groupby, islice

from extractors import sources
from extractors.archive import Archive
from extractors.parse import rules_version
from extractors.read import reader_version
from extractors.records import Page
from flows import progress
from flows.digest import digest_all, jobs
from flows.settings import Settings
from warehouse import Batch, Warehouse, open_warehouse
from warehouse.records import Published
from warehouse.reparse import ArchivedPage, Difference

BATCH = 200  # articles a transaction


@dataclass(frozen=True, slots=True)
class Reparsed:
    """What was read anew, and what it changes. `published` is None where it was only compared."""

    pages: int
    difference: Difference
    published: Published | None = None

    @property
    def verdict(self) -> str:
        return "adopted and published" if self.published else "nothing was changed"


def reparse(
    settings: Settings,
    *,
    source_ids: Sequence[str] = (),
    since: date | None = None,
    adopt: bool = True,
    wait_s: float = 0,
) -> Reparsed:
    """Read archived articles anew, those fetched since a day or of some sources, and adopt it or only compare.

    Raises WarehouseError when somebody else writes the warehouse for more than `wait_s` seconds.
    """
    with open_warehouse(settings.data, wait_s=wait_s) as warehouse:
        waiting = warehouse.archived(
            rules_version=rules_version(), reader_version=reader_version(), source_ids=source_ids, since=since
        )
        read_anew(settings, warehouse, waiting)
        difference = warehouse.difference()
        if not adopt:
            warehouse.discard()
            return Reparsed(len(waiting), difference)
        warehouse.adopt()
        warehouse.reconcile()
        warehouse.check()
        return Reparsed(len(waiting), difference, warehouse.publish())


def read_anew(settings: Settings, warehouse: Warehouse, waiting: Sequence[ArchivedPage]) -> None:
    """Load readings on trial, one archive file after the other."""
    known = sources.load(settings.sources, builtin=settings.builtin_sources).by_id
    run_id = f"reparse-{datetime.now(UTC):%Y%m%dT%H%M%SZ}-{secrets.token_hex(2)}"
    for file, of_file in groupby(waiting, key=lambda page: page.archive_file):
        pages = list(wanted(Archive(settings.archive), file, {page.archive_offset for page in of_file}))
        digests = digest_all(jobs(settings.archive, pages, known, settings.indicators), settings.processes)
        while batch := list(islice(digests, BATCH)):
            warehouse.load(Batch(run_id=run_id, digests=batch, rules_version=rules_version(), trial=True))
            for digest in batch:
                progress.digested(digest)


def wanted(archive: Archive, file: str, offsets: set[int]) -> Iterator[Page]:
    """The articles at these places of a file, and every page that may continue one; without their bodies."""
    for page in archive.scan(file):
        if page.role == "further" or page.archive_offset in offsets:
            yield replace(page, body=b"")
