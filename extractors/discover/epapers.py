"""E-papers: one index a day, whose pages (版) name their articles.

The families of software that Chinese newspapers use differ in names only (`node_01.htm` and `content_12345.htm`,
`l01.html`, `vA1.shtml`, `Page01BC.htm`, `Qpaper.html`); in all of them the day stands in the addresses of the issue's
pages and articles alike. So a link with the day of the index in it belongs to the issue; it is a page of it if its file
is named like one, else an article. Links to other days (the calendar, 上一期) are left alone.

>>> from hashlib import sha256
>>> from datetime import UTC, datetime
>>> source = Source("340400-a", "a", "340400", "epaper", "http://p.example.cn/html/{yyyy}-{mm}/{dd}/node_1.htm")
>>> html = b'<a href="node_2.htm">2</a><a href="content_9.htm">9</a><a href="../22/node_1.htm">&lt;</a>'
>>> url, at = filled(source.url, date(2026, 11, 23)), datetime(2026, 11, 23, tzinfo=UTC)
>>> found = index(Page(url, url, source.id, at, 200, {}, html, sha256(html).hexdigest(), "list"), source)
>>> [link.url[-13:] for link in found.links], [url[-10:] for url in found.next_pages]
(['content_9.htm'], ['node_2.htm'])
"""

from __future__ import annotations

import re
from datetime import date
from urllib.parse import urlsplit

from extractors.discover.lists import MEDIA, base_of
from extractors.read.decode import decode
from extractors.read.tree import attribute, parse, words
from extractors.records import Link, Listing, Page, Source
from extractors.urls import absolute, canonical, date_in

FIELD = re.compile(r"\{(yyyy|yy|mm|dd|m|d)\}")
FIELDS = {"yyyy": "{:%Y}", "yy": "{:%y}", "mm": "{:%m}", "dd": "{:%d}", "m": "{0.month}", "d": "{0.day}"}
DIGITS = {"yyyy": r"\d{4}", "yy": r"\d{2}", "mm": r"\d{2}", "dd": r"\d{2}", "m": r"\d{1,2}", "d": r"\d{1,2}"}
# node_01.htm · node_A01.html · nbs.D110000gmrb_01.htm · vA1.shtml · l01.html · colA01.html · Page01BC.htm · page_02.htm
# · szbzA1.Html · QpaperA2.html · 02/default.htm · 20261123_002.html
PAGE = re.compile(
    r"/(?:(?i:node_?[a-z]{0,2}\d+[a-z]?|nbs\.\w{5,30}|index|default|qpaper|paper|page)|\d{8}_\d{3}"
    r"|(?i:v|l|n_|col_?|page_?|szbz|qpaper|layout_?)?[A-Z]{0,3}\d{1,3}[A-Z]{0,3})\.(?i:s?html?|jhtml|aspx?)$"
)
PAGE_FILE = re.compile(r"\.(?:s?html?|jhtml|aspx?|jsp|php)$|/[^./]*$", re.IGNORECASE)
MOST = 2_000


def filled(template: str, day: date) -> str:
    """The template's address for a day."""
    return FIELD.sub(lambda m: FIELDS[m[1]].format(day), template)


def index(page: Page, source: Source) -> Listing:
    """The articles of a page of the issue, and the issue's other pages."""
    url = canonical(page.final_url)
    day = issue_day(page.url, source.url) or issue_day(page.final_url, source.url) or date_in(url)
    if day is None:
        return Listing()
    root = parse(decode(page.body, page.headers, source.encoding).text)
    base = base_of(root, url)
    pages: dict[str, None] = {}
    articles: dict[str, str] = {}
    for element in root.iter("a", "area"):  # the picture of a page is an image map of its articles
        there = absolute(base, attribute(element, "href"))
        if there is None or there == url or not of_day(there, day):
            continue
        path = urlsplit(there).path
        if PAGE.search(path):
            pages.setdefault(there)
        elif PAGE_FILE.search(path) and not MEDIA.search(path) and len(articles) < MOST:
            said = words(element) or attribute(element, "title") or attribute(element, "alt")
            articles[there] = articles.get(there) or said
    links = tuple(Link(there, page.source_id, page.fetched_at, said, day) for there, said in articles.items())
    return Listing(links, tuple(pages))


def issue_day(url: str, template: str) -> date | None:
    """The day in an address that the template made, or one beside it (node_02 in the same folder).

    >>> issue_day("http://p.example.cn/202611/23/node_02.html", "http://p.example.cn/{yyyy}{mm}/{dd}/node_01.html")
    datetime.date(2026, 11, 23)
    """
    last = max((m.end() for m in FIELD.finditer(template)), default=0)
    pattern, seen = "", set[str]()
    for piece in re.split(r"(\{[a-z]+\})", template[:last].split("://", 1)[-1]):
        field = piece.strip("{}")
        if piece.startswith("{") and field in DIGITS:
            pattern += rf"(?P={field})" if field in seen else rf"(?P<{field}>{DIGITS[field]})"
            seen.add(field)
        else:
            pattern += re.escape(piece)
    m = re.match(pattern, url.split("://", 1)[-1])
    if m is None:
        return None
    found = m.groupdict()
    try:
        year = int(found.get("yyyy") or f"20{found['yy']}")
        return date(year, int(found.get("mm") or found["m"]), int(found.get("dd") or found["d"]))
    except (KeyError, ValueError):
        return None


def of_day(url: str, day: date) -> bool:
    """Whether the path names the day: 2026-11/23, 202611/23, 20261123, 2026/11/23, 2026/1123.

    >>> of_day("http://p.example.cn/content/202611/23/content_1.html", date(2026, 11, 23))
    True
    """
    path = url.split("://", 1)[-1].partition("/")[2]
    wanted = rf"(?<!\d){day:%Y}[-/_.]?(?:{day:%m}[-/_.]?{day:%d}|{day.month}[-/_.]{day.day})(?!\d)"
    return re.search(wanted, path) is not None
