"""The district a site speaks for: as the catalogue says of its host, or as the site calls itself.

>>> homes = home_of("<title>淮南市八公山区人民政府</title>", "http://a.example/")
>>> homes.code, homes.short
('340405', '八公山')
>>> home_of("<title>要闻_八公山区人民政府</title>", "http://a.example/").site
'八公山区人民政府'
>>> home_of("<title>鼓楼区人民政府</title>", "http://a.example/").code  # four cities have one
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from extractors.places import gazetteer, locate
from extractors.read.titles import head_title, metas
from extractors.read.tree import parse, words
from extractors.sources import Sources
from extractors.urls import host

OWNER = re.compile(r"(?:主办|承办|版权所有|网站名称|主管|Copyright)[^。]{0,60}", re.IGNORECASE)
NAMES = ("sitename", "site_name", "og:site_name", "sitedomain", "author", "copyright")
PARTS = re.compile(r"[_|｜丨>＞»]|\s?--+\s?|——|\s[-—–]\s|(?<=[\u4e00-\u9fff])[-–—](?=[\u4e00-\u9fff])")
SITE = re.compile(
    r"(?:网|网站|政府|门户|报|报社|融媒|融媒体|融媒体中心|在线|发布|头条|电视台|广播电视台|客户端|委员会|局)$"
)
AFTER_DISTRICT = re.compile(
    r"(?P<stem>[\u4e00-\u9fff]{2,5}?)(?:融媒|发布|新闻|在线|头条|信息网|网$|日报|晚报|报$|电视台|广播|传媒|政府)"
)
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
    title = head_title(root)
    named = [content for name, content in metas(root) if name in NAMES][::-1]
    site = next((name for name in (*named[:1], _site_name(title)) if name), host(url))
    itself = next((code for said in (*named, title) if (code := _named(said))), None)
    itself = itself or next((code for said in (*named, _site_name(title)) if (code := _called(said))), None)
    code = _catalogued(url, known)
    if itself and not (code and _within(code, itself)):  # a host may serve many districts: each section names its own
        code = itself
    for said in _owners(words(root)):
        code = code or _named(said)
    unit = gazetteer().unit(code, None) if code else None
    return Home(code, unit.short if unit else "", site[:40])


def _site_name(title: str) -> str:
    """The part of a title that is the site's name, the last one that looks like one: 要闻_八公山区人民政府."""
    parts = [part.strip() for part in PARTS.split(title) if part.strip()]
    return next((part for part in reversed(parts) if SITE.search(part)), parts[0] if parts else "")


def _within(code: str, above: str) -> bool:
    """Whether a district is another one or lies in it.

    >>> _within("340405", "340400"), _within("340405", "340404")
    (True, False)
    """
    return code.startswith(above[:2] if above.endswith("0000") else above[:4] if above.endswith("00") else above)


def _called(site: str) -> str | None:
    """The district that an outlet is named after by its short name, if there is one such only: 颍泉融媒.

    >>> _called("颍泉融媒"), _called("鼓楼发布"), _called("国际在线")
    ('341204', None, None)
    """
    stem = m["stem"] if (m := AFTER_DISTRICT.match(site)) else ""
    codes = {code for suffix in "区县市" if stem and (code := _named(stem + suffix))}
    return next(iter(codes)) if len(codes) == 1 else None


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
