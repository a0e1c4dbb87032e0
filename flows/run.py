"""The steps of a run as plain functions: what `harvest` orchestrates, and what can be called without it.

A run works on groups of sources, which share what asks the web. For each group: visit (hosts side by side, one archive
file), then take in (digest in a process pool, load in batches of one transaction each). At the end: reconcile, check,
publish.
"""

import secrets
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from typing import TypeVar

from extractors import sources as source_catalogue
from extractors.archive import Archive
from extractors.discover import listing
from extractors.errors import FangzhiError, UsageError
from extractors.fetch import Fetcher
from extractors.records import Digest, Link, Page, Source
from flows import dimensions, progress
from flows.digest import digest_all, jobs, rules
from flows.report import RunReport, Tally, run_rows
from flows.settings import Settings
from flows.visit import Findings, visit
from flows.wanted import Memory
from warehouse import Batch, Warehouse, open_warehouse

T = TypeVar("T")
GROUP = 100  # sources a group: one task, one archive file
BATCH = 200  # articles a transaction


@dataclass(frozen=True, slots=True)
class Group:
    """Sources that are visited together."""

    name: str
    sources: tuple[Source, ...]


def choose(settings: Settings, ids: Sequence[str] = (), within: str | None = None) -> list[Source]:
    """The sources asked for by id, be they active or not; else the active ones of a district, or all of these.

    Raises UsageError where an id or code finds none.
    """
    known = source_catalogue.load(settings.sources, builtin=settings.builtin_sources)
    if ids:
        return list(known.chosen(ids))
    chosen = list((known if within is None else known.within(within)).active())
    if not chosen:
        raise UsageError("no active source there; add one with `fangzhi sources add URL`")
    return chosen


def groups(sources: Iterable[Source]) -> list[Group]:
    """Sources by province, a hundred at most together."""
    by_province: dict[str, list[Source]] = {}
    for source in sources:
        by_province.setdefault((source.home or "00")[:2], []).append(source)
    return [
        Group(f"{province}-{number:02d}", tuple(part))
        for province, of_province in sorted(by_province.items())
        for number, part in enumerate(_batched(of_province, GROUP))
    ]


class Run:
    """One run of the harvest. The warehouse is open, and locked, for as long as it lasts."""

    def __init__(
        self,
        settings: Settings,
        warehouse: Warehouse,
        sources: Sequence[Source],
        *,
        day: date,
        since: date | None = None,
        whole: bool = False,
    ) -> None:
        """`whole`: everything from `since` to `day`, also where earlier visits had caught up with the lists."""
        self.settings = settings
        self.warehouse = warehouse
        self.sources = {source.id: source for source in sources}
        known = source_catalogue.load(settings.sources, builtin=settings.builtin_sources)
        self.known = {**known.by_id, **self.sources}  # an interrupted run may have visited others
        self.day = day
        self.since = since
        self.whole = whole
        self.began_at = datetime.now(UTC)
        self.run_id = f"{self.began_at:%Y%m%dT%H%M%SZ}-{secrets.token_hex(2)}"
        self.archive = Archive(settings.archive)
        self.rules = rules(settings.indicators)
        self.tally = Tally(sources)
        self.replayed = 0
        self.memories: dict[str, Memory] = {}

    def prepare(self) -> None:
        """Bring the dimensions up to date, then take in what an earlier run archived and could not load."""
        dimensions.refresh(self.warehouse, self.settings)
        for file in self.warehouse.unfinished(self.archive.files()):
            self.replayed += self.replay(file)

    def replay(self, file: str) -> int:
        """Take in an archive file of an interrupted run; how many pages were new."""
        done = self.warehouse.pages_loaded(file)
        found = Findings()
        for page in self.archive.scan(file):
            if page.archive_offset in done:
                continue
            source = self.known.get(page.source_id)
            if page.role == "list" and source is not None:
                found.links.extend(self.offered(page, source))
            found.pages.append(replace(page, body=b""))
        self.take_in(found, file)
        return len(found.pages)

    def offered(self, page: Page, source: Source) -> tuple[Link, ...]:
        try:
            return listing(page, source).links
        except FangzhiError:
            return ()

    def remember(self, group: Group) -> None:
        """Ask the warehouse what it knows of these sources, before they are visited elsewhere."""
        ids = [source.id for source in group.sources]
        self.memories[group.name] = Memory(self.warehouse.known(ids), self.warehouse.visited(ids))

    def visit(self, group: Group, fetcher: Fetcher) -> tuple[Findings, str | None]:
        """What the group gave, and the archive file it lies in."""
        return visit(
            group.sources,
            self.memories.pop(group.name),
            f"{self.run_id}-{group.name}",
            self.settings,
            fetcher,
            day=self.day,
            since=self.since,
            whole=self.whole,
            on_page=progress.fetched,
        )

    def take_in(self, found: Findings, file: str | None) -> None:
        """Digest what was found and load it, batch by batch; the file counts as taken in with the last of them."""
        self.tally.visited(found)
        lists = [page for page in found.pages if page.role == "list"]
        work = jobs(self.settings.archive, found.pages, self.known, self.settings.indicators)
        first = Batch(
            run_id=self.run_id,
            list_pages=lists,
            links=found.links,
            fetches=found.fetches,
            rejects=found.rejects,
        )
        self.warehouse.load(first)
        for digests in _batched(digest_all(work, self.settings.processes), BATCH):
            self.load(digests)
        self.warehouse.load(Batch(run_id=self.run_id, visits=found.visits, archive_files=[file] if file else []))

    def load(self, digests: Sequence[Digest]) -> None:
        """Load them in one transaction."""
        self.warehouse.load(Batch(run_id=self.run_id, digests=digests, rules_version=self.rules))
        for digest in digests:
            self.tally.digested(digest)
            progress.digested(digest)

    def finish(self) -> RunReport:
        """Reconcile, check, write down how it went, and publish."""
        reconciled = self.warehouse.reconcile()
        complaints = self.warehouse.check()
        week = self.warehouse.articles_published(self.day - timedelta(days=6), self.day)
        report = RunReport(
            run_id=self.run_id,
            day=self.day,
            began_at=self.began_at,
            ended_at=datetime.now(UTC),
            sources=self.tally.reports(week),
            replayed=self.replayed,
            figures_added=reconciled.added,
            figures_corrected=reconciled.corrected,
            conflicts=reconciled.conflicts,
            quality=tuple(f"{c.check}: {c.message}" for c in complaints if c.severity == "error"),
            warnings=sum(c.severity == "warning" for c in complaints),
        )
        self.warehouse.record_run(run_rows(report))
        published = self.warehouse.publish()
        return replace(report, figures=published.figures, withheld=published.withheld, views=published.refused_views)


def plainly(
    settings: Settings, sources: Sequence[Source], *, day: date, since: date | None = None, whole: bool = False
) -> RunReport:
    """The whole run without orchestration: what `harvest` does, one step after the other."""
    with Fetcher(settings.politeness) as fetcher, open_warehouse(settings.data) as warehouse:
        run = Run(settings, warehouse, sources, day=day, since=since, whole=whole)
        run.prepare()
        for group in groups(sources):
            run.remember(group)
            run.take_in(*run.visit(group, fetcher))
        return run.finish()


def _batched(items: Iterable[T], size: int) -> Iterator[list[T]]:
    rest = iter(items)
    while batch := list(islice(rest, size)):
        yield batch
