"""Development zones and the like: places that report as districts do without being divisions.

They keep the name as written, the code of the deepest division they lie in, and level None.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from extractors.places.evidence import Scene
from extractors.places.words import GENERIC, NOT_IN_NAME, VERBS, ZONE
from extractors.records import Mention, Place

# Kinds of zones that are named without the place they lie in.
ALONE = (
    "经济技术开发区",
    "高新技术产业开发区",
    "经济开发区",
    "开发区",
    "经开区",
    "高新区",
    "新区",
    "示范区",
    "管理区",
    "试验区",
    "实验区",
)
BARE = ("高新区", "经开区")  # the home's own, at the head of a clause
REASON = "no division: a zone"


def zones(text: str, found: Sequence[Mention], at: Scene, home: str | None = None) -> list[Mention]:
    """The mentions, with zones taking the place of the names they begin with (温州 → 温州经开区)."""
    starts = [m.start for m in found]
    behind: dict[int, Mention] = {}
    alone: list[Mention] = []
    floor = 0
    for zone in ZONE.finditer(text):
        index = bisect_right(starts, zone.start()) - 1
        before = found[index] if index >= 0 else None
        if before is not None and before.end > zone.start():
            continue
        start = _start(text, zone, max(floor, before.end if before else 0))
        if before is not None and before.end == start and before.place is not None:
            name = before.name + text[start : zone.end()]
            place = Place(name, f"{before.place.path}/{name}", None, before.place.code)
            words = text[before.start : zone.end()]
            behind[index] = Mention(before.start, zone.end(), words, place, "explicit", name, REASON)
        elif at.home is not None and (_bare(text, zone) or _plain(text, start, zone, at, home)):
            parent, name = at.place(at.home), text[start : zone.end()]
            place = Place(name, f"{parent.path}/{name}", None, parent.code)
            alone.append(Mention(start, zone.end(), name, place, "explicit", name, REASON))
        else:
            continue
        floor = zone.end()
    return sorted([*(behind.get(i, m) for i, m in enumerate(found)), *alone], key=lambda m: m.start)


def _start(text: str, zone: re.Match[str], floor: int) -> int:
    """Where the name of the zone begins: at most six letters before its kind."""
    start = zone.start()
    floor = max(floor, start - 6)
    while start > floor and "\u4e00" <= text[start - 1] <= "\u9fff" and text[start - 1] not in NOT_IN_NAME:
        start -= 1
    return start


def _bare(text: str, zone: re.Match[str]) -> bool:
    return zone[0] in BARE and not "\u4e00" <= text[zone.start() - 1 : zone.start()] <= "\u9fff"


def _plain(text: str, start: int, zone: re.Match[str], at: Scene, home: str | None) -> bool:
    """Whether a zone without a place before it is named: 平原示范区, but neither 深化开发区 nor 零碳园区."""
    name = text[start : zone.end()]
    if zone.start() - start < 2:
        return False
    if home and home.rpartition("/")[2].endswith(name):
        return True
    if at.home is None or at.home.level == 1 or zone.start() - start > 4 or name[:2] in VERBS or name.endswith(GENERIC):
        return False
    return zone[0] in ALONE
