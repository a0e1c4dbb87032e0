"""Names that stand together, read as one: 安徽省淮南市八公山区山王镇林场村, 六安金寨, 凤台县朱马店镇.

A chain begins with hits of `spot` and runs on below the county by the names of its townships and villages.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from extractors.places.area import VILLAGES, area_of
from extractors.places.divisions import Division
from extractors.places.evidence import GENERIC, Scene, called, choose, nearness
from extractors.places.shorts import letters_only, refused
from extractors.places.spot import Hit
from extractors.places.towns import Town, below
from extractors.records import Place

UNKNOWN_VILLAGE = re.compile(
    r"[^\W\d的在和与及等各全该我本从把为是了以到至向有之其这那行新农山乡镇县市区]{2,4}(?:村|社区)"
)


@dataclass(frozen=True, slots=True)
class Chain:
    """A run of names: the unit they lead to (or None and why), with the last name as written."""

    start: int
    end: int
    unit: Division | None
    reason: str
    last: str  # the last name as written
    town: Town | None = None
    village: str | None = None
    village_code: str | None = None


def join(text: str, hits: Sequence[Hit], first: int, at: Scene) -> tuple[Chain, int]:
    """The chain that begins with hits[first], and how many hits it takes."""
    run = [called(hits[first].name, hits[first].full, at)]
    count = 1
    while first + count < len(hits) and hits[first + count].start == hits[first + count - 1].end:
        nxt, reason = called(hits[first + count].name, hits[first + count].full, at)
        inside = [u for u in nxt if any(u.code != p.code and at.places.within(u, p.code) for p in run[-1][0])]
        if not inside:
            break
        parents = [p for p in run[-1][0] if any(at.places.within(u, p.code) and u.code != p.code for u in inside)]
        run[-1] = (parents, run[-1][1])
        run.append((inside, reason))
        count += 1
    last = hits[first + count - 1]
    start, end = hits[first].start, last.end
    if count == 1 and not last.full and (why := refused(text, last, run[0][0], at)):
        return Chain(start, end, None, "no place: " + why, last.name), 1
    if count == 1 and not run[0][0] and text[max(0, start - 1) : start] not in ("原", "老"):
        return Chain(start, end, None, "no place: a name long gone", last.name), 1
    if count == 1 and last.full and letters_only(text, last, run[0][0], at):
        return Chain(start, end, None, "no place: part of other words", last.name), 1
    unit, reason = choose(run[-1][0], at)
    if count == 1 and last.name in GENERIC and (unit is None or nearness(unit, at) > 3):
        return Chain(start, end, None, "no place: a word as well", last.name), 1
    reason = run[-1][1] or reason or ("beside its parent" if count > 1 else "")
    return _downwards(text, Chain(start, end, unit, reason, last.name), at), count


def _downwards(text: str, chain: Chain, at: Scene) -> Chain:
    """Township and village written directly behind a county or city."""
    if chain.unit is None or chain.unit.level == 1:
        return chain
    found = area_of(chain.unit, at).town_at(text, chain.end)
    if found is None:
        return _village(text, chain, at) if chain.unit.level == 3 else chain
    name, town, unit = found
    return _village(text, replace(chain, unit=unit, town=town, end=chain.end + len(name), last=name), at)


def _village(text: str, chain: Chain, at: Scene) -> Chain:
    """A village written behind its township: by name even where the gazetteer has none of that name."""
    if text[chain.end : chain.end + 1] in "的、，。":
        return chain
    for length in range(10, 2, -1):
        name = text[chain.end : chain.end + length]
        if len(name) == length and name.endswith(VILLAGES) and (code := village_code(name, chain)):
            return replace(chain, end=chain.end + length, last=name, village=name, village_code=code)
    if chain.town and (found := UNKNOWN_VILLAGE.match(text, chain.end)):
        return replace(chain, end=found.end(), last=found[0], village=found[0])
    return chain


def village_code(name: str, chain: Chain) -> str | None:
    """The village's code in the chain's township, or the only one of that name in its county."""
    if chain.unit is None:
        return None
    codes = below(chain.town.county if chain.town else chain.unit.code).village(name)
    if chain.town is not None:
        return next((code for code, town in codes if town == chain.town.nbs), None)
    return codes[0][0] if len({town for _, town in codes}) == 1 else None


def place_of(chain: Chain, at: Scene) -> Place | None:
    """The record of what the chain leads to."""
    if chain.unit is None:
        return None
    place = at.place(chain.unit)
    if chain.town is not None:
        code = chain.town.nbs if chain.town.nbs and chain.town.nbs.startswith(chain.unit.code) else None
        place = replace(place, name=chain.town.name, path=f"{place.path}/{chain.town.name}", level=4, town_code=code)
    if chain.village is not None:
        place = replace(
            place, name=chain.village, path=f"{place.path}/{chain.village}", level=5, town_code=chain.village_code
        )
    return place
