"""The townships and villages of a district, to be looked up by name: one county, or all counties of a prefecture.

>>> from extractors.places.evidence import scene
>>> from extractors.places.gazetteer import gazetteer
>>> at = scene(gazetteer(), "340400", None)
>>> area_of(at.home, at).town("朱马店镇")[1].name, area_of(at.home, at).town("史院乡")[0].nbs
('凤台县', '340403201')

In a prefecture only names count that one of its counties alone bears.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from extractors.places.divisions import Division
from extractors.places.evidence import Scene
from extractors.places.towns import Below, Town, below

LONGEST = 14  # letters of the longest township name
VILLAGES = ("村", "社区", "嘎查", "居委会")


@dataclass(frozen=True, slots=True)
class Area:
    """Where names are looked for."""

    name: str
    counties: tuple[tuple[Below, Division], ...]
    index: dict[str, int]  # township name to the county that alone bears it, -1 where several do

    @property
    def single(self) -> bool:
        return len(self.counties) == 1

    def town(self, name: str) -> tuple[Town, Division] | None:
        which = self.index.get(name, -1)
        if which < 0:
            return None
        names, unit = self.counties[which]
        return names.towns[name], unit

    def town_at(self, text: str, start: int) -> tuple[str, Town, Division] | None:
        """The longest township name that begins here."""
        index = self.index
        for end in range(min(start + LONGEST, len(text)), start + 1, -1):
            if (which := index.get(text[start:end], -1)) >= 0:
                names, unit = self.counties[which]
                return text[start:end], names.towns[text[start:end]], unit
        return None

    def village(self, name: str) -> tuple[str | None, Town | None, Division] | None:
        """Code and township of the village where there is just one of the name, and its county."""
        found = [(codes, names, unit) for names, unit in self.counties if (codes := names.village(name))]
        if len(found) != 1:
            return None
        codes, names, unit = found[0]
        if len({town for _, town in codes}) > 1:
            return None, None, unit
        return codes[0][0], next((town for town in names.towns.values() if town.nbs == codes[0][1]), None), unit


def area_of(unit: Division, at: Scene) -> Area:
    """The area of a county or prefecture on the scene's day; of a province none: its townships are too many alike."""
    if unit.code not in at.areas:
        counties = _counties(unit, at) if unit.level > 1 else ()
        at.areas[unit.code] = Area(unit.name, counties, _index(tuple(names.county for names, _ in counties)))
    found = at.areas[unit.code]
    assert isinstance(found, Area)
    return found


def _counties(unit: Division, at: Scene) -> tuple[tuple[Below, Division], ...]:
    """The names below each county, from the code under which they are known."""
    children = at.places.children(unit.code, at.day) if unit.level < 3 else ()
    if children:
        return tuple(pair for child in children for pair in _counties(child, at))
    if (names := below(unit.code)).towns:
        return ((names, unit),)
    kin = [move.code for move in (*unit.successors, *unit.predecessors) if move.kind == "replace"]
    return tuple((names, unit) for code in kin if (names := below(code)).towns)


@lru_cache(maxsize=1024)
def _index(codes: tuple[str, ...]) -> dict[str, int]:
    index: dict[str, int] = {}
    for i, code in enumerate(codes):
        for name in below(code).towns:
            index[name] = -1 if name in index else i
    return index
