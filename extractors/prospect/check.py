"""What a source yields: its links, its newest day, whether its articles can be read, and why not.

The verdicts, from good to bad: good · stale: nothing new for a long time · unreadable: articles are listed, but few can
be read · no articles: the address answers, but lists none · home page only: no list is known, those found are
proposed · out of reach: the address cannot be had.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from extractors.discover import entry_urls, listing
from extractors.errors import FetchError, Unreadable
from extractors.fetch import Fetcher
from extractors.prospect.propose import propose
from extractors.read import read
from extractors.records import Article, Link, Listing, Page, Source
from extractors.sources import Sources

Verdict = Literal["good", "stale", "unreadable", "no articles", "home page only", "out of reach"]
SHANGHAI = ZoneInfo("Asia/Shanghai")
STALE = timedelta(days=45)
ISSUES = 7  # days back on which an e-paper is looked for: some pause for a weekend or a feast
FURTHER = 3  # list pages after the first


@dataclass(frozen=True, slots=True)
class Tried:
    """An article that was tried: its title if it could be read, else why not."""

    url: str
    title: str = ""
    reason: str = ""
    detail: str = ""
    published: date | None = None
    characters: int = 0


@dataclass(frozen=True, slots=True)
class CheckReport:
    """What `check` found. `why` is one sentence for people; `proposals` are other sources of the same site."""

    source: Source
    verdict: Verdict
    why: str
    links: int = 0
    list_pages: int = 0
    newest: date | None = None
    tried: tuple[Tried, ...] = ()
    proposals: tuple[Source, ...] = ()

    @property
    def readable(self) -> int:
        return sum(1 for one in self.tried if not one.reason)


def check(
    fetcher: Fetcher, source: Source, *, at: datetime, articles: int = 3, known: Sources | None = None
) -> CheckReport:
    """Visits the source once, reads its newest articles and says what came of it. Never raises for what a site does."""
    today = at.astimezone(SHANGHAI).date()
    if source.status == "home page only":
        return _home_page(fetcher, source, at, known)
    try:
        first = _first_page(fetcher, source, today)
    except FetchError as error:
        return CheckReport(source, "out of reach", f"{error.reason}: {error.detail}")
    links, list_pages = _links(fetcher, source, first)
    if not links:
        others = _proposals(fetcher, source, at, known)
        return CheckReport(source, "no articles", _nothing(source, first, others), 0, list_pages, proposals=others)
    newest_first = sorted(links, key=lambda link: link.date_hint or date.min, reverse=True)
    tried = tuple(_try(fetcher, link, source) for link in newest_first[:articles])
    days = [day for day in (*(link.date_hint for link in links), *(one.published for one in tried)) if day]
    newest = max((day for day in days if day <= today + timedelta(days=1)), default=None)
    verdict, why = _verdict(tried, newest, today)
    return CheckReport(source, verdict, why, len(links), list_pages, newest, tried)


def check_all(
    fetcher: Fetcher,
    sources: Iterable[Source],
    *,
    at: datetime,
    articles: int = 3,
    known: Sources | None = None,
    threads: int = 16,
) -> Iterator[CheckReport]:
    """Checks many sources, hosts side by side, the sources of one host one after the other; reports as they come."""
    by_host: dict[str, list[Source]] = {}
    for source in sources:
        by_host.setdefault(urlsplit(source.url).netloc, []).append(source)

    def of_host(members: list[Source]) -> list[CheckReport]:
        return [check(fetcher, source, at=at, articles=articles, known=known) for source in members]

    with ThreadPoolExecutor(max_workers=max(1, min(threads, len(by_host)))) as pool:
        for done in as_completed([pool.submit(of_host, members) for members in by_host.values()]):
            yield from done.result()


def _first_page(fetcher: Fetcher, source: Source, today: date) -> Page:
    """The entry page; of an e-paper the newest issue."""
    failure = FetchError("not found", source.url)
    for back in range(ISSUES if source.kind == "epaper" else 1):
        try:
            (url,) = entry_urls(source, today - timedelta(days=back))
            page = fetcher.get(url, source, role="list")
            if page is not None:
                return page
        except FetchError as error:
            failure = error
            if error.reason != "not found":
                break
    raise failure


def _links(fetcher: Fetcher, source: Source, first: Page) -> tuple[list[Link], int]:
    """The links of the first list pages, and how many pages were read. A list's first page says enough."""
    found = listing(first, source)
    links, read_pages = {link.url: link for link in found.links}, 1
    for url in _worth_following(source, found):
        try:
            page = fetcher.get(url, source, role="list")
        except FetchError:
            continue
        read_pages += 1
        for link in listing(page, source).links if page else ():
            links.setdefault(link.url, link)
    return list(links.values()), read_pages


def _worth_following(source: Source, found: Listing) -> Iterable[str]:
    return () if source.kind in ("list", "feed") and found.links else found.next_pages[:FURTHER]


def _try(fetcher: Fetcher, link: Link, source: Source) -> Tried:
    try:
        page = fetcher.get(link.url, source)
        article: Article | None = read(page, source) if page else None
    except (FetchError, Unreadable) as error:
        return Tried(link.url, link.anchor, error.reason, error.detail)
    if article is None:
        return Tried(link.url, link.anchor, "bad status", "304 without having asked")
    published = article.published.date() if article.published else None
    return Tried(link.url, article.title, "", "", published, len(article.text))


def _verdict(tried: tuple[Tried, ...], newest: date | None, today: date) -> tuple[Verdict, str]:
    bad = [one for one in tried if one.reason]
    if tried and len(bad) * 2 > len(tried):
        return (
            "unreadable",
            f"{len(bad)} of {len(tried)} articles tried: {', '.join(sorted({one.reason for one in bad}))}",
        )
    if newest is not None and newest < today - STALE:
        return "stale", f"the newest article is of {newest}"
    return "good", f"{len(tried) - len(bad)} of {len(tried)} articles tried can be read"


def _home_page(fetcher: Fetcher, source: Source, at: datetime, known: Sources | None) -> CheckReport:
    try:
        found = tuple(propose(fetcher, source.url, at=at, known=known, home=source.home, local=source.local))
    except FetchError as error:
        return CheckReport(source, "out of reach", f"{error.reason}: {error.detail}")
    why = f"{len(found)} lists found on it" if found else "no list of news was recognised on it"
    return CheckReport(source, "home page only", why, proposals=found)


def _proposals(fetcher: Fetcher, source: Source, at: datetime, known: Sources | None) -> tuple[Source, ...]:
    """Other sources of the site, where the address known lists nothing: sites are redesigned."""
    if source.kind == "epaper":
        return ()
    scheme, _, rest = source.url.partition("://")
    front = f"{scheme}://{rest.partition('/')[0]}/"
    try:
        return tuple(propose(fetcher, front, at=at, known=known, home=source.home, local=source.local))
    except FetchError:
        return ()


def _nothing(source: Source, first: Page, others: tuple[Source, ...]) -> str:
    """One sentence on a list without articles."""
    try:
        read(first, source)
        shown = "it reads like an article"
    except Unreadable as error:
        shown = f"it is a page of the kind: {error.reason}"
    instead = f"; {len(others)} other lists found on the site" if others else ""
    return f"the address answers with {len(first.body)} bytes and no link to an article; {shown}{instead}"
