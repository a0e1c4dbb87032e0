"""What a source offers on a day: where to begin, and what a page of it leads to.

>>> from datetime import UTC, datetime
>>> paper = Source("340400-hnrb", "淮南日报", "340400", "epaper", "http://p.example.cn/{yyyy}{mm}/{dd}/node_01.html")
>>> entry_urls(paper, date(2026, 11, 23))
('http://p.example.cn/202611/23/node_01.html',)

Whatever the kind of source, of the links found only those stay that lead to the source's own site (or to hosts it
allows), to no trap, and not back to where they stand. Lists themselves are read in `lists`, feeds in `feeds`, sitemaps
in `sitemaps`, e-papers in `epapers`.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from datetime import date
from itertools import islice
from urllib.parse import urlsplit

from extractors.discover import epapers, feeds, lists, sitemaps
from extractors.discover.onward import onward
from extractors.discover.readon import read_on
from extractors.read.decode import decode
from extractors.records import Link, Listing, Page, Source
from extractors.urls import canonical, date_in, host, same_site

NUMERIC_HOST = re.compile(r"[\d.]+|.*:.*|localhost")
DEEPEST = 15  # folders in a path
SAME_FOLDER = 2  # times that one name may stand in a path: /a/b/a/b/a/b/ is a site that answers everything
MOST_PARAMETERS = 12
MOST_NEXT = 500


def entry_urls(source: Source, day: date) -> tuple[str, ...]:
    """Where a visit on this day begins."""
    if source.kind == "epaper":
        return (epapers.filled(source.url, day),)
    return (source.url,)


def listing(page: Page, source: Source) -> Listing:
    """The articles and further list pages that a fetched page of this source offers, in its order.

    A page that is nothing of the kind (an error page, noise) offers nothing; what it is told as is the caller's to say.
    """
    found = _read(page, source)
    here = {canonical(page.url), canonical(page.final_url), canonical(source.url)}
    links: dict[str, Link] = {}
    for link in found.links:
        url = canonical(link.url)
        if url not in here and belongs(url, page.final_url, source) and not trap(url):
            link = replace(link, url=url, source_id=source.id, date_hint=link.date_hint or date_in(url))
            links.setdefault(url, link)
    further = dict.fromkeys(canonical(url) for url in found.next_pages)
    next_pages = (u for u in further if u not in here and belongs(u, page.final_url, source) and not trap(u))
    return Listing(tuple(links.values()), tuple(islice(next_pages, MOST_NEXT)))


def _read(page: Page, source: Source) -> Listing:
    match source.kind:
        case "feed":
            return feeds.feed(page, source.encoding)
        case "sitemap":
            return sitemaps.sitemap(page, source.encoding)
        case "epaper":
            return epapers.index(page, source)
        case _:
            text = decode(page.body, page.headers, source.encoding).text
            found = lists.links(text, page.final_url, source.id, page.fetched_at, allow_hosts=source.allow_hosts)
            if not found.links:
                more = read_on(text, canonical(page.final_url))
                there = onward(text, page.final_url)
                links = tuple(Link(url, source.id, page.fetched_at) for url in more)
                found = Listing(links, found.next_pages + ((there,) if there else ()))
            return found


def belongs(url: str, here: str, source: Source) -> bool:
    """Whether a URL is of the source's site, of the site that answered for it, or of a host it allows.

    >>> local = Source("a", "a", None, "list", "http://127.0.0.1:8001/")
    >>> belongs("http://127.0.0.1:8002/1.html", "http://127.0.0.1:8001/", local)
    False
    """
    if host(url) in source.allow_hosts or urlsplit(url).netloc in source.allow_hosts:
        return True
    for known in (source.url, here):
        if NUMERIC_HOST.fullmatch(host(url)):  # of a bare address each port is a site of its own
            if urlsplit(url).netloc == urlsplit(known).netloc:
                return True
        elif same_site(url, known):
            return True
    return False


def trap(url: str) -> bool:
    """Whether a URL looks made by a site that answers everything: folders repeated, parameters without end.

    >>> trap("http://a.example/xw/xw/xw/1.html"), trap("http://a.example/art/2024/5/5/art_1.html")
    (True, False)
    """
    path, _, query = url.split("://", 1)[-1].partition("/")[2].partition("?")
    folders = path.split("/")
    repeated = Counter(folder for folder in folders[:-1] if folder and not folder.isdigit())
    return (
        len(folders) > DEEPEST
        or any(count > SAME_FOLDER for count in repeated.values())
        or query.count("&") >= MOST_PARAMETERS
    )
