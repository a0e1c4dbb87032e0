"""The columns of a home page that may be lists of the district's news, best first: by their names and their place.

A name is scored by the words in it (`extractors/data/columns.csv`); the district's own name in it counts like 本地.

>>> html = '<a href="/xw/bgs/">八公山要闻</a><a href="/xw/gwy/">国务院要闻</a><a href="/zw/gg/">通知公告</a>'
>>> html += '<div><h3>镇街动态 <a href="/xw/zj/">更多</a></h3></div>'
>>> [(column.name, column.url) for column in columns(html, "http://www.x.gov.cn/", "八公山")]
[('八公山要闻', 'http://www.x.gov.cn/xw/bgs/'), ('镇街动态', 'http://www.x.gov.cn/xw/zj/')]

Not found: columns that a script writes into the page.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from urllib.parse import urlsplit

from extractors.discover.lists import MEDIA, Anchor, anchors, base_of
from extractors.errors import CatalogueError
from extractors.read.tables import rows
from extractors.read.tree import parse
from extractors.urls import canonical, date_in, same_site

LOOKED_AT = 6  # score from which a column is worth a request
OWN_NAME = 6
LONGEST_NAME = 12
MORE = re.compile(r"[\[【+>\s]*(?:查看)?(?:更多|more)[\s>»›+.…\]】]*", re.IGNORECASE)
OUTER = re.compile(r"^[\W_]+|[\W_]+$")
HAN = re.compile(r"[\u3400-\u9fff]")


@dataclass(frozen=True, slots=True)
class Column:
    """A link of a home page with the name it goes by."""

    url: str
    name: str
    score: float


def columns(html: str, url: str, district: str = "") -> tuple[Column, ...]:
    """Columns worth looking at; `district` is the short name of the district (八公山), if it is known."""
    root = parse(html)
    here = canonical(url)
    best: dict[str, Column] = {}
    for anchor in anchors(root, base_of(root, here)):
        name = _name(anchor)
        if not name or not same_site(anchor.url, here) or anchor.url == here or _is_page(anchor.url):
            continue
        points = score(name, district)
        known = best.get(anchor.url)
        if points >= LOOKED_AT and (known is None or points > known.score):
            best[anchor.url] = Column(anchor.url, name, points)
    return tuple(sorted(best.values(), key=lambda column: -column.score))


def score(name: str, district: str = "") -> float:
    """How much a name sounds like the district's own news.

    >>> score("八公山要闻", "八公山") > score("政务要闻") > score("工作动态") > 0 > score("新闻发布会")
    True
    """
    found = [points for word, points in scores() if word in name]
    kind = max((points for points in found if points >= LOOKED_AT), default=0.0)  # 要闻动态 says no more than 要闻
    more = sum(points for points in found if points < LOOKED_AT)
    return kind + more + (OWN_NAME if district and district in name else 0)


@cache
def scores() -> tuple[tuple[str, float], ...]:
    """The words of columns.csv."""
    found = []
    for line, row in rows("columns.csv"):
        try:
            word, points = row
            found.append((word, float(points)))
        except ValueError:
            raise CatalogueError(
                f"columns.csv:{line}: expected a word and its score, found {','.join(row)!r}"
            ) from None
    return tuple(found)


def _name(anchor: Anchor) -> str:
    """What the link says, or for 更多 what stands beside it."""
    text = anchor.text
    if MORE.fullmatch(text):
        text = anchor.beside.replace(text, " ", 1)
    text = OUTER.sub("", text.replace(" ", ""))
    return text if len(text) <= LONGEST_NAME and len(HAN.findall(text)) >= 2 else ""


def _is_page(url: str) -> bool:
    path = urlsplit(url).path
    return bool(date_in(url) or MEDIA.search(path))
