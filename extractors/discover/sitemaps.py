"""Sitemaps, news sitemaps, their indexes, and the plain form with one address a line; gzipped or not.

Sub-sitemaps come newest first, so that a visit that follows few of them sees the news. An address that ends like a
column (`/xwzx/`, `index.html`) is no article.
"""

from __future__ import annotations

from datetime import date

from extractors.discover.lists import COLUMN, MEDIA
from extractors.discover.moments import day_of
from extractors.discover.xml import GZIP, children, name, text, tree
from extractors.read.decode import decode
from extractors.records import Link, Listing, Page
from extractors.urls import absolute

MOST = 50_000  # addresses in one file, by the protocol


def sitemap(page: Page, encoding: str | None = None) -> Listing:
    """The pages a sitemap names, or the sitemaps an index names."""
    if not page.body.startswith(GZIP) and b"<" not in page.body[:1000]:
        lines = decode(page.body, page.headers, encoding).text.splitlines()[:MOST]
        found = (absolute(page.final_url, line) for line in lines if line.strip().startswith("http"))
        return Listing(tuple(_link(url, page, "", None) for url in found if url and not _column(url)))
    root = tree(page.body, encoding, page.headers)
    if root is None:
        return Listing()
    links: list[Link] = []
    indexes: dict[str, date] = {}
    for element in root.iter():
        kind = name(element)
        if kind not in ("url", "sitemap"):
            continue
        parts = children(element)
        url = absolute(page.final_url, text(parts.get("loc")))
        changed = day_of(text(parts.get("lastmod")))
        if url is None:
            continue
        if kind == "sitemap":
            indexes.setdefault(url, changed or date.min)
        elif not _column(url) and len(links) < MOST:
            news = children(parts["news"]) if "news" in parts else {}
            said = day_of(text(news.get("publication_date"))) or changed
            links.append(_link(url, page, text(news.get("title")), said))
    newest_first = sorted(indexes, key=lambda url: indexes[url], reverse=True)
    return Listing(tuple(links), tuple(newest_first))


def _link(url: str, page: Page, title: str, day: date | None) -> Link:
    return Link(url, page.source_id, page.fetched_at, title, day)


def _column(url: str) -> bool:
    path = "/" + url.split("://", 1)[-1].partition("/")[2]
    return bool(COLUMN.search(path) or MEDIA.search(path))
