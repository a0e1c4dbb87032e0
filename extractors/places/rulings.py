"""The mentions of a text as they rule over its figures: single places with their roles, and lists of places."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractors.places.evidence import Scene, nearness
from extractors.places.page import Page
from extractors.places.pointers import LIST_LINK
from extractors.places.roles import Role, role
from extractors.places.shorts import dateline
from extractors.places.words import NATION
from extractors.records import Mention, Place

EACH_ITS_OWN = re.compile(r"分别|依次|各自|各(?=[为达有增降])")
# 青山、白水两乡镇, 张家港市、昆山市两市
COUNTED = re.compile(r"[两二三四五六七八九十]个?(?:乡镇|镇街|镇乡|街道|[镇乡市县区州盟旗村地])")
# 全省破案4000起，抓获900人: what follows in the sentence is of the province too
WITH_FIGURE = re.compile(r"[^，,。；;\n]{0,40}?\d")
WITHIN = 60  # letters after a list in which 分别 must come


@dataclass(frozen=True, slots=True)
class Ruling:
    """From `start` on these mentions count with this role: one, or the members of a list."""

    start: int
    mentions: tuple[Mention, ...]
    role: Role
    bracket: int  # where the bracket it stands in opens, or -1
    each: bool  # a list of which every member has its own figures
    whole: Mention | None  # the one place, or all of a list together

    @property
    def lasts(self) -> bool:
        """A place or a list of townships goes on to the next sentence; a list of cities is an aside."""
        towns = all(m.place is not None and m.place.level == 4 for m in self.mentions)
        return self.role is Role.TAKES_OVER and self.bracket < 0 and (len(self.mentions) == 1 or towns)


def rulings(text: str, mentions: Sequence[Mention], at: Scene, page: Page, *, report: bool = False) -> Iterator[Ruling]:
    """In order; mentions joined by 、 or 和 become one list. In a `report` of the home its parts come in passing."""
    group: list[Mention] = []
    for mention in (*mentions, None):
        if group and (mention is None or not _listed(text, group[-1], mention)):
            yield _ruling(text, tuple(group), at, page, report)
            group = []
        if mention is not None:
            group.append(mention)


def _listed(text: str, one: Mention, other: Mention) -> bool:
    """Whether two mentions are members of one list: 顾桥镇、朱马店镇, but not 顾桥镇与江苏徐州."""
    levels = {mention.place.level if mention.place else 0 for mention in (one, other)}
    return len(levels) == 1 and LIST_LINK.fullmatch(text, one.end, other.start) is not None


def _ruling(text: str, group: tuple[Mention, ...], at: Scene, page: Page, report: bool) -> Ruling:
    first, last = group[0], group[-1]
    unit = at.places.at(first.place.code, at.day) if first.place and first.place.code else None
    near = nearness(unit, at) if unit and at.home else 0
    vague = first.place is None and at.home is not None and at.home.level == 3  # 皖北 in the news of a county
    above = near == 2 or first.name in NATION or vague
    level = first.place.level or 0 if first.place else 0
    what = role(
        text, first.start, last.end, above=above, foreign=near == 9, elsewhere=at.home is not None and near != 1,
        small=level >= 4,
    )  # fmt: skip
    if report and what is Role.TAKES_OVER and len(group) == 1 and (near == 1 or level >= 4 or first.place is None):
        what = Role.SENTENCE  # the whole report is about the home
    if near >= 2 and at.home is not None and dateline(text, first.start, last.end):
        what = Role.NOTHING  # sent from elsewhere
    if above and (first.basis == "anaphora" or first.place is None) and what is Role.TAKES_OVER:
        what = Role.SENTENCE if WITH_FIGURE.match(text, last.end) else Role.CLAUSE
    each = len(group) > 1 and EACH_ITS_OWN.search(text, last.end, last.end + WITHIN) is not None
    whole = first if len(group) == 1 else None if each else together(text, group, at)
    return Ruling(first.start, group, what, page.bracket(first.start), each, whole)


def together(text: str, group: Sequence[Mention], at: Scene) -> Mention | None:
    """A list as one place without level in the division around its members; 甲、乙等 are examples and none."""
    start, end = group[0].start, group[-1].end
    paths = {mention.place.path.rpartition("/")[0] for mention in group if mention.place and mention.place.code}
    if text[end : end + 1] in ("等", "都") or len(paths) != 1 or any(mention.place is None for mention in group):
        return None
    path = paths.pop()
    above = at.places.resolve(path, at.day) if path else None
    counted = COUNTED.match(text, end)
    name = text[start : counted.end() if counted else end]
    place = Place(name, f"{path}/{name}", None, above.code) if above else None
    return Mention(start, start + len(name), name, place, group[0].basis, name, "several places together")
