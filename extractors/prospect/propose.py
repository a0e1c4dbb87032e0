"""Which sources a site offers: its own lists of news, a feed, a sitemap or an e-paper, looked at before they are named.

Given a home page: the columns that sound like the district's news (`columns`) are fetched, and those that list articles
are proposed, the best first. Given a list, a feed, a sitemap or a page of an e-paper: that one itself.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from urllib.parse import urlsplit

from extractors.discover import epapers, listing
from extractors.discover.onward import onward
from extractors.discover.xml import name, tree
from extractors.errors import FetchError
from extractors.fetch import Fetcher
from extractors.prospect.columns import Column, columns, score
from extractors.prospect.homes import Home, home_of
from extractors.read.decode import decode
from extractors.read.tree import attribute, parse
from extractors.records import Listing, Page, Source, SourceKind
from extractors.sources import Sources
from extractors.sources.cells import proposed_id
from extractors.urls import absolute, canonical, date_in, host

LOOKS = 12  # columns fetched of one site
MOST = 5  # sources proposed of one site
FEWEST = 5  # articles that make a list
RECENT = timedelta(days=60)
SAME = 0.6  # share of articles in common from which two columns are one
KINDS: Mapping[str, SourceKind] = {
    "rss": "feed", "feed": "feed", "rdf": "feed", "urlset": "sitemap", "sitemapindex": "sitemap",
}  # fmt: skip
INDEX = re.compile(r"/(?:index|default)\.\w+$", re.IGNORECASE)  # of a folder; of none it is a home page
HTML = re.compile(rb"(?:\xef\xbb\xbf)?<(?:!doctype html|html)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Look:
    """A column that was fetched as a source, and what it offers."""

    column: Column
    source: Source
    found: Listing

    def worth(self, day: date) -> float:
        """How good it is as a source: its name, how much it lists, whether that is dated and new."""
        days = [link.date_hint for link in self.found.links if link.date_hint]
        recent = bool(days) and max(days) >= day - RECENT
        mostly_dated = 2 * len(days) > len(self.found.links)
        return self.column.score + min(len(self.found.links), 20) / 4 + 5 * recent + 3 * mostly_dated


def propose(
    fetcher: Fetcher,
    url: str,
    *,
    at: datetime,
    known: Sources | None = None,
    home: str | None = None,
    local: bool = False,
) -> list[Source]:
    """Sources that the site at this address offers, best first; empty if none was recognised.

    `known` gives the homes of hosts the catalogue has, and the ids that are taken. Raises FetchError if the address
    itself cannot be had; columns that cannot are passed over.
    """
    url = url if "://" in url else f"http://{url}"
    asking = Source("proposed", "", home, "list", url, local=local)
    page = _page(fetcher, asking)
    html = decode(page.body, page.headers).text
    about = home_of(html, page.final_url, known)
    about = replace(about, code=home or about.code)
    itself = _itself(page, asking)
    if itself is not None:
        return _named([itself], about, known)
    offered = [*_feeds(html, page.final_url), *columns(html, page.final_url, about.short)]
    looks = _looks(fetcher, offered, asking, about)
    ranked = sorted(looks, key=lambda look: -look.worth(at.date()))
    found = [look.source for look in _different(ranked)][:MOST]
    if not found and len(listing(page, asking).links) >= FEWEST:
        found = [replace(asking, url=page.final_url, name=about.site, status="doubtful")]
    return _named(found, about, known)


def _page(fetcher: Fetcher, source: Source) -> Page:
    """The page at the source's address, or the one a near-empty page sends its reader on to."""
    page = _get(fetcher, source)
    there = onward(decode(page.body, page.headers).text, page.final_url)
    return _get(fetcher, replace(source, url=there)) if there else page


def _get(fetcher: Fetcher, source: Source) -> Page:
    page = fetcher.get(source.url, source, role="list")
    if page is None:  # never: nothing was asked under a condition
        raise FetchError("bad status", source.url)
    return page


def _itself(page: Page, asking: Source) -> Source | None:
    """The source that the page is: a feed, a sitemap, an e-paper's index, a list; None for a home page."""
    url = page.final_url
    if kind := _kind(page):
        return replace(asking, kind=kind, url=url)
    if (day := date_in(url)) and (template := dated(url, day)):
        paper = replace(asking, kind="epaper", url=template)
        issue = epapers.index(page, paper)
        if issue.links and issue.next_pages:
            return paper
    if INDEX.sub("", urlsplit(url).path).strip("/"):
        found = listing(page, asking)
        many = len(found.links) >= FEWEST or (found.links and all(link.date_hint for link in found.links))
        if many and (found.next_pages or _one_column(found, url)):
            return replace(asking, url=url)
    return None


def dated(url: str, day: date) -> str:
    """The template of an e-paper's address; empty if the day is not written in two digits.

    >>> dated("http://p.example.cn/html/2026-11/23/node_1.htm", date(2026, 11, 23))
    'http://p.example.cn/html/{yyyy}-{mm}/{dd}/node_1.htm'
    """
    pattern = rf"{day:%Y}([-/_.]?){day:%m}([-/_.]?){day:%d}"
    template = re.sub(pattern, r"{yyyy}\1{mm}\2{dd}", url)
    return template if template != url else ""


def _one_column(found: Listing, url: str) -> bool:
    """Whether most articles lie below the list, or under one folder: a home page gathers them from everywhere."""
    folders = [re.sub(r"\d+", "0", link.url.rsplit("/", 1)[0]) for link in found.links]
    most = max(folders.count(folder) for folder in set(folders))
    return most * 3 >= len(folders) * 2


def _feeds(html: str, url: str) -> list[Column]:
    """Feeds that the page announces."""
    found = []
    for element in parse(html).iter("link"):
        announced = "alternate" in attribute(element, "rel").lower() and re.search(
            r"(rss|atom)\+xml", attribute(element, "type"), re.IGNORECASE
        )
        if announced and (there := absolute(url, attribute(element, "href"))):
            title = attribute(element, "title") or "RSS"
            found.append(Column(there, title[:20], 8 + score(title)))
    return found


def _looks(fetcher: Fetcher, offered: list[Column], asking: Source, about: Home) -> list[Look]:
    """What the columns list. One that lists next to nothing may be a front page of its own (新闻中心): its columns are
    looked at last."""
    looks: list[Look] = []
    waiting, seen = list(offered[:LOOKS]), {column.url for column in offered}
    for column in waiting:  # grows on the way
        trying = replace(asking, url=column.url, name=f"{about.site} {column.name}".strip())
        try:
            page = _get(fetcher, trying)
        except FetchError:
            continue
        trying = replace(trying, kind=_kind(page) or "list")
        found = listing(page, trying)
        if len(found.links) >= FEWEST:
            looks.append(Look(column, trying, found))
            continue
        below = columns(decode(page.body, page.headers).text, page.final_url, about.short)
        new = [deeper for deeper in below if deeper.url not in seen][: LOOKS - len(waiting)]
        seen.update(deeper.url for deeper in new)
        waiting += new
    return looks


def _kind(page: Page) -> SourceKind | None:
    """feed or sitemap, by the root of the document."""
    if HTML.match(page.body[:1000].lstrip()):
        return None
    root = tree(page.body, None, page.headers)
    return KINDS.get(name(root)) if root is not None else None


def _different(looks: list[Look]) -> list[Look]:
    """Without those that list what a better one lists already."""
    kept: list[tuple[Look, set[str]]] = []
    for look in looks:
        urls = {link.url for link in look.found.links}
        if all(len(urls & others) < SAME * min(len(urls), len(others)) for _, others in kept):
            kept.append((look, urls))
    return [look for look, _ in kept]


def _named(found: list[Source], about: Home, known: Sources | None) -> list[Source]:
    """With home, name and id. A list that the catalogue has already keeps its id; of the others the best takes the one
    under which the site waits with its home page."""
    taken = {source.id: source for source in known or ()}
    at_url = {canonical(source.url): source for source in taken.values()}
    waiting = [s.id for s in taken.values() if s.status == "home page only" and s.home == about.code]
    named: list[Source] = []
    for source in found:
        if same := at_url.get(canonical(source.url)):
            named.append(replace(same, status="active") if same.status == "doubtful" else same)
            continue
        new = replace(source, home=about.code, name=source.name or about.site)
        mine = [one for one in waiting if not named and host(taken[one].url) == host(new.url)]
        new = replace(new, id=mine[0] if mine else proposed_id(new.home, new.url, taken))
        taken[new.id] = new
        named.append(new)
    return named
