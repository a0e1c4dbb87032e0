"""The district a site or newspaper speaks for, guessed from its name: for `sources add`.

>>> [guess_home(name) for name in ("淮南市八公山区人民政府", "安徽淮南凤台县人民政府网", "巢湖发布", "鼓楼区人民政府")]
['340405', '340421', '340181', None]

A guess is for a person to confirm. An ambiguous name gives none (鼓楼区 is in six cities); `within`, a code or path
that is known otherwise (a province from the address, say), may decide.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from extractors.places.divisions import Division
from extractors.places.evidence import called, choose, scene
from extractors.places.gazetteer import gazetteer
from extractors.places.spot import spot

# What the name of a site is made of besides the place.
SITE = re.compile(
    r"人民政府|政府|门户|网站|官网|日报|晚报|晨报|时报|商报|导报|发布|融媒体?|中心|新闻|客户端|在线|频道|广播电视台|电视台|"
    r"人民网|新华网|统计局|信息|公开|微信|公众号|今日|看|网"
)


def guess_home(name: str, *, within: str | None = None, day: date | None = None) -> str | None:
    """Six-digit code of the narrowest division named, or None."""
    at = scene(gazetteer(), within, day)
    places = at.places
    text = SITE.sub(" ", name[:100])
    found: Sequence[Division] = ()
    for hit in spot(text):
        units, _ = called(hit.name, hit.full, at)
        inside = [u for u in units if any(u.code != above.code and places.within(u, above.code) for above in found)]
        found = inside or found or units
    unit, _ = choose(found, at)
    return unit.code if unit else None
