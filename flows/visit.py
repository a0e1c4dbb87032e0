"""Visiting sources: follow their lists, fetch what is new, archive every answer before anything reads it.

Hosts are visited side by side, the pages of one host one after the other. A source that fails is reported and left
behind; what it had given until then is kept. Nothing here touches the warehouse: what is known comes in, what was
found goes out, and all of it can be found again in the archive file.
"""

from collections import Counter, deque
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from threading import Lock
from typing import Literal
from urllib.parse import urlsplit

from extractors.archive import Archive
from extractors.discover import entry_urls, listing
from extractors.errors import ArchiveError, FetchError
from extractors.fetch import Fetcher
from extractors.read import next_page
from extractors.records import Fetch, Link, Page, Reject, Role, Source, Stage
from flows.settings import Settings
from flows.wanted import Memory, Wanted
from warehouse import Visit

FURTHER_PAGES = 20  # of one article
WHOLE = 5000  # list pages of a source that is read to its end


class Findings:
    """What a visit of one or several sources brought. Pages are without body: they lie in the archive.

    A plain class, because Prefect would walk through every record of a dataclass that is handed to a task.
    """

    def __init__(self) -> None:
        self.pages: list[Page] = []
        self.links: list[Link] = []
        self.fetches: list[Fetch] = []
        self.rejects: list[Reject] = []
        self.visits: list[Visit] = []

    def add(self, other: "Findings") -> None:
        self.pages += other.pages
        self.links += other.links
        self.fetches += other.fetches
        self.rejects += other.rejects
        self.visits += other.visits


def visit(
    sources: Sequence[Source],
    memory: Memory,
    archive_name: str,
    settings: Settings,
    fetcher: Fetcher,
    *,
    day: date,
    since: date | None = None,
    whole: bool = False,
    on_page: Callable[[Page], None] = lambda page: None,
) -> tuple[Findings, str | None]:
    """Visit a group of sources once, into one archive file, whose name is returned too.

    The fetcher is that of the whole run: it knows what other groups ask of a host at the same time.
    `day` dates the e-papers; links known to be older than `since` are left. `whole`: everything from `since` to `day`,
    which is every issue of an e-paper, and of a list its pages to the end, but for links known to be younger.
    `on_page` is told of every page archived (progress). Raises ArchiveError when the archive cannot be written.
    """
    found = Findings()
    by_host: dict[str, list[Source]] = {}
    for source in sources:
        by_host.setdefault(urlsplit(source.url).netloc, []).append(source)
    lock = Lock()
    archive = Archive(settings.archive)
    with archive.writer(archive_name, datetime.now(UTC)) as writer:

        def keep(page: Page) -> Page:
            with lock:
                kept = writer.write(page)
                on_page(kept)
            return kept

        def visit_host(of_host: list[Source]) -> Findings:
            here = Findings()
            for source in of_host:
                here.add(_Visit(source, memory, fetcher, keep, day, since, whole).run())
            return here

        with ThreadPoolExecutor(max_workers=max(1, min(settings.threads, len(by_host)))) as pool:
            for findings in pool.map(visit_host, by_host.values()):
                found.add(findings)
    return found, writer.file


class _Visit:
    """One source, one visit: first its lists, then the new pages they name."""

    def __init__(
        self,
        source: Source,
        memory: Memory,
        fetcher: Fetcher,
        keep: Callable[[Page], Page],
        day: date,
        since: date | None,
        whole: bool,
    ) -> None:
        self.source = replace(source, max_pages=WHOLE) if whole else source
        self.memory = memory
        self.fetcher = fetcher
        self.keep = keep
        self.day = day
        self.since = since
        self.whole = whole
        before = memory.visits.get(source.id)
        self.caught_up = before is not None and before.complete and not whole
        self.found = Findings()
        self.links: dict[str, Link] = {}
        self.began = datetime.now(UTC)
        self.wanted = Wanted(source.id, memory.links, self.began, day, since, whole)

    def run(self) -> Findings:
        """Visit the source. Whatever goes wrong is a reject of it; raises ArchiveError alone, which is everyone's."""
        lists_complete = False
        try:
            complete = self.follow_lists()
            for url in self.wanted.urls(self.links.values()):
                self.take(url)
            lists_complete = complete
        except ArchiveError:
            raise
        except Exception as error:  # one odd source never stops the others
            detail = f"{type(error).__name__}: {error}"[:500]
            self.found.rejects.append(
                Reject("discover", self.source.url, "visit failed", detail, datetime.now(UTC), self.source.id)
            )
        self.found.links.extend(self.links.values())
        outcomes = Counter(f.outcome for f in self.found.fetches if f.role == "article")
        lists = [f for f in self.found.fetches if f.role == "list"]
        self.found.visits.append(
            Visit(
                source_id=self.source.id,
                at=self.began,
                complete=lists_complete,
                discovered=len(self.links),
                fetched=outcomes["fetched"],
                unchanged=sum(f.outcome == "unchanged" for f in lists),
                failed=outcomes["failed"],
                list_pages=len(lists),
            )
        )
        return self.found

    def follow_lists(self) -> bool:
        """Read list pages, newest first, until one brings nothing new; False when one could not be had.

        A page whose links are all too old is the last one. False, too, where a list that should not be empty is: it is
        read again next time, or the server's answer that it has not changed would pass for news.
        """
        queue, seen = deque(self.entries()), set[str]()
        complete, empty = True, not self.source.may_be_empty
        while queue and len(seen) < self.source.max_pages:
            url = queue.popleft()
            if url in seen:
                continue
            seen.add(url)
            page, had = self.fetch(url, "list", conditional=self.caught_up)
            complete &= had
            if page is None or not page.body:
                empty &= page is not None or not had
                continue
            offered = listing(page, self.source)
            empty &= not offered.links
            fresh = [link for link in offered.links if self.wanted.wants(link)]
            for link in offered.links:
                if self.wanted.in_time(link):
                    self.links.setdefault(link.url, link)
            all_old = bool(offered.links) and all(self.wanted.too_old(link) for link in offered.links)
            if not all_old and (not self.caught_up or fresh or not offered.links):
                queue.extend(url for url in offered.next_pages if url not in seen)
        return complete and not empty

    def entries(self) -> dict[str, None]:
        """Where to begin: once, or at the issue of each day."""
        days = (self.day - self.since).days if self.whole and self.since else 0
        urls = (entry_urls(self.source, self.day - timedelta(days=back)) for back in range(days + 1))
        return dict.fromkeys(url for of_day in urls for url in of_day)

    def take(self, url: str) -> None:
        """Fetch an article with all its pages."""
        first, _ = self.fetch(url, "article")
        pages = [first] if first else []
        seen = {url}
        while pages and len(pages) < FURTHER_PAGES:
            following = next_page(pages[-1])
            if following is None or following in seen:
                break
            seen.add(following)
            page, had = self.fetch(following, "further")
            if page is None and not had:  # half an article would pass for the whole: take all of it another time
                self.log(url, "article", datetime.now(UTC), outcome="failed", reason="further page failed", retry=True)
                return
            if page is None:
                break
            pages.append(page)
        self.found.pages.extend(replace(page, body=b"") for page in pages)

    def fetch(self, url: str, role: Role, *, conditional: bool = False) -> tuple[Page | None, bool]:
        """The page with its body, archived; and whether that is final (a passing fault is not)."""
        known = self.memory.links.get(url)
        if not self.source.conditional or not (conditional or role == "article"):
            known = None
        at = datetime.now(UTC)
        try:
            page = self.fetcher.get(
                url,
                self.source,
                role=role,
                etag=known.etag if known else None,
                last_modified=known.last_modified if known else None,
            )
        except FetchError as error:
            outcome: Literal["failed", "refused"] = "failed" if error.retry else "refused"
            self.log(url, role, at, outcome=outcome, reason=error.reason, retry=error.retry)
            stage: Stage = "discover" if role == "list" else "fetch"
            self.found.rejects.append(Reject(stage, url, error.reason, error.detail, at, self.source.id))
            return None, not error.retry and role != "list"
        if page is None or (role == "article" and known is not None and page.sha256 == known.sha256):
            self.log(url, role, at, outcome="unchanged", status=page.status if page else 304)
            return None, True
        kept = self.keep(page)
        self.log(url, role, at, outcome="fetched", status=page.status, size=len(page.body))
        if role == "list":
            self.found.pages.append(replace(kept, body=b""))
        return kept, True

    def log(
        self,
        url: str,
        role: Role,
        at: datetime,
        *,
        outcome: Literal["fetched", "unchanged", "failed", "refused"],
        reason: str = "",
        status: int | None = None,
        size: int = 0,
        retry: bool = False,
    ) -> None:
        elapsed_s = round((datetime.now(UTC) - at).total_seconds(), 3)
        self.found.fetches.append(Fetch(url, self.source.id, role, at, outcome, reason, status, size, elapsed_s, retry))
