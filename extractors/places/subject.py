"""What an article is about before it names a place: the title's place, else the home of its source.

>>> from datetime import date
>>> from extractors.places.evidence import scene
>>> from extractors.places.gazetteer import gazetteer
>>> home = "安徽省/淮南市/八公山区"
>>> subject("山王镇：豆腐飘香", "", (), scene(gazetteer(), home, date(2024, 1, 1)), home).name
'山王镇'
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extractors.places.evidence import Scene, nearness
from extractors.places.locate import in_title
from extractors.places.spot import common_town_words
from extractors.places.towns import below
from extractors.records import Mention, Place

LEAD = re.compile(r"[\s\u3000【（(]*([\u4e00-\u9fff]{2,6}?)[：:|｜\u3000 ]")


def subject(title: str, text: str, mentions: Sequence[Mention], at: Scene, home: str | None) -> Mention | None:
    """The narrowest place of the title that lies in the home (or is it), else the home itself."""
    source = _source(at, home)
    if not title:
        return source
    inside = [m for m in in_title(title, text, mentions, at, home) if _inside(m, at)] or _short_town(title, at)
    narrow = [m for m in inside if m.place and (m.place.level or 9) > 3] or inside
    if not narrow or len({m.place for m in narrow}) > 1:
        return source
    return replace(narrow[0], start=0, end=0, text="", basis="inherited", reason="title")


def _inside(mention: Mention, at: Scene) -> bool:
    unit = at.places.at(mention.place.code, at.day) if mention.place and mention.place.code else None
    return unit is not None and (at.home is None or nearness(unit, at) <= 1)


def _short_town(title: str, at: Scene) -> list[Mention]:
    """东高地：… when the home county has 东高地街道."""
    found = LEAD.match(title)
    town = below(at.home.code).short.get(found[1]) if found and at.home else None
    if found is None or town is None or at.home is None or found[1] == at.home.short or found[1] in common_town_words():
        return []
    place = at.place(at.home)
    place = Place(town.name, f"{place.path}/{town.name}", 4, place.code, town.nbs)
    return [Mention(0, 0, found[1], place, "explicit", town.name)]


def _source(at: Scene, home: str | None) -> Mention | None:
    """The home as a mention; a zone in the home's path keeps its name and has no level."""
    if at.home is None or home is None:
        return None
    place = at.place(at.home)
    tail = home.strip("/").rpartition("/")[2]
    if not tail[:1].isdigit() and tail != place.name and tail not in {u.name for u in at.places.history(at.home.code)}:
        town = below(at.home.code).towns.get(tail)
        level, code = (4, town.nbs) if town else (None, None)
        place = Place(tail, f"{place.path}/{tail}", level, place.code, code)
    return Mention(0, 0, "", place, "source", place.name, "home of the source")
