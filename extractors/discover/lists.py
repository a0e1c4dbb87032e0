"""List pages: which of their links are articles, and where the list goes on.

A list page of a Chinese government site is two hundred links, twenty of them news. A link counts as an article by
the shape of its URL (a day, a long number, a document id), by words of the length of a headline, and by what stands
beside it (a date, neighbours of the same shape in the same place); columns, services and other sites do not.

>>> html = '<a href="/xw/">新闻</a><li><a href="202405/t20240513_8.html">全区夏粮收购工作启动</a><b>05-13</b>'
>>> found = links(html + '<script>createPageHTML(3, 0, "index", "html")</script>', "http://x.gov.cn/xw/")
>>> [(link.url, link.anchor, str(link.date_hint)) for link in found.links]
[('http://x.gov.cn/xw/202405/t20240513_8.html', '全区夏粮收购工作启动', '2024-05-13')]
>>> found.next_pages
('http://x.gov.cn/xw/index_1.html', 'http://x.gov.cn/xw/index_2.html')

Entries that a template keeps in a data island or a comment for its script to show are read where the page itself shows
none. Not read: lists that a script asks a server for.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import islice

from lxml.html import HtmlElement

from extractors.discover.pagers import next_pages
from extractors.read.decode import decode
from extractors.read.tree import attribute, parse, words
from extractors.records import Link, Listing
from extractors.text import fold
from extractors.urls import absolute, canonical, date_in, host, same_site

UNKNOWN = datetime(1970, 1, 1, tzinfo=UTC)
HEADLINE = 9  # letters from which an anchor reads like a headline
SHORT_HEADLINE = 5  # with a date beside it
GROUP = 4  # neighbours of one shape that make a list
MOST_LINKS = 3_000
HAN = re.compile(r"[\u3400-\u9fff]")
DOCUMENT = re.compile(
    # t20240513_123.html · content_123456.html · c672769/content.html
    r"/t\d{8}_\d+|/(?:content|art|article|post|news|detail|show|view|doc|info|p|n|c|a)[_/-]?\d{4,}|/c\d{4,}/"
    # /info/1003/2345.htm · /1234.html · /a12345.shtml · /show-12-345-1.html · /202407031234/index.html
    r"|/info/\d+/\d+\.|/\d{4,}(?:_\d+)?\.(?:s?html?|jhtml|aspx?|php|jsp)$|/\d{6,}/?$|/\d{8,}/index\.s?html?$"
    r"|/[a-z]*\d{5,}\.(?:s?html?|jhtml|aspx?|php|jsp)$|/(?:show|view|detail|article)-\d+-\d+"
    # FGK7NCOR0001899O.html · 0f3c5d7e9a1b2c4d.html
    r"|/(?=[A-Z0-9]{0,40}\d)[A-Z0-9]{12,40}\.html?$|/[0-9a-f]{16,40}(?:\.s?html?|/?$)"
    r"|[?&](?:id|aid|nid|articleid|newsid|contentid|infoid|docid|guid|itemid)=[\w-]{2,}",
    re.I,
)
COLUMN = re.compile(
    r"/(?:index|default|list|node|col|channel|column|more|search)[\w-]{0,24}(?:\.\w{2,5})?$|/$|/col/col\d+/", re.I
)
OTHER = re.compile(
    r"/(?:photoview|photo|pic|gallery|video|v|live|special|zhuanti|zt|subject|tag|tags|user|login|search|app|download)/",
    re.I,
)
FILE = re.compile(r"\.(?:pdf|docx?|wps|ofd)$", re.I)
MEDIA = re.compile(r"\.(?:jpe?g|png|gif|zip|rar|mp[34]|xlsx?|apk|exe|css|js|swf|flv|m3u8)$", re.I)
ISLAND = (re.compile(r"<record>\s*<!\[CDATA\["), "]]>")
COMMENT = (re.compile(r"<!--"), "-->")
FULL_DATE = re.compile(r"(?<!\d)((?:19|20)\d\d)\s?[-/.年]\s?(\d{1,2})\s?[-/.月]\s?(\d{1,2})(?!\d)")
MONTH_DAY = re.compile(r"(?<![\d-])(\d{1,2})\s?[-/.月]\s?(\d{1,2})(?![\d-]|[.:]\d)")


@dataclass(frozen=True, slots=True)
class Anchor:
    """A link of the page: where to, its words, the text beside it in its row, the kind of place it stands in."""

    url: str
    text: str
    beside: str
    place: str


def links(
    html: bytes | str,
    url: str,
    source_id: str = "",
    at: datetime = UNKNOWN,
    *,
    allow_hosts: Sequence[str] = (),
    encoding: str | None = None,
) -> Listing:
    """The articles a list page offers, in its order, and the pages on which the list goes on. Never raises.

    `at`: when the page was fetched, for dates without a year. `allow_hosts`: other hosts whose articles count.
    """
    text = html if isinstance(html, str) else decode(html, None, encoding).text
    here = canonical(url)
    root = parse(text)
    base = base_of(root, here)
    found = articles(anchors(root, base), here, allow_hosts)
    if not found:
        hidden = "".join(enclosed(text, *ISLAND)) or "".join(enclosed(text, *COMMENT))
        found = articles(anchors(parse(hidden), base), here, allow_hosts) if "<a" in hidden else []
    chosen = {anchor.url: anchor for anchor in reversed(found)}
    offered = dict.fromkeys(anchor.url for anchor in found)
    listed = (Link(one, source_id, at, chosen[one].text, hint(chosen[one], at)) for one in offered)
    return Listing(tuple(listed)[:MOST_LINKS], next_pages(text, root, here, base, tuple(offered)))


def enclosed(text: str, opening: re.Pattern[str], closing: str) -> Iterator[str]:
    """What stands between an opening and the next closing, each time, in one pass: one never closed ends the search.

    >>> list(enclosed("<!--一--><b><!--二--><!--", *COMMENT))
    ['一', '二']
    """
    at = 0
    while (m := opening.search(text, at)) and (end := text.find(closing, m.end())) >= 0:
        yield text[m.end() : end]
        at = end + len(closing)


def base_of(root: HtmlElement, url: str) -> str:
    """What relative links refer to: `<base href>`, else the page."""
    element = root.find(".//base")
    return (absolute(url, attribute(element, "href")) if element is not None else None) or url


def anchors(root: HtmlElement, base: str) -> Iterator[Anchor]:
    """Every link with words, and the row it stands in."""
    known: dict[HtmlElement, bool] = {}
    for a in root.iter("a"):
        there = absolute(base, attribute(a, "href"))
        said = words(a)
        full = " ".join(attribute(a, "title").split())
        if there and (said or full):
            # 标题… in the text, the whole title in the attribute
            stem = said.rstrip(".…· ")
            longer = len(full) > len(stem) and (not stem or stem[:6] in full)
            yield Anchor(there, full if longer else said, beside(a, known), place(a))


def beside(a: HtmlElement, known: dict[HtmlElement, bool]) -> str:
    """The text of the smallest element around a link that says more than it, while it holds at most two links.

    `known`: of the elements looked at for other links of the page, whether they hold more than two.
    """
    own = len(words(a))
    element = a.getparent()
    for _ in range(4):
        if element is None or element.tag in ("body", "html"):
            break
        if element not in known:
            known[element] = sum(1 for _ in islice(element.iter("a"), 3)) > 2
        if known[element]:
            break
        text = words(element)
        if len(text) > own:
            return text[:400]
        element = element.getparent()
    return words(a)[:400]


def place(a: HtmlElement) -> str:
    """Tags and classes of the elements around a link: alike for the entries of one list."""
    steps: list[str] = []
    element = a.getparent()
    while element is not None and len(steps) < 4:
        steps.append(f"{element.tag}.{attribute(element, 'class')[:40]}" if len(steps) > 1 else str(element.tag))
        element = element.getparent()
    return " ".join(steps)


def articles(offered: Iterator[Anchor], here: str, allow_hosts: Sequence[str]) -> list[Anchor]:
    """Those of the links that lead to articles."""
    known = [one for one in offered if one.url != here and belongs(one.url, here, allow_hosts)]
    alike = Counter((one.place, shape(one.url)) for one in known if len(one.text) >= HEADLINE)
    foreign = {one.url for one in known if not same_site(one.url, here)}  # of the hosts that the source allows
    return [one for one in known if is_article(one, alike[one.place, shape(one.url)], foreign=one.url in foreign)]


def belongs(url: str, here: str, allow_hosts: Sequence[str]) -> bool:
    """Whether a link stays within the site, or goes to a host the source allows."""
    return same_site(url, here) or host(url) in allow_hosts


def shape(url: str) -> str:
    """A URL with its numbers left out: alike for the articles of one column.

    >>> shape("http://x.gov.cn/art/2024/5/13/art_12_3456.html")
    'http://x.gov.cn/art/0/0/0/art_0_0.html'
    """
    return re.sub(r"\d+", "0", url)


def is_article(one: Anchor, alike: int, *, foreign: bool = False) -> bool:
    """Whether a link leads to an article, all in all. On a foreign host that is allowed, the headline is enough."""
    path = one.url.split("://", 1)[-1].partition("/")[2]
    size = sum(1 for c in one.text if c.isalnum())
    dated = bool(FULL_DATE.search(fold(one.beside)) or MONTH_DAY.search(fold(one.beside)))
    named = bool(date_in(one.url))
    least = HEADLINE - 2 * named
    if dated:
        least = 2 if named else SHORT_HEADLINE  # 更正, 公告: their day stands twice
    if len(HAN.findall(one.text)) < min(least, SHORT_HEADLINE - 1) or size < least:
        return False
    if MEDIA.search(path) or OTHER.search(f"/{path}"):
        return False
    if named or foreign or DOCUMENT.search(f"/{path}"):
        return True
    if FILE.search(path):
        return dated or alike >= GROUP
    if COLUMN.search(f"/{path}"):
        return False
    return dated and alike >= 2 and any(c.isdigit() for c in path)


def hint(one: Anchor, at: datetime) -> date | None:
    """The day a link is said to be of: beside it, or in its URL; a day without a year is the last such day."""
    text = fold(one.beside.replace(one.text, " ", 1))
    if m := FULL_DATE.search(text):
        return valid(int(m[1]), int(m[2]), int(m[3]))
    if day := date_in(one.url):
        return day
    if at != UNKNOWN and (m := MONTH_DAY.search(text)):
        latest = (at + timedelta(days=1)).date()
        found = valid(latest.year, int(m[1]), int(m[2]))
        return valid(latest.year - 1, int(m[1]), int(m[2])) if found and found > latest else found
    return None


def valid(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
