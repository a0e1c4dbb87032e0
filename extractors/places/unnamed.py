"""Townships, villages and farms that the gazetteer does not have, recognised by how they stand in the text.

A word in 镇, 乡, 街道, 村, 社区, 林场 ... is taken for a name when it stands behind a place, when it comes twice,
when it opens a clause and its people or offices follow (朱家庄村村民), or where 在 sets the scene (在云岭村的…).
It keeps the name as written and its district's code; a village has level 5, anything else None.

>>> from extractors.places.evidence import scene
>>> from extractors.places.gazetteer import gazetteer
>>> at = scene(gazetteer(), "安徽省/淮南市/凤台县", None)
>>> [(m.name, m.place.path) for m in unnamed("干部走进朱新庄子村。在朱新庄子村，薄弱村有3个。", (), at)]
[('朱新庄子村', '安徽省/淮南市/凤台县/朱新庄子村'), ('朱新庄子村', '安徽省/淮南市/凤台县/朱新庄子村')]
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence

from extractors.places.evidence import Scene
from extractors.places.words import GENERIC, VERBS, is_letter
from extractors.records import Mention, Place

SUFFIX = re.compile(
    r"街道(?![上两旁])|镇(?![村级上区里街])|乡(?![村镇亲愁土贤级里])|村(?![级规里庄务组干企]|村(?![民干组委])|民小|委会主)"
    r"|社区(?!工作|矫正|服务)|林场|农场|牧场|渔场|茶场|苏木|嘎查|地区(?!生产|GDP|经济|间|差)"
    r"|流域|山区|灌区|库区|林区|牧区|平原|盆地|高原|草原|三角洲|经济圈|经济带|城市群|都市圈"
)
REGION = re.compile(r"(?:地区|流域|[山灌库林牧]区|平原|盆地|高原|草原|三角洲|经济圈|经济带|城市群|都市圈)$")
COMMON = ("草原", "山区", "灌区", "库区", "林区", "牧区")  # nouns that verbs govern, too
# 朱家庄村|村民: what follows the name of a village
PEOPLE = re.compile(r"村民|居民|党支部|党总支|党委|支部|书记|两委|“两委”|村委|居委|干部|位于|地处|人|办事处|政府|有|是")
FARMS = ("林场", "农场", "牧场", "渔场", "茶场")
NUMERALS = "一二两三四五六七八九十"  # 两镇 counts, it does not name
LONGEST = 6  # letters with the suffix; more only where peoples are named (石场苗族彝族乡)
WITH_PEOPLES = 12


def unnamed(text: str, found: Sequence[Mention], at: Scene, title: str = "") -> list[Mention]:
    """The further mentions, outside those already found."""
    starts = [m.start for m in found]
    seen = _seen(text) + _seen(title)
    more: list[Mention] = []
    for suffix in SUFFIX.finditer(text):
        index = bisect_right(starts, suffix.start()) - 1
        before = found[index] if index >= 0 else None
        if before is not None and before.end > suffix.start():
            continue
        if before is not None and before.place and before.end == suffix.start() and suffix[0] in FARMS:  # 克山农场
            name = before.name + suffix[0]
            farm = Place(name, f"{before.place.path}/{name}", None, before.place.code)
            words = text[before.start : suffix.end()]
            more.append(Mention(before.start, suffix.end(), words, farm, "explicit", name, "not in the gazetteer"))
            continue
        floor = max(before.end if before else 0, more[-1].end if more else 0)
        start = _start(text, suffix, floor, seen, before)
        if start is None:
            continue
        near = before or (more[-1] if more else None)
        name = text[start : suffix.end()]
        place = None if REGION.search(name) else _place(name, near, at)
        if place is not None or REGION.search(name):
            beside = before is not None and before.end == start
            begin = before.start if beside and before else start
            words = text[begin : suffix.end()]
            reason = "not in the gazetteer" if place else "no division"
            more.append(Mention(begin, suffix.end(), words, place, "explicit", name, reason))
    return more


def _seen(text: str) -> Counter[str]:
    """How often each possible name stands in the text."""
    count: Counter[str] = Counter()
    for suffix in SUFFIX.finditer(text):
        for start in range(suffix.start() - 1, _floor(text, suffix, 0) - 1, -1):
            if not is_letter(text[start]):
                break
            count[text[start : suffix.end()]] += 1
    return count


def _floor(text: str, suffix: re.Match[str], floor: int) -> int:
    """How far back a name may begin."""
    longest = WITH_PEOPLES if text[suffix.start() - 1 : suffix.start()] == "族" else LONGEST
    return max(floor, suffix.end() - longest)


def _start(text: str, suffix: re.Match[str], floor: int, seen: Counter[str], before: Mention | None) -> int | None:
    """Where the name begins, or None where nothing speaks for a name."""
    left = suffix.start()
    floor = _floor(text, suffix, floor)
    while left > floor and is_letter(text[left - 1]):
        left -= 1
    for start in range(left, suffix.start()):
        name = text[start : suffix.end()]
        size = suffix.start() - start
        if name.endswith(GENERIC) or (size == 1 and name[0] in NUMERALS):
            continue
        if before is not None and before.end == start and size <= 4 and not REGION.search(name):
            inside = before.place is not None and before.place.level in (3, 4)
            if inside and name[:2] not in VERBS:
                return start
        if size >= 2 and seen[name] > 1 and name[:2] not in VERBS and (size <= 3 or not REGION.search(name)):
            return start
        if start == left and 2 <= size <= 3 and (PEOPLE.match(text, suffix.end()) or _opens(text, start, name)):
            return start
        if start == left and 2 <= size <= 3 and _sets_scene(text, start, suffix.end()):
            return start
    return None


def _sets_scene(text: str, start: int, end: int) -> bool:
    """在云岭村，村民忙着…: 在 at the head of a clause, the name, and its comma or 的."""
    head = text[max(0, start - 2) : start]
    return head.endswith("在") and head[:-1] in ("", *"\n。，,；;！　 ") and text[end : end + 1] in ("，", ",", "的")


def _opens(text: str, start: int, name: str) -> bool:
    """坝上地区今年…: a region at the head of a clause; 兑付草原补奖资金 is a verb with its object."""
    if REGION.search(name) is None or "\u4e00" <= text[start - 1 : start] <= "\u9fff":
        return False
    end = start + len(name)
    return not name.endswith(COMMON) or not is_letter(text[end : end + 1]) or text[end] in "的上里内是位"


def _place(name: str, near: Mention | None, at: Scene) -> Place | None:
    """The name under the district it lies in: that of the place named before it, or the home."""
    above = near.place if near and near.place and near.place.code and near.place.level in (3, 4) else None
    if above is None and at.home is not None and at.home.level > 1:
        above = at.place(at.home)
    if above is None:
        return None
    level = 5 if name.endswith(("村", "社区", "嘎查")) else None
    path = "/".join(above.path.split("/")[: above.level or 3]) if level is None else above.path
    return Place(name, f"{path}/{name}", level, above.code)
