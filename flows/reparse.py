"""Reading the archive anew, by the rules of today: what would change is shown before it counts. No network.

Archived pages that the warehouse does not have (it was lost, or a run was killed) are taken in first. The others are
read into readings on trial, which no figure rests on; then they are adopted, or dropped after the difference was shown.
Interrupted, the next call goes on with the pages that these rules have not read yet.
"""

import secrets
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from itertools import groupby, islice

from extractors import sources
from extractors.archive import Archive
from extractors.read import reader_version
from extractors.records import Page
from flows import progress
from flows.digest import digest_all, jobs, rules
from flows.holdings import must_have_warehouse, must_hold_pages
from flows.report import checked
from flows.run import Run
from flows.settings import SHANGHAI, Settings
from warehouse import Batch, Warehouse, open_warehouse
from warehouse.records import Published
from warehouse.reparse import ArchivedPage, Difference

BATCH = 200  # articles a transaction


@dataclass(frozen=True, slots=True)
class Reparsed:
    """What was read anew, and what it changes. `published` is None where it was only compared.

    `taken_in`: archived pages that were not in the warehouse.
    """

    pages: int
    difference: Difference
    published: Published | None = None
    taken_in: int = 0
    warnings: int = 0  # of the checks, after it was adopted

    @property
    def checked(self) -> str:
        return checked(self.published.withheld, self.warnings) if self.published else ""

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

    Raises WarehouseError when somebody else writes the warehouse for more than `wait_s` seconds, UsageError where there
    is nothing to read or, to compare with, no warehouse.
    """
    if adopt:
        must_hold_pages(settings)
    else:
        must_have_warehouse(settings)
    with open_warehouse(settings.data, wait_s=wait_s) as warehouse:
        taken_in = take_in(settings, warehouse) if adopt else 0
        today = rules(settings.indicators)
        waiting = warehouse.archived(
            rules_version=today, reader_version=reader_version(), source_ids=source_ids, since=since
        )
        read_anew(settings, warehouse, waiting, today)
        difference = warehouse.difference()
        if not adopt:
            warehouse.discard()
            return Reparsed(len(waiting), difference)
        warehouse.adopt()
        warehouse.reconcile()
        warnings = sum(complaint.severity == "warning" for complaint in warehouse.check())
        return Reparsed(len(waiting), difference, warehouse.publish(), taken_in, warnings)


def take_in(settings: Settings, warehouse: Warehouse) -> int:
    """Load the archived pages that were never loaded, or went with a lost warehouse; how many."""
    run = Run(settings, warehouse, (), day=datetime.now(SHANGHAI).date())
    run.prepare()
    return run.replayed


def read_anew(settings: Settings, warehouse: Warehouse, waiting: Sequence[ArchivedPage], today: str) -> None:
    """Load readings on trial by the rules of this version, today's, one archive file after the other."""
    known = sources.load(settings.sources, builtin=settings.builtin_sources).by_id
    run_id = f"reparse-{datetime.now(UTC):%Y%m%dT%H%M%SZ}-{secrets.token_hex(2)}"
    for file, of_file in groupby(waiting, key=lambda page: page.archive_file):
        pages = list(wanted(Archive(settings.archive), file, {page.archive_offset for page in of_file}))
        digests = digest_all(jobs(settings.archive, pages, known, settings.indicators), settings.processes)
        while batch := list(islice(digests, BATCH)):
            warehouse.load(Batch(run_id=run_id, digests=batch, rules_version=today, trial=True))
            for digest in batch:
                progress.digested(digest)


def wanted(archive: Archive, file: str, offsets: set[int]) -> Iterator[Page]:
    """The articles at these places of a file, and every page that may continue one; without their bodies."""
    for page in archive.scan(file):
        if page.role == "further" or page.archive_offset in offsets:
            yield replace(page, body=b"")
