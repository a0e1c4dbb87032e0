"""Which place each quantity of a text is about: the narrowest one meant.

>>> from extractors.places.locate import locate
>>> text = "三河镇脱贫1200户（全县3100户），上派镇860户。"
>>> day, home = date(2020, 5, 1), "安徽省/合肥市/肥西县"
>>> figures = [Stated(text.index(n), text.index(n) + 4, "level", "actual") for n in ("1200", "3100", "860")]
>>> found = attribute(text, locate(text, published=day, home=home), figures, home=home, published=day)
>>> [mention.name for mention in found]
['三河镇', '肥西县', '上派镇']

A place named takes over until the next one does (`extractors.places.roles` says which mentions do not). Inside brackets
a place counts for the bracket only. 宿州、亳州分别栽了21万棵和34万棵: one each; a list without 分别 is all of them
together. Where nothing was named yet, the title's place stands, else the source's home.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from extractors.places.evidence import scene
from extractors.places.gazetteer import gazetteer
from extractors.places.page import Page
from extractors.places.passages import asides, in_passing, side_by_side, speeches
from extractors.places.roles import Role
from extractors.places.rulings import Ruling, rulings
from extractors.places.subject import subject
from extractors.records import Mention, Stated

LOOK_BACK = 8  # rulings that may count for a quantity beside the one that governs
SUM = re.compile(r"合计|总计|共计|共占|[两二三四五六七八九十][市县区镇乡州村地](?:合|共|总)")
REPORT = re.compile("工作报告|公报|计划报告|预算报告|执行情况的?报告")  # titles of what is about the home as a whole
REPORT_LINE = re.compile(rf"^[^\n。，]{{0,30}}(?:{REPORT.pattern})[\s\u3000]*$", re.MULTILINE)
HEAD = 400  # letters in which a report without a title says what it is
WINDOW = 12  # letters before a figure in which 合计 takes the list as a whole
# ，同比增长: nothing of its own but the change of what the clause before told
GREW = re.compile(
    r"[，,](?:同比|环比|[比较](?:上年|去年|上月|上季度?)(?:同期)?)?(?:实现)?(?:增长|下降|上升|上涨|回落|提高|减少|增加|增|降)了?[约近超逾]?$"
)
GREW_WITHIN = 16  # letters
BESIDE = 40  # letters between a place compared with and its figure


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
    report = bool(REPORT.search(title) or REPORT_LINE.search(text[:HEAD]))
    ruled = tuple(rulings(text, mentions, at, page, report=report))
    reading = Reading(text, mentions, page, ruled, subject(title, text, mentions, at, home))
    found: list[Mention | None] = [None] * len(stated)
    for index in sorted(range(len(stated)), key=lambda i: stated[i].start):
        found[index] = reading.place(stated[index])
    return tuple(found)


class Reading:
    """One article, read from its first figure to its last."""

    def __init__(
        self, text: str, mentions: Sequence[Mention], page: Page, ruled: Sequence[Ruling], about: Mention | None
    ) -> None:
        self.text, self.mentions, self.page, self.ruled = text, mentions, page, ruled
        self.starts = [ruling.start for ruling in ruled]
        self.named = [mention.start for mention in mentions]
        self.passing = in_passing(mentions, page)
        self.side_by_side = side_by_side(ruled, page)
        self.said = speeches(text, ruled)
        self.asides = asides(text, ruled, page)
        self.current = self.base = about  # the place that rules here, and the one of the article
        self.item = -1  # where the ruling stands that rules here
        self.done = self.passed = 0  # rulings and headings behind us
        self.turns: dict[int, int] = {}  # how many figures of a list's sentence have had their place
        self.outside, self.outside_place = -9, about  # the last figure outside brackets: its end, its place

    def place(self, quantity: Stated) -> Mention | None:
        """The place of the next figure."""
        upto = bisect_right(self.starts, quantity.start)
        for ruling in self.ruled[self.done : upto]:
            self.go_on(ruling.start)
            if ruling.lasts:
                self.current, self.item = ruling.whole or self.current, ruling.start
        self.done = upto
        self.go_on(quantity.start)
        if (
            self.current is not None
            and self.current.name in self.passing
            and _narrower(self.current, self.base)
            and self.page.apart(self.item, quantity.start)
        ):
            self.current, self.item = self.base, -1
        aside = self.page.apart(self.item, quantity.start) and self.page.line(self.item) in self.side_by_side
        if aside and _holds(self.base, self.current):
            self.current, self.item = self.base, -1
        near = self.ruled[max(0, upto - LOOK_BACK) : upto]
        bracket = self.page.bracket(quantity.start)
        place = _near(self.text, quantity, near, self.page, bracket, self.turns)
        if place is None and bracket >= 0 and 0 <= bracket - self.outside <= 1:  # 90万亩（占71%）
            place = self.outside_place
        place = (
            place
            or _explained(near, bracket)
            or _behind(self.text, quantity, self.mentions, self.named)
            or _told_by(self.said, quantity, self.item)
            or self.current
        )
        if bracket < 0:
            self.outside, self.outside_place = quantity.end, place
        return _with_basis(place, quantity, self.page)

    def go_on(self, to: int) -> None:
        """Behind the sentence of an aside what it stood in returns, at a numbered heading what the article is about."""
        if self.item in self.asides and not self.page.same_sentence(self.item, to):
            self.current, self.item = self.asides[self.item], -1
        headings = self.page.headings
        while self.passed < len(headings) and headings[self.passed] <= to:
            if self.passed == 0 and not _narrower(self.current, self.base):
                self.base = self.current  # named before the first heading, and no narrower than the article's
            self.current = self.base
            self.passed += 1


def _holds(one: Mention | None, other: Mention | None) -> bool:
    """Whether the other place lies in this one."""
    paths = [mention.place.path if mention and mention.place else "" for mention in (one, other)]
    return paths[0] != "" and paths[1].startswith(f"{paths[0]}/")


def _told_by(said: Sequence[tuple[int, int, Mention]], quantity: Stated, item: int) -> Mention | None:
    """The place of who tells the quantity, unless the speech names one before it."""
    index = bisect_right(said, quantity.start, key=lambda speech: speech[0]) - 1
    return said[index][2] if index >= 0 and item < said[index][0] and quantity.start < said[index][1] else None


def _narrower(one: Mention | None, other: Mention | None) -> bool:
    levels = [mention.place.level or 9 if mention and mention.place else 0 for mention in (one, other)]
    return levels[0] > max(levels[1], 3)


def _near(
    text: str, quantity: Stated, ruled: Sequence[Ruling], page: Page, bracket: int, turns: dict[int, int]
) -> Mention | None:
    """The place that counts for this quantity alone: of its bracket, clause or comparison, or its turn in a list."""
    begins = page.sentence(quantity.start)
    for ruling in reversed(ruled):
        if bracket < 0 and ruling.start < begins:  # nothing outside brackets counts further
            return None
        if ruling.bracket != bracket:
            continue
        if len(ruling.mentions) > 1:
            if ruling.role is not Role.TAKES_OVER or not page.same_sentence(ruling.start, quantity.start):
                continue
            if ruling.each and SUM.search(text, max(ruling.start, quantity.start - WINDOW), quantity.start):
                continue
            if ruling.each:
                turn = turns[ruling.start] = turns.get(ruling.start, -1) + 1
                return ruling.mentions[turn % len(ruling.mentions)]
            if ruling.whole is not None:
                return ruling.whole
        elif ruling.role is Role.TAKES_OVER:
            return ruling.whole if bracket >= 0 else None
        elif _counts(text, ruling, quantity, page):
            return ruling.whole
    return None


def _counts(text: str, ruling: Ruling, quantity: Stated, page: Page) -> bool:
    """Whether a mention that does not take over counts for this quantity."""
    if ruling.role is Role.SENTENCE:
        return page.same_sentence(ruling.start, quantity.start)
    if (
        ruling.role is Role.CLAUSE
        and quantity.kind == "change_rate"
        and (moved := GREW.search(text[max(0, quantity.start - GREW_WITHIN) : quantity.start]))
    ):
        begins = quantity.start - len(moved[0])  # 全省出口3亿元，同比增长5%: the change of the clause before
        return page.same_clause(ruling.start, begins)
    if ruling.role is Role.NOTHING or not page.same_clause(ruling.start, quantity.start):
        return False
    if ruling.role is Role.CLAUSE:
        return True
    between = text[ruling.mentions[-1].end : quantity.start][: BESIDE + 1]
    return quantity.kind not in ("change_abs", "rank") and len(between) <= BESIDE and not any(map(str.isdigit, between))


def _explained(ruled: Sequence[Ruling], bracket: int) -> Mention | None:
    """高于全国（3.9%）: the figure that fills the brackets behind a place."""
    last = ruled[-1] if ruled and bracket >= 0 else None
    return last.whole if last and last.mentions[-1].end == bracket else None


def _behind(text: str, quantity: Stated, mentions: Sequence[Mention], named: Sequence[int]) -> Mention | None:
    """总投资5亿元的凤台县产业园: the place directly behind 的."""
    if text[quantity.end : quantity.end + 1] != "的":
        return None
    index = bisect_left(named, quantity.end + 1)
    found = mentions[index] if index < len(mentions) else None
    return found if found is not None and found.start == quantity.end + 1 and found.place else None


def _with_basis(mention: Mention | None, quantity: Stated, page: Page) -> Mention | None:
    if mention is None or mention.basis == "source" or mention.end == 0:
        return mention
    return mention if page.same_sentence(mention.start, quantity.start) else replace(mention, basis="inherited")
