"""Development zones and the like: places that report as districts do without being divisions.

They keep the name as written, the code of the deepest division they lie in, and level None.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from extractors.places.evidence import Scene
from extractors.places.words import NOT_IN_NAME, ZONE
from extractors.records import Mention, Place


def zones(text: str, found: Sequence[Mention], at: Scene) -> list[Mention]:
    """The mentions, with zones taking the place of the names they begin with (温州 → 温州经开区)."""
    starts = [m.start for m in found]
    new: dict[int, Mention] = {}
    more: list[Mention] = []
    last = 0
    for zone in ZONE.finditer(text):
        index = bisect_right(starts, zone.start()) - 1
        before = found[index] if index >= 0 else None
        if before is not None and before.end > zone.start():
            continue
        start = zone.start()
        floor = max(last, before.end if before else 0, start - 6)
        while start > floor and "\u4e00" <= text[start - 1] <= "\u9fff" and text[start - 1] not in NOT_IN_NAME:
            start -= 1
        beside = before is not None and before.end == start
        if not beside and zone.start() - start < 2:
            continue
        parent = before.place if beside and before else None
        if parent is None:
            parent = at.places.place(at.home, at.day) if at.home else None
        if not beside and (parent is None or zone.start() - start > 4):
            continue
        name = text[start : zone.end()]
        if beside and before is not None and start == zone.start():
            name = before.name + name
        begin = before.start if beside and before else start
        place = None
        if parent is not None:
            place = Place(name, f"{parent.path}/{name}", None, parent.code)
        mention = Mention(begin, zone.end(), text[begin : zone.end()], place, "explicit", name, "no division: a zone")
        if beside:
            new[index] = mention
        else:
            more.append(mention)
        last = zone.end()
    return sorted([new.get(i, m) for i, m in enumerate(found)] + more, key=lambda m: m.start)
