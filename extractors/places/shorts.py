"""When a short name, standing alone, is not the place: 登上黄山, 北京路, 长安汽车, 村民李新建, 资源.

A short name needs evidence: it lies in the home's province or is a city or province known everywhere; it is no everyday
word, no mountain, no part of a person's, firm's, road's or school's name.
"""

from __future__ import annotations

from collections.abc import Sequence

from extractors.places.evidence import Scene, nearness
from extractors.places.gazetteer import Division
from extractors.places.spot import Hit, common_words
from extractors.places.words import (
    AFTER_SHORT,
    BEFORE_FEATURE,
    DATELINE_AFTER,
    DATELINE_BEFORE,
    DIRECTIONS,
    FEATURES,
    ROLES,
    RUNS_ON,
    SPEAKS,
    SURNAMES,
)

AFTER = tuple(AFTER_SHORT)


def dateline(text: str, hit: Hit) -> bool:
    """本报淮南讯, 中新网蚌埠5月9日电, 普宁讯（: the place an article is sent from."""
    line = text.rfind("\n", 0, hit.start) + 1
    if hit.start - line > 20:
        return False
    before = bool(DATELINE_BEFORE.search(text, line, hit.start)) or not text[line : hit.start].strip(" \u3000【（(")
    return before and bool(DATELINE_AFTER.match(text, hit.end))


def refused(text: str, hit: Hit, units: Sequence[Division], at: Scene) -> str:
    """Why the short name is no place here; empty where it may be one."""
    if dateline(text, hit):
        return ""
    after = text[hit.end : hit.end + 24]
    if after.startswith(AFTER):
        return "part of another name"
    if DIRECTIONS.match(text, hit.end - 1):
        return "a direction"
    if RUNS_ON.match(after):
        return "a firm's or school's name"
    if _person(text, hit):
        return "a person's name"
    near = min((nearness(unit, at) for unit in units), default=9)
    if hit.name in FEATURES and (near > 1 or BEFORE_FEATURE.search(text, max(0, hit.start - 3), hit.start)):
        return "a mountain or lake as well"
    if hit.level < 3:
        return ""
    if hit.name in common_words() and near > 0:
        return "an everyday word"
    home = at.home
    if near <= 3 or (near == 4 and home is not None and (home.level == 1 or hit.name in at.full)):
        return ""
    return "" if hit.name in at.full else "a short county name away from its parent"


def _person(text: str, hit: Hit) -> bool:
    before = text[hit.start - 1 : hit.start]
    if before not in SURNAMES or not before:
        return False
    return bool(ROLES.search(text, max(0, hit.start - 5), hit.start - 1)) or bool(SPEAKS.match(text, hit.end))
