"""Townships and villages that stand alone in a text, their county being understood.

A township needs its county, a village its township or county: looked for in the county named last before it, the home,
the counties of the home's prefecture, then every county the text names.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from extractors.places.area import VILLAGES, Area, area_of
from extractors.places.chains import Chain, place_of
from extractors.places.evidence import Scene
from extractors.places.shorts import stands_free
from extractors.places.spot import common_town_words
from extractors.places.towns import short_name
from extractors.places.words import GENERIC, is_letter
from extractors.records import Mention, Place

SUFFIX = re.compile(r"街道|镇|乡(?!村|镇)|村(?<!农村)(?<!乡村)(?!级)|社区|苏木|嘎查|林场|农场|牧场|渔场")
# 青山、白水两乡镇
TOGETHER = re.compile(r"(?:等)?[两二三四五六七八九十]个?(?:乡镇|镇街|镇乡|街道|镇|乡)")


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
        if not is_letter(text[suffix.start() - 1 : suffix.start()]):
            continue
        left = max(free, found[before].end if before >= 0 else 0, suffix.end() - 10)
        known = _recent(found, before, more)
        chain = _ending(text, left, suffix.end(), suffix[0], _areas(known, at), at)
        if chain is not None:
            place = place_of(chain, at)
            words = text[chain.start : chain.end]
            more.append(Mention(chain.start, chain.end, words, place, "explicit", chain.last, chain.reason))
            free = chain.end
    return more


def counted(text: str, found: Sequence[Mention], at: Scene) -> list[Mention]:
    """Short names of the home county's townships in a list that counts them."""
    if at.home is None or at.home.level != 3:
        return []
    more: list[Mention] = []
    names = {short: town for names, _ in area_of(at.home, at).counties for short, town in names.short.items()}
    taken = {m.end: m.start for m in found}
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
            start = taken.get(end, end - (item or 0))
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


def _areas(known: Sequence[str], at: Scene) -> Iterator[Area]:
    """Where to look, nearest first: places named before, the home, the home's prefecture."""
    codes = dict.fromkeys(known)
    if at.home is not None:
        codes[at.home.code] = None
        if at.home.level == 3 and at.above[-2].level == 2:
            codes[at.above[-2].code] = None
    return (area_of(unit, at) for code in codes if (unit := at.places.at(code, at.day)) is not None)


def in_generic(name: str, text: str, end: int) -> bool:
    """Whether the name is only the end of a word for a kind: 城中村 is no 中村."""
    return any(len(word) >= len(name) and text.endswith(word, 0, end) for word in GENERIC)


def _ending(text: str, left: int, end: int, suffix: str, areas: Iterator[Area], at: Scene) -> Chain | None:
    """The longest known name that ends here, in the nearest area."""
    for area in areas:
        if suffix in VILLAGES and not area.single and end - left < len(suffix) + 2:
            continue
        near = area.single or (at.home is not None and area.name == at.home.name)
        reason = f"in {area.name}" if area.single else f"the only one in {area.name}"
        for start in range(left, end - len(suffix)):
            name = text[start:end]
            if suffix in VILLAGES:
                if len(name) < 3 and not area.single:
                    continue
                village = area.village(name)
                if village and (near or stands_free(text, start, end)) and not in_generic(name, text, end):
                    code, town_of, unit = village
                    return Chain(start, end, unit, reason, name, town_of, name, code)
            elif (found := area.town(name)) and (near or stands_free(text, start, end)):
                return Chain(start, end, found[1], reason, name, found[0])
    return None


def shortened(text: str, found: Sequence[Mention], full: Sequence[Mention]) -> list[Mention]:
    """蔡家岗 for 蔡家岗街道 where the township is among the mentions in `full`; none inside a mention already found."""
    shorts: dict[str, tuple[Place, str]] = {}
    for mention in full:
        if mention.place and mention.place.level == 4:
            short = short_name(mention.name)
            if short != mention.name and short not in common_town_words():
                shorts.setdefault(short, (mention.place, mention.name))
    if not shorts:
        return []
    starts = [m.start for m in found]
    more: list[Mention] = []
    taken: set[int] = set()
    for short in sorted(shorts, key=len, reverse=True):
        place, name = shorts[short]
        start = text.find(short)
        while start >= 0:
            end = start + len(short)
            before = bisect_right(starts, start) - 1
            inside = before >= 0 and found[before].end > start
            if not inside and not (before + 1 < len(found) and found[before + 1].start < end) and start not in taken:
                more.append(Mention(start, end, short, place, "explicit", name, "named in full elsewhere"))
                taken.update(range(start, end))
            start = text.find(short, end)
    return more
