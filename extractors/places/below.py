"""Townships and villages that stand alone in a text, their county being understood.

A township needs its county, a village its township or county: looked for in the county named last before it, the home,
the counties of the home's prefecture, then every county the text names.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from extractors.places.chains import Chain, county_names, place_of
from extractors.places.evidence import Scene
from extractors.places.gazetteer import Division
from extractors.places.shorts import stands_free
from extractors.places.towns import Below, Town, short_name
from extractors.records import Mention, Place

SUFFIX = re.compile(r"街道|[镇乡村]|社区|苏木|嘎查|林场|农场|牧场|渔场")
VILLAGE = ("村", "社区", "嘎查")


@dataclass(frozen=True, slots=True)
class Area:
    """Where names are looked for: a county, or the counties of a prefecture for names that one of them alone bears."""

    parts: tuple[tuple[Below, Division], ...]
    reason: str
    near: bool  # the home county, or one named just before

    def town(self, name: str) -> tuple[Town, Division] | None:
        found = [(town, unit) for names, unit in self.parts if (town := names.towns.get(name)) is not None]
        return found[0] if len(found) == 1 else None

    def village(self, name: str) -> tuple[str | None, Town | None, Division] | None:
        """The code and township of a village where there is just one of the name, and its county."""
        found = [(codes, names, unit) for names, unit in self.parts if (codes := names.villages().get(name))]
        if len(found) != 1:
            return None
        codes, names, unit = found[0]
        if len({town for _, town in codes}) > 1:
            return None, None, unit
        return codes[0][0], next((t for t in names.towns.values() if t.nbs == codes[0][1]), None), unit


def standing_alone(text: str, found: Sequence[Mention], at: Scene) -> list[Mention]:
    """Mentions of townships and villages outside the chains already found."""
    starts = [m.start for m in found]
    more: list[Mention] = []
    areas: dict[str, Area] = {}
    free = 0
    for suffix in SUFFIX.finditer(text):
        before = bisect_right(starts, suffix.start()) - 1
        if before >= 0 and found[before].end >= suffix.end():
            free = found[before].end
            continue
        left = max(free, found[before].end if before >= 0 else 0, suffix.end() - 10)
        known = _recent(found, before, more)
        chain = _ending(text, left, suffix.end(), suffix[0], _areas(known, at, areas))
        if chain is not None:
            place = place_of(chain, at)
            words = text[chain.start : chain.end]
            more.append(Mention(chain.start, chain.end, words, place, "explicit", chain.last, chain.reason))
            free = chain.end
    return more


# 石场、高坪两乡镇
TOGETHER = re.compile(r"(?:等)?[两二三四五六七八九十]个?(?:乡镇|镇街|镇乡|街道|镇|乡)")
ITEM = re.compile(r"[\u4e00-\u9fff]{2,4}$")


def counted(text: str, found: Sequence[Mention], at: Scene) -> list[Mention]:
    """Short names of the home county's townships in a list that counts them."""
    if at.home is None or at.home.level != 3:
        return []
    more: list[Mention] = []
    names = {short: town for below in county_names(at.home, at) for short, town in below.short.items()}
    taken = {m.end for m in found}
    for match in TOGETHER.finditer(text):
        end = match.start()
        for _ in range(12):
            item = next((n for n in range(4, 1, -1) if end >= n and text[end - n : end] in names), None)
            if item is not None and end not in taken:
                town = names[text[end - item : end]]
                chain = Chain(end - item, end, at.home, "counted", town.name, town)
                more.append(
                    Mention(chain.start, end, text[chain.start : end], place_of(chain, at), "explicit", town.name, "")
                )
            elif end not in taken:
                break
            start = end - item if item is not None else max(m.start for m in found if m.end == end)
            if text[start - 1 : start] not in ("、", "和", "与", "及"):
                break
            end = start - 1
    return more


def _recent(found: Sequence[Mention], before: int, more: Sequence[Mention]) -> tuple[str, ...]:
    """County codes named before this point, latest first, a few."""
    codes: dict[str, None] = {}
    for mention in (*reversed(more[-3:]), *reversed(found[max(0, before - 5) : before + 1])):
        if mention.place and mention.place.code and (mention.place.level or 0) >= 2:
            codes[mention.place.code] = None
    return tuple(codes)


def _areas(known: Sequence[str], at: Scene, made: dict[str, Area]) -> Iterator[Area]:
    """Where to look, nearest first: places named before, the home, the home's prefecture."""
    codes = dict.fromkeys(known)
    if at.home is not None and at.home.level >= 2:
        codes[at.home.code] = None
        if at.home.level == 3 and at.above[-2].level == 2:
            codes[at.above[-2].code] = None
    for code in codes:
        if code not in made:
            made[code] = _area(code, at)
        yield made[code]


def _area(code: str, at: Scene) -> Area:
    unit = at.places.at(code, at.day)
    if unit is None or unit.level < 2:
        return Area((), "", False)
    parts = tuple((names, at.places.at(names.county, at.day) or unit) for names in county_names(unit, at))
    near = len(parts) == 1 or unit is at.home
    return Area(parts, f"in {unit.name}" if len(parts) == 1 else f"the only one in {unit.name}", near)


def _ending(text: str, left: int, end: int, suffix: str, areas: Iterator[Area]) -> Chain | None:
    """The longest known name that ends here, in the nearest area."""
    for area in areas:
        for start in range(left, end - len(suffix)):
            name = text[start:end]
            if suffix in VILLAGE:
                if (village := area.village(name)) and (area.near or stands_free(text, start, end)):
                    code, town_of, unit = village
                    return Chain(start, end, unit, area.reason, name, town_of, name, code)
            elif (found := area.town(name)) and (area.near or stands_free(text, start, end)):
                return Chain(start, end, found[1], area.reason, name, found[0])
    return None


def shortened(text: str, found: Sequence[Mention], full: Sequence[Mention]) -> list[Mention]:
    """蔡家岗 for 蔡家岗街道 where the township is among the mentions in `full`; none inside a mention already found."""
    shorts: dict[str, tuple[Place, str]] = {}
    for mention in full:
        if mention.place and mention.place.level == 4:
            short = short_name(mention.name)
            if short != mention.name:
                shorts.setdefault(short, (mention.place, mention.name))
    if not shorts:
        return []
    starts = [m.start for m in found]
    more = []
    for match in re.finditer("|".join(map(re.escape, sorted(shorts, key=len, reverse=True))), text):
        before = bisect_right(starts, match.start()) - 1
        inside = before >= 0 and found[before].end > match.start()
        if not inside and not (before + 1 < len(found) and found[before + 1].start < match.end()):
            place, name = shorts[match[0]]
            more.append(
                Mention(
                    match.start(), match.end(), match[0], replace(place), "explicit", name, "named in full elsewhere"
                )
            )
    return more
