"""RSS (0.9 to 2.0, RDF) and Atom: each entry's link, title and day.

Read as a tree by local names, because Chinese feeds mix namespaces, declare gb2312 and send UTF-8, and leave tags open.
The body of an entry is not read: what counts is the page itself.
"""

from __future__ import annotations

from lxml import etree

from extractors.discover.moments import day_of
from extractors.discover.xml import children, name, text, tree
from extractors.records import Link, Listing, Page
from extractors.urls import absolute

ENTRIES = ("item", "entry")
DATES = ("pubdate", "published", "date", "issued", "updated", "modified", "lastbuilddate")
MOST = 5_000


def feed(page: Page, encoding: str | None = None) -> Listing:
    """The entries of a feed, and the next page of it where it is paged (RFC 5005)."""
    root = tree(page.body, encoding, page.headers)
    if root is None:
        return Listing()
    links: list[Link] = []
    further: list[str] = []
    for element in root.iter():
        kind = name(element)
        if kind in ENTRIES and len(links) < MOST:
            if link := _link(element, page):
                links.append(link)
        elif kind == "link" and element.get("rel") == "next" and name(element.getparent()) not in ENTRIES:  # type: ignore[arg-type]
            further.append(absolute(page.final_url, element.get("href", "")) or "")
    return Listing(tuple(links), tuple(filter(None, further)))


def _link(entry: etree._Element, page: Page) -> Link | None:
    parts = children(entry)
    url = absolute(page.final_url, _address(entry))
    if url is None:
        return None
    day = next((day for part in DATES if part in parts and (day := day_of(text(parts[part])))), None)
    return Link(url, page.source_id, page.fetched_at, text(parts.get("title")), day)


def _address(entry: etree._Element) -> str:
    """An Atom link without rel or with rel=alternate, an RSS link, a guid that is an address, or rdf:about."""
    guid = ""
    for part in entry:
        kind = name(part)
        if kind == "link" and (part.get("href") or text(part)) and part.get("rel", "alternate") == "alternate":
            return part.get("href") or text(part)
        if kind in ("guid", "id") and text(part).startswith("http") and part.get("isPermaLink") != "false":
            guid = text(part)
    about = next((str(value) for key, value in entry.attrib.items() if str(key).endswith("}about")), "")
    return guid or about
