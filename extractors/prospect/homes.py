"""The district a site speaks for: as the catalogue says of its host, or as the site calls itself.

>>> homes = home_of("<title>淮南市八公山区人民政府</title>", "http://a.example/")
>>> homes.code, homes.short
('340405', '八公山')
>>> home_of("<title>鼓楼区人民政府</title>", "http://a.example/").code  # four cities have one
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from extractors.places import gazetteer, locate
from extractors.read.tree import attribute, parse, words
from extractors.sources import Sources
from extractors.urls import host

OWNER = re.compile(r"(?:主办|承办|版权所有|网站名称|主管|Copyright)[^。]{0,60}", re.IGNORECASE)
NAMES = ("sitename", "site_name", "og:site_name", "sitedomain", "author", "copyright")
COUNTY = 3


@dataclass(frozen=True, slots=True)
class Home:
    """`code` None: unknown. `site` is what the site calls itself."""

    code: str | None
    short: str
    site: str


def home_of(html: str, url: str, known: Sources | None = None) -> Home:
    """The home of a site by its front page."""
    root = parse(html)
    title = words(found) if (found := root.find(".//title")) is not None else ""
    metas = [attribute(m, "content") for m in root.iter("meta") if _meta_name(m) in NAMES]
    site = next((name for name in (*metas[:1], title) if name), host(url))
    code = _catalogued(url, known)
    for said in (*metas, title, *_owners(words(root))):
        code = code or _named(said)
    unit = gazetteer().unit(code, None) if code else None
    return Home(code, unit.short if unit else "", site[:40])


def _meta_name(element: object) -> str:
    get = getattr(element, "get", None)
    return str(get("name") or get("property") or "").lower() if get else ""


def _catalogued(url: str, known: Sources | None) -> str | None:
    """The home that the catalogue gives to the host, if it gives one only."""
    homes = Counter(source.home for source in known or () if source.home and host(source.url) == host(url))
    return next(iter(homes)) if len(homes) == 1 else None


def _owners(text: str) -> list[str]:
    return [m[0] for m in OWNER.finditer(text)][:5]


def _named(text: str) -> str | None:
    """The code of the deepest district that a name tells without doubt."""
    places = [m.place for m in locate(text[:200], published=None, home=None) if m.place and m.place.code]
    districts = [p for p in places if p.level is not None and p.level <= COUNTY]
    return max(districts, key=lambda p: p.level or 0).code if districts else None
