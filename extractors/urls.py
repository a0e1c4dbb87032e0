"""URLs: one form for each page, the site it belongs to, the day its path names.

>>> canonical("HTTP://www.Example.gov.cn:80/a/../zwgk/t20240513_1.html?utm_source=wx#top")
'http://www.example.gov.cn/zwgk/t20240513_1.html'
>>> site("http://news.bgs.gov.cn/a"), site("http://www.bgs.gov.cn/b")
('bgs.gov.cn', 'bgs.gov.cn')
"""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from urllib.parse import urljoin, urlsplit

from courlan import normalize_url

LONGEST = 2_000  # characters; longer ones are traps
WEB = ("http", "https")
SESSION = re.compile(r";jsessionid=[\w.!-]{1,100}", re.I)
ROUTES = ("/", "!")  # a fragment that begins so is an address within a script's page: #/detail?id=7
# Suffixes of two parts under .cn (and of the neighbours) below which names are given out.
SECOND_LEVEL = frozenset(
    re.findall(
        r"\w+",
        "ac co com edu gov idv mil net org",
    )
)
PROVINCES = frozenset(
    re.findall(
        r"\w+",
        "ah bj cq fj gd gs gx gz ha hb he hi hk hl hn jl js jx ln mo nm nx qh sc sd sh sn sx tj tw xj xz yn zj",
    )
)
# /202405/t20240513_1.html · /2024-05/13/content_1.htm · /2024/0513/c1.html · /art/2024/5/13/art_1.html
DAY = re.compile(
    r"(?<!\d)(?P<year>19\d\d|20\d\d)(?P<gap>[-/_]?)(?:(?P<month>0[1-9]|1[0-2])[-/_]?(?P<day>0[1-9]|[12]\d|3[01])"
    r"|(?P<month1>[1-9])[-/_](?P<day1>[1-9]|[12]\d|3[01])|(?P<month2>1[0-2]|0[1-9])[-/_](?P<day2>[1-9]))(?!\d)"
)


def canonical(url: str) -> str:
    """The one form of a URL: lower-case host, no fragment, no tracking words, no dots in the path. Never raises.

    What cannot be read as a URL comes back stripped, as it is.
    """
    url = SESSION.sub("", url.strip())
    if len(url) > LONGEST:
        return url
    try:
        cleaned = str(normalize_url(url))
        plain, mark, fragment = cleaned.partition("#")
        parts = urlsplit(plain)
        if not parts.netloc or parts.scheme not in WEB:
            return url
        path = urljoin(f"{parts.scheme}://{parts.netloc}/", parts.path or "/")
    except (ValueError, TypeError, AttributeError, IndexError, UnicodeError):
        return url
    query = f"?{parts.query}" if parts.query else ""
    return path + query + (mark + fragment if fragment.startswith(ROUTES) else "")


@lru_cache(maxsize=8192)  # pages repeat their links
def absolute(base: str, href: str) -> str | None:
    """A reference found on a page as a canonical URL; None for what leads to no page (script, mail, trap, broken)."""
    href = href.strip().replace("\\", "/")
    if not href or href.startswith("#") or len(href) > LONGEST:
        return None
    try:
        joined = urljoin(base, href)
        parts = urlsplit(joined)
        if parts.scheme.lower() not in WEB or not parts.hostname:
            return None
    except ValueError:
        return None
    return canonical(joined)


def host(url: str) -> str:
    """The host of a URL in lower case, without port; empty if there is none."""
    try:
        return (urlsplit(url).hostname or "").rstrip(".")
    except ValueError:
        return ""


def site(url: str) -> str:
    """The registered name a host belongs to: what one authority runs.

    >>> site("http://www.hefei.ah.gov.cn/"), site("http://127.0.0.1:8000/a")
    ('hefei.ah.gov.cn', '127.0.0.1')
    """
    name = host(url)
    labels = name.split(".")
    if ":" in name or labels[-1].isdigit() or len(labels) < 3:
        return name
    keep = 2
    if labels[-1] in ("cn", "hk", "tw", "mo") and labels[-2] in SECOND_LEVEL | PROVINCES:
        keep = 3
        if labels[-2] == "gov" and len(labels) > 3 and labels[-3] in PROVINCES:
            keep = 4
    return ".".join(labels[-keep:])


def same_site(one: str, other: str) -> bool:
    """Whether two URLs belong to one site."""
    return bool(site(one)) and site(one) == site(other)


def date_in(url: str) -> date | None:
    """The day that the path of a URL names, or None.

    >>> date_in("http://www.bgs.gov.cn/art/2024/5/13/art_1.html")
    datetime.date(2024, 5, 13)
    >>> date_in("http://www.bgs.gov.cn/content/20249931.html") is None
    True
    """
    path = url.split("://", 1)[-1].partition("/")[2].partition("?")[0]
    for m in DAY.finditer(path):
        month, day = m["month"] or m["month1"] or m["month2"], m["day"] or m["day1"] or m["day2"]
        try:
            return date(int(m["year"]), int(month), int(day))
        except ValueError:
            continue
    return None
