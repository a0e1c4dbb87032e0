"""Townships and villages that stand alone in a text, their county being understood.

A township needs its county, a village its township or county: looked for in the county named last before it, the home,
the counties of the home's prefecture, then every county the text names.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from extractors.places.chains import Chain, county_names, place_of
from extractors.places.evidence import Scene
from extractors.places.gazetteer import Division
from extractors.places.towns import Below, short_name
from extractors.records import Mention, Place

SUFFIX = re.compile(r"街道|[镇乡村]|社区|苏木|嘎查|林场|农场|牧场|渔场")
VILLAGE = ("村", "社区", "嘎查")


def standing_alone(text: str, found: Sequence[Mention], at: Scene) -> list[Mention]:
    """Mentions of townships and villages outside the chains already found."""
    starts = [m.start for m in found]
    more: list[Mention] = []
    free = 0
    for suffix in SUFFIX.finditer(text):
        before = bisect_right(starts, suffix.start()) - 1
        if before >= 0 and found[before].end >= suffix.end():
            free = found[before].end
            continue
        left = max(free, found[before].end if before >= 0 else 0, suffix.end() - 10)
        known = _recent(found, before, more)
        chain = _ending(text, left, suffix.end(), suffix[0], known, at)
        if chain is not None and chain.unit is not None:
            place = place_of(chain, at)
            more.append(
                Mention(
                    chain.start, chain.end, text[chain.start : chain.end], place, "explicit", chain.last, chain.reason
                )
            )
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
                more.append(Mention(chain.start, end, text[chain.start : end], place_of(chain, at), "explicit", town.name, ""))
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


def _ending(text: str, left: int, end: int, suffix: str, known: Sequence[str], at: Scene) -> Chain | None:
    """The longest known name that ends here."""
    for names, unit, reason in _counties(known, at):
        for start in range(left, end - len(suffix)):
            name = text[start:end]
            if suffix not in VILLAGE and (town := names.towns.get(name)) is not None:
                return Chain(start, end, unit, reason, name, town)
            if suffix in VILLAGE and (codes := names.villages().get(name)):
                towns = {town for _, town in codes}
                town_of = (
                    next((t for t in names.towns.values() if t.nbs == codes[0][1]), None) if len(towns) == 1 else None
                )
                code = codes[0][0] if len(towns) == 1 else None
                return Chain(start, end, unit, reason, name, town_of, name, code)
    return None


def _counties(known: Sequence[str], at: Scene) -> Iterator[tuple[Below, Division, str]]:
    """Where to look, nearest first. Neighbours of the home count only for names that one of them alone bears."""
    units = [unit for code in known if (unit := at.places.at(code, at.day)) is not None and unit.level >= 2]
    if at.home is not None:
        units.append(at.home)
        if at.home.level == 3 and at.above[-2].level == 2:
            units.append(at.above[-2])
    seen: set[str] = set()
    for unit in units:
        if unit.code in seen:
            continue
        seen.add(unit.code)
        group = [
            (names, owner) for names in county_names(unit, at) if (owner := at.places.at(names.county, at.day) or unit)
        ]
        if len(group) == 1:
            yield group[0][0], group[0][1], f"in {unit.name}"
        else:
            yield from _alone(group, unit)


def _alone(group: list[tuple[Below, Division]], unit: Division) -> Iterator[tuple[Below, Division, str]]:
    for names, owner in group:
        others = [other for other, _ in group if other is not names]
        towns = {name: town for name, town in names.towns.items() if not any(name in other.towns for other in others)}
        yield Below("", towns, {}), owner, f"the only one in {unit.name}"


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
