"""When a short name, standing alone, is not the place: 登上黄山, 北京路, 长安汽车, 村民李新建, 资源.

A short name needs evidence: it lies in the home's province or is a city or province known everywhere; it is no everyday
word, no mountain, no part of a person's, firm's, road's or school's name.
"""

from __future__ import annotations

from collections.abc import Sequence

from extractors.places.divisions import Division
from extractors.places.evidence import Scene, nearness
from extractors.places.spot import Hit, common_words
from extractors.places.words import (
    AFTER_FEATURE,
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
FREE_BEFORE = frozenset(
    "在与和从到至向由赴去往离及跟同比对为是的于驻达经"
)  # words of one letter that stand before a place
FREE_AFTER = frozenset("、市省的等，。")


def stands_free(text: str, start: int, end: int) -> bool:
    """Whether the letters at [start, end) are hardly part of a longer word: 乡村和田园 is no 和田.

    >>> stands_free("乡村和田园", 2, 4), stands_free("产自和田、喀什", 2, 4), stands_free("保定", 0, 2)
    (False, True, True)
    """
    before = text[start - 1 : start] if start else ""
    if not "\u4e00" <= before <= "\u9fff":
        return True
    return text[end : end + 1] in FREE_AFTER or before in FREE_BEFORE


def dateline(text: str, start: int, end: int) -> bool:
    """本报淮南讯, 中新网蚌埠5月9日电, 普宁讯（: the place an article is sent from."""
    line = text.rfind("\n", max(0, start - 30), start) + 1
    if start - line > 20:
        return False
    before = bool(DATELINE_BEFORE.search(text, line, start)) or not text[line:start].strip(" \u3000【（(")
    return before and bool(DATELINE_AFTER.match(text, end))


def letters_only(text: str, hit: Hit, units: Sequence[Division], at: Scene) -> bool:
    """Whether a full name of two or three letters merely happens: 提高县域, 新增城市, 示范县, 市和县."""
    before = text[hit.start - 1 : hit.start] if hit.start else ""
    if not "\u4e00" <= before <= "\u9fff" or len(hit.name) > 3:
        return False
    near = min((nearness(unit, at) for unit in units), default=9)
    if len(hit.name) == 2:
        return near > 3 or (near == 1 and at.home is not None and at.home.level == 1)
    return near == 9 and before in "新提加扩"


def refused(text: str, hit: Hit, units: Sequence[Division], at: Scene) -> str:
    """Why the short name is no place here; empty where it may be one."""
    if dateline(text, hit.start, hit.end):
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
    if hit.name in FEATURES and _feature(text, hit, near, at):
        return "a mountain or lake as well"
    if min((unit.level for unit in units), default=3) < 3:
        return "" if near < 9 or stands_free(text, hit.start, hit.end) else "inside another word"
    if hit.name in common_words() and near > 0:
        return "an everyday word"
    home = at.home
    if near <= 3 or (near == 4 and home is not None and (home.level == 1 or hit.name in at.full)):
        return ""
    return "" if hit.name in at.full else "a short county name away from its parent"


def _feature(text: str, hit: Hit, near: int, at: Scene) -> bool:
    """Whether the mountain is meant: not in its own district's news, nor in a list of cities of the home."""
    if BEFORE_FEATURE.search(text, max(0, hit.start - 3), hit.start) or AFTER_FEATURE.match(text, hit.end):
        return True
    listed = "、" in (text[hit.end : hit.end + 1], text[max(0, hit.start - 1) : hit.start])
    return near > 0 and not (near == 1 and (listed or hit.name in at.full))


def _person(text: str, hit: Hit) -> bool:
    before = text[hit.start - 1 : hit.start]
    if before not in SURNAMES or not before:
        return False
    return bool(ROLES.search(text, max(0, hit.start - 5), hit.start - 1)) or bool(SPEAKS.match(text, hit.end))
