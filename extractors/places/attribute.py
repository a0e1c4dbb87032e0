"""Which place each quantity of a text is about: the narrowest one meant.

>>> from extractors.places.locate import locate
>>> text = "三河镇脱贫1200户（全县3100户），双桥街道860户。"
>>> day = date(2020, 5, 1)
>>> at = [Stated(text.index(n), text.index(n) + 4, "level", "actual") for n in ("1200", "3100", "860")]
>>> mentions = locate(text, published=day, home="安徽省/合肥市/肥西县")
>>> [m.name for m in attribute(text, mentions, at, home="安徽省/合肥市/肥西县", published=day) if m]
['三河镇', '肥西县', '三河镇']

A place named takes over until the next one does (`extractors.places.roles` says which mentions do not). Inside brackets
a place counts for the bracket only. 信阳、南阳分别收了304万亩和736万亩: one each; a list without 分别 is all of them
together, so the place before it goes on. Where nothing was named yet, the title's place stands, else the source's home.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from extractors.places.below import TOGETHER
from extractors.places.evidence import Scene, nearness, scene
from extractors.places.gazetteer import gazetteer
from extractors.places.pointers import LIST_LINK
from extractors.places.roles import Role, role
from extractors.places.subject import subject
from extractors.places.words import NATION
from extractors.records import Mention, Place, Stated
from extractors.text import clauses, sentences

EACH_ITS_OWN = re.compile(r"分别|依次|各自|各(?=[为达有增降])")


@dataclass(frozen=True, slots=True)
class Ruling:
    """From `start` on this mention counts with this role; a list of places has several."""

    start: int
    mentions: tuple[Mention, ...]
    role: Role
    bracket: int  # where the bracket it stands in opens, or -1


def attribute(
    text: str,
    mentions: Sequence[Mention],
    stated: Sequence[Stated],
    *,
    home: str | None,
    published: date | None,
    title: str = "",
) -> tuple[Mention | None, ...]:
    """One mention a quantity, parallel to `stated`; None where nothing is known."""
    at = scene(gazetteer(), home, published)
    page = Page(text)
    rulings = list(_rulings(text, mentions, at, page))
    starts = [ruling.start for ruling in rulings]
    current = subject(title, text, mentions, at, home)
    result: list[Mention | None] = [None] * len(stated)
    shares: dict[int, int] = {}  # how many quantities of a list's sentence have had their place
    done = 0
    previous: tuple[int, Mention | None] = (-1, None)
    for index in sorted(range(len(stated)), key=lambda i: stated[i].start):
        quantity = stated[index]
        upto = bisect_right(starts, quantity.start)
        for ruling in rulings[done:upto]:
            if ruling.role is Role.TAKES_OVER and ruling.bracket < 0 and _lasting(ruling):
                current = together(text, ruling.mentions) or current
        done = max(done, upto)
        bracket = page.bracket(quantity.start)
        place = _near(text, quantity, rulings[max(0, upto - 8) : upto], page, bracket, shares)
        if place is None and bracket >= 0 and previous[0] >= 0 and not text[previous[0] : bracket].strip():
            place = previous[1]
        place = place or _behind(text, quantity, mentions) or current
        if bracket < 0:
            previous = (quantity.end, place)
        result[index] = _with_basis(place, quantity, page)
    return tuple(result)


class Page:
    """Where sentences, clauses and round brackets of a text begin."""

    def __init__(self, text: str) -> None:
        self.sentences = [a for a, _ in sentences(text)]
        self.clauses = [a for a, _ in clauses(text)]
        self._opens: list[int] = []
        self._closes: list[int] = []
        opened = -1
        for match in re.finditer(r"[（(）)\n]", text):
            if match[0] in "（(":
                opened = match.start()
            elif opened >= 0:
                self._opens.append(opened)
                self._closes.append(match.start())
                opened = -1

    def bracket(self, at: int) -> int:
        """Where the bracket around this character opens, or -1."""
        index = bisect_right(self._opens, at) - 1
        return self._opens[index] if index >= 0 and at < self._closes[index] else -1

    def same_sentence(self, one: int, other: int) -> bool:
        return bisect_right(self.sentences, one) == bisect_right(self.sentences, other)

    def same_clause(self, one: int, other: int) -> bool:
        return bisect_right(self.clauses, one) == bisect_right(self.clauses, other)


def _rulings(text: str, mentions: Sequence[Mention], at: Scene, page: Page) -> Iterator[Ruling]:
    """Mentions with their roles; neighbours joined by 、 or 和 become one list."""
    group: list[Mention] = []
    for mention in (*mentions, None):
        if group and (mention is None or not LIST_LINK.fullmatch(text, group[-1].end, mention.start)):
            first = group[0]
            unit = at.places.at(first.place.code, at.day) if first.place and first.place.code else None
            near = nearness(unit, at) if unit and at.home else 0
            high = (
                near == 2
                or first.name in NATION
                or (first.place is None and at.home is not None and at.home.level == 3)
            )
            village = first.place is not None and first.place.level == 5
            what = role(text, first.start, group[-1].end, above=high, foreign=near == 9, village=village)
            if high and (first.basis == "anaphora" or first.place is None) and what is Role.TAKES_OVER:
                what = Role.CLAUSE
            yield Ruling(first.start, tuple(group), what, page.bracket(first.start))
            group = []
        if mention is not None:
            group.append(mention)


def _lasting(ruling: Ruling) -> bool:
    """A list of townships goes on to the next sentence as one place does; a list of cities is an aside."""
    return all(len(ruling.mentions) == 1 or (m.place is not None and m.place.level == 4) for m in ruling.mentions)


def together(text: str, mentions: Sequence[Mention]) -> Mention | None:
    """One place as it is; several as one without level in the division around them; 甲、乙等 are examples."""
    if len(mentions) == 1:
        return mentions[0]
    places = [mention.place for mention in mentions]
    start, end = mentions[0].start, mentions[-1].end
    paths = [place.path.split("/")[:-1] for place in places if place is not None and place.code]
    if text[end : end + 1] in ("等", "都") or len(paths) < len(mentions) or any(path != paths[0] for path in paths):
        return None
    above = gazetteer().resolve("/".join(paths[0]), None) if paths[0] else None
    counted = TOGETHER.match(text, end)
    end = counted.end() if counted else end
    name = text[start:end]
    place = Place(name, f"{above.path}/{name}", None, above.code) if above else None
    return Mention(start, end, name, place, mentions[0].basis, name, "several places together")


def _near(
    text: str, quantity: Stated, rulings: Sequence[Ruling], page: Page, bracket: int, shares: dict[int, int]
) -> Mention | None:
    """The place that counts for this quantity alone: of its bracket, clause or comparison, or its turn in a list."""
    for ruling in reversed(rulings):
        last = ruling.mentions[-1]
        if ruling.bracket != bracket:
            continue
        if len(ruling.mentions) > 1:
            if ruling.role is not Role.TAKES_OVER or not page.same_sentence(ruling.start, quantity.start):
                continue
            if EACH_ITS_OWN.search(text, last.end, quantity.start):
                turn = shares.get(ruling.start, 0)
                shares[ruling.start] = turn + 1
                return ruling.mentions[turn % len(ruling.mentions)]
            if (whole := together(text, ruling.mentions)) is not None:
                return whole
            continue
        if ruling.role is Role.COMPARED:
            gap = quantity.kind in ("change_abs", "rank") or any(c.isdigit() for c in text[last.end : quantity.start])
            if page.same_clause(ruling.start, quantity.start) and not gap:
                return last
        elif ruling.role is Role.CLAUSE:
            if page.same_clause(ruling.start, quantity.start):
                return last
        elif ruling.role is Role.SENTENCE:
            if page.same_sentence(ruling.start, quantity.start):
                return last
        elif ruling.role is Role.TAKES_OVER:
            return last if bracket >= 0 else None
    return None


def _behind(text: str, quantity: Stated, mentions: Sequence[Mention]) -> Mention | None:
    """总投资5亿元的凤台县产业园: the place directly behind 的."""
    if text[quantity.end : quantity.end + 1] != "的":
        return None
    index = bisect_right([m.start for m in mentions], quantity.end)
    found = mentions[index] if index < len(mentions) else None
    return found if found is not None and found.start == quantity.end + 1 and found.place else None


def _with_basis(mention: Mention | None, quantity: Stated, page: Page) -> Mention | None:
    if mention is None or mention.basis == "source" or mention.end == 0:
        return mention
    return mention if page.same_sentence(mention.start, quantity.start) else replace(mention, basis="inherited")
