"""What points to a place without naming it: 全区, 该镇, 我市, 市统计局, 各镇, 后者.

我 and 本 mean the home; 该 what was named last at that level; 全 and the bare word of an office the home's unit of that
level, else what was named last.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from extractors.places.evidence import Scene
from extractors.places.words import EACH, LATTER, OFFICE, OFFICE_LETTER, POINTER
from extractors.records import Mention, Place

LIST_LINK = re.compile(r"\s*(?:与|和|、|及|同|跟)\s*")
KINDS = {
    "省": "省",
    "自治区": "区",
    "市": "市",
    "州": "州",
    "盟": "盟",
    "县": "县",
    "区": "区",
    "旗": "旗",
    "街道": "道",
    "新区": "新区",
    "镇": "镇",
    "乡": "乡",
    "村": "村",
    "社区": "村",
}


@dataclass(frozen=True, slots=True)
class Pointer:
    start: int
    end: int
    how: str  # 全 该 我 本 · office · each · latter
    unit: str


def pointers(text: str) -> list[Pointer]:
    """All of them in order; the word of an office covers its first character only."""
    found = [Pointer(m.start(), m.end(), m["how"], m["unit"]) for m in POINTER.finditer(text)]
    found += [Pointer(m.start(), m.end(), "office", m["unit"] or m["street"]) for m in offices(text)]
    found += [Pointer(m.start(), m.end(), "each", m["unit"]) for m in EACH.finditer(text)]
    found += [Pointer(m.start(), m.end(), "latter", m[0]) for m in LATTER.finditer(text)]
    return sorted(found, key=lambda p: p.start)


def offices(text: str) -> Iterator[re.Match[str]]:
    """The words of offices, looked for where one of their letters stands."""
    return (m for letter in OFFICE_LETTER.finditer(text) if (m := OFFICE.match(text, letter.start())))


def resolve(text: str, found: Sequence[Mention], at: Scene, headline: Sequence[Mention] = ()) -> Iterator[Mention]:
    """The mentions and the resolved pointers between them, in order; what the title names counts as named before."""
    ends = 0
    told = _told_of(text, headline, at)
    known: dict[str, Mention] = {}  # by last character of the official name
    for mention in headline:
        _remember(mention, known)
    pair: tuple[Mention, Mention] | None = None
    before: Mention | None = None
    todo = list(found)
    i = 0
    every = pointers(text)
    whole = {pointer.start: pointer for pointer in every if pointer.how == "全"}
    for pointer in (*every, None):
        while i < len(todo) and (pointer is None or todo[i].start <= pointer.start):
            mention = todo[i]
            i += 1
            if mention.start < ends:
                continue
            if before is not None and LIST_LINK.fullmatch(text, before.end, mention.start):
                pair = (before, mention)
            if (same := whole.get(mention.end)) is not None and mention.place:  # 怀化全市
                mention = replace(mention, end=same.end, text=text[mention.start : same.end])
            before = mention
            _remember(mention, known)
            ends = mention.end
            yield mention
        if pointer is None:
            return
        if pointer.start < ends or (i < len(todo) and todo[i].start < pointer.end):
            continue
        target = _target(text, pointer, known, pair, at)
        if told is not None and told.place and pointer.how == "全" and told.place.name.endswith(KINDS[pointer.unit]):
            target = told.place, told.name, "the headline's"
        if target is not None:
            place, name, reason = target
            ends = pointer.end
            yield Mention(
                pointer.start, pointer.end, text[pointer.start : pointer.end], place, "anaphora", name, reason
            )


def _told_of(text: str, headline: Sequence[Mention], at: Scene) -> Mention | None:
    """The district beside the home that a headline opens with, if the text has no word of the home: a reprint's own.

    八公山区：清出一片好环境, in the news of 谢家集区: its 全区 is 八公山区.
    """
    first = next((mention for mention in headline if mention.start == 0), None)
    if first is None or first.place is None or not at.above:
        return None
    home = at.place(at.above[-1])
    beside = first.place.level == home.level and first.place.code != home.code
    return first if beside and home.name not in text and not re.search("我[省市州盟县区旗]", text) else None


def _remember(mention: Mention, known: dict[str, Mention]) -> None:
    """The mention under the last character of its name, and what it lies in: 皇甫村 leaves 皇甫乡 behind as well."""
    place = mention.place
    if place is None or place.level is None:
        return
    if place.level == 5 and place.path.count("/") > 3 - (place.code or "").endswith("00"):
        above, _, _ = place.path.rpartition("/")
        town = Place(above.rpartition("/")[2], above, 4, place.code, place.town_code and place.town_code[:9])
        _remember(replace(mention, place=town, name=town.name), known)
    if not place.name.endswith(("地区", "自治区", "特别行政区")):
        known["村" if place.level == 5 else place.name[-1]] = mention


def _home(kind: str, at: Scene) -> Place | None:
    """The home's own unit of that kind, narrowest first: 市 of 重庆市/北碚区 is 重庆市."""
    for unit in reversed(at.above):
        if unit.name.endswith(kind):
            return at.place(unit)
    return None


def _around(unit: str, at: Scene) -> tuple[Place | None, str, str] | None:
    """What 各镇 and 其余县区 are parts of, where the home says so: the county of towns, the prefecture of counties."""
    level = {"村": 0, "乡": 3, "镇": 3, "街": 3}.get(unit[0], 2)
    for division in at.above:
        if division.level == level:
            place = at.place(division)
            return place, place.name, "around all of them"
    return None


def _target(
    text: str, pointer: Pointer, known: dict[str, Mention], pair: tuple[Mention, Mention] | None, at: Scene
) -> tuple[Place | None, str, str] | None:
    if pointer.how == "latter":
        if pair is None or any(stop in text[pair[1].end : pointer.start] for stop in "。！？\n"):
            return None
        mention = pair[1] if pointer.unit == "后者" else pair[0]
        return mention.place, mention.name, "of the two named before"
    if pointer.how == "each":
        return _around(pointer.unit, at)
    kind = KINDS[pointer.unit]
    last = known.get(kind)
    home = _home(kind, at)
    if kind == "区" and home is not None and home.level == 1 and last is not None and pointer.how != "我":
        home = None
    if pointer.how in ("该", "这个", "此"):
        return (last.place, last.name, "named before") if last else (home, home.name, "home") if home else None
    if home is not None:
        return home, home.name, "home"
    if last is None or last.place is None:
        return None
    if (last.place.level or 0) <= 3 and "\n" in text[last.end : pointer.start]:  # 区里: not one of many paragraphs ago
        return None
    return last.place, last.name, "named before"
