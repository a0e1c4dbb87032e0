"""Articles in several pages: where the next one is.

Within an article the next page has the URL of the first with a number behind it (t20240513_1.html, t20240513_1_1.html;
?page=2); 下一页 that leads elsewhere is the next article or the list. Pages written by script
(`createPageHTML(3, 0, "t20240513_1", "html")`) are known by the call.

>>> from datetime import UTC, datetime
>>> html = '<p>甲</p><a href="t1_2.html">下一页</a><a href="t9.html">下一篇</a>'.encode()
>>> url, day = "http://x.gov.cn/t1.html", datetime(2024, 6, 14, tzinfo=UTC)
>>> page = Page(url, url, "x", day, 200, {}, html, "0")
>>> next_page(page)
'http://x.gov.cn/t1_2.html'
"""

from __future__ import annotations

import re

from extractors.read.decode import decode
from extractors.read.tree import attribute, parse, words
from extractors.records import Page
from extractors.scripted import scripted_pages
from extractors.urls import absolute, canonical

FORWARD = re.compile(
    r"^[\s\[【(（<>＞»›]*(?:下一?页|后一?页|余下全文|下页|next(?:\s?page)?|>{1,2}|›|»)[\s\]】)）>＞»›]*$", re.I
)
# t1.html, t1_2.html, t1-2.html, t1_p2.html, index_2.html; the last number is the page's
NUMBERED = re.compile(r"^(?P<stem>.*?)(?:[_-]p?(?P<number>\d{1,3}))?(?P<suffix>\.\w{2,6})?$")
PAGE_QUERY = re.compile(r"(?:^|&)(?:page|p|pn|pageno|pageindex|currentpage)=(\d{1,3})(?=&|$)", re.I)
NUMBER = re.compile(r"^[\s\[【(（]*第?\s?\d{1,3}\s?页?[\s\]】)）]*$")
LONGEST = 12  # characters of a pager's links
MOST = 200  # pages of one article


def next_page(page: Page) -> str | None:
    """The next page of the article that `page` is a part of, or None. Never the page itself, never one before it."""
    url = canonical(page.final_url or page.url)
    html = decode(page.body, page.headers).text
    root = parse(html)
    here = part(url)
    numbered: list[str] = []
    for a in root.iter("a"):
        said = words(a) or attribute(a, "title")
        if len(said) > LONGEST or not (FORWARD.match(said) or NUMBER.match(said)):
            continue
        there = absolute(url, attribute(a, "href"))
        if there and follows(here, part(there)):
            if FORWARD.match(said):
                return there
            numbered.append(there)
    written = (one for one in scripted_pages(html, url) if follows(here, part(one)))
    return min(numbered, key=lambda one: part(one)[1], default=None) or next(written, None)


def part(url: str) -> tuple[str, int]:
    """The article a URL belongs to and the number of the page, 0 for one that bears none.

    >>> part("http://x.cn/a/t2024_77_2.html?v=1"), part("http://x.cn/show?id=7&page=3")
    (('http://x.cn/a/t2024_77.html?v=1', 2), ('http://x.cn/show?id=7', 3))
    """
    path, _, query = url.partition("?")
    if m := PAGE_QUERY.search(query):
        rest = (query[: m.start()] + query[m.end() :]).strip("&")
        return path + (f"?{rest}" if rest else ""), int(m[1])
    folder, _, name = path.rpartition("/")
    m = NUMBERED.match(name)
    tail = f"?{query}" if query else ""
    if not m or not m["number"]:
        return url, 0
    return f"{folder}/{m['stem']}{m['suffix'] or ''}{tail}", int(m["number"])


def follows(here: tuple[str, int], there: tuple[str, int]) -> bool:
    """Whether one part of an article comes directly after another."""
    (article, number), (other, later) = here, there
    if article == other:
        return number < later <= min(MOST, max(2, number + 1))
    # t2024_77.html reads as page 77 of t2024: its next page is t2024_77_2.html, whose article is t2024_77.html
    return later in (1, 2) and other == numbered(article, number)


def numbered(article: str, number: int) -> str:
    """The URL whose part() is this article and number."""
    path, mark, query = article.partition("?")
    stem, dot, suffix = path.rpartition(".")
    return (
        f"{stem}_{number}{dot}{suffix}{mark}{query}" if dot and "/" not in suffix else f"{path}_{number}{mark}{query}"
    )
