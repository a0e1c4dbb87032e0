"""Which period governs which figure.

Nearest first: what stands before the figure in its sentence; what the paragraph named before; the heading or lead-in
the paragraph stands under; the period the whole article is about (title, lead); for news of this year the year of
publication, told as inherited. What was reached is never governed by days still to come, a target rather by those.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from extractors.periods import days
from extractors.periods.layout import Paragraph, paragraphs
from extractors.periods.roles import CLAUSE_STOP, MOVES, Role, as_of, role
from extractors.periods.search import find
from extractors.records import Stated, TimeMention

# Annual reports look back on the year before and set targets for their own.
REPORT = re.compile(r"政府工作报告|工作报告|计划报告|预算报告|计划执行情况")
# What is hoped for once a project stands has no period unless one is told.
HOPED = re.compile(r"(?:建成|投产|达产|投用|投运|竣工|完工|运营)后|达产|下一步|接下来|今后|未来|预计|有望|可望")
REACHES = re.compile(r"(?:达到?|突破|[增升提涨降减扩缩]\w{0,2}[至到]|跃升[至到为]|攀升至|占比?[为达]?)[近超逾约]?\Z")
SUMS = re.compile(r"累计|新增|新建|新开|共|总计|先后|年均|完成|实施|发放|投入|改造|引进|培育")
IN_TURN = re.compile(r"依次|分别")
LISTED = re.compile(r"[、，,和及与]\s*\Z|\A\s*\Z")
MAIN = {
    "months", "months.from_start", "months.first", "quarter", "quarters.first", "quarter.first", "half", "years",
    "since", "since.from", "plan", "days", "holiday",
}  # fmt: skip
YEARS = {"year", "year.said", "year.whole", "years.past", "year.short"}
FAR = 400  # characters within which an article says what it is about


@dataclass(frozen=True, slots=True)
class Anchor:
    mention: TimeMention
    role: Role


def attribute(
    text: str,
    mentions: Sequence[TimeMention],
    stated: Sequence[Stated],
    *,
    published: date | None,
    title: str = "",
) -> tuple[TimeMention | None, ...]:
    """The period of each quantity, parallel to `stated`; None where it is unknown.

    >>> text = "前三季度，全区清运垃圾5000吨，其中9月份600吨。"
    >>> figures = [Stated(11, 16, "level", "actual"), Stated(22, 26, "level", "actual")]
    >>> found = attribute(text, find(text, published=date(2025, 10, 9)), figures, published=date(2025, 10, 9))
    >>> [str(m.first) for m in found]
    ['2025-01-01', '2025-09-01']
    """
    return Reading(text, mentions, stated, published, title).periods()


class Reading:
    """One article on its way from the first figure to the last."""

    def __init__(
        self, text: str, mentions: Sequence[TimeMention], stated: Sequence[Stated], published: date | None, title: str
    ) -> None:
        self.text = text
        self.published = published
        self.anchors = [Anchor(m, role(text, m)) for m in sorted(mentions, key=lambda m: m.start)]
        self.starts = [a.mention.start for a in self.anchors]
        self.stated = stated
        self.paragraphs = tuple(paragraphs(text))
        self.review = bool(REPORT.search(title) or REPORT.search(text[:FAR])) and published is not None
        self.main_in_title = False
        self.main = self.subject(title)

    def between(self, start: int, end: int) -> list[Anchor]:
        return self.anchors[bisect_right(self.starts, start - 1) : bisect_right(self.starts, end - 1)]

    # -- what the article is about

    def subject(self, title: str) -> TimeMention | None:
        """The period of the whole article: the one its title names, else the first window of its lead."""
        if self.review:
            return None
        for mention in find(title, published=self.published):
            if role(title, mention) == "window" and (mention.rule in MAIN | YEARS | {"month"}) and mention.first:
                self.main_in_title = True
                return mention
        for anchor in self.between(0, FAR):
            if anchor.role == "window" and anchor.mention.first and self.leads(anchor.mention):
                return anchor.mention
        return None

    def leads(self, mention: TimeMention) -> bool:
        """Whether an expression of the lead tells what the article is about: not a target, not how it all began."""
        if mention.first is None or (self.published and mention.first > self.published):
            return False
        if mention.rule.startswith("since"):
            return self.published is not None and (self.published - mention.first).days < 366
        if mention.rule in MAIN or as_of(self.text, mention):
            return True
        if mention.rule in YEARS and self.published and mention.last:
            return self.published.month <= 3 and mention.last.year == self.published.year - 1
        return False

    # -- the way through the text

    def periods(self) -> tuple[TimeMention | None, ...]:
        found: list[TimeMention | None] = [None] * len(self.stated)
        order = sorted(range(len(self.stated)), key=lambda n: self.stated[n].start)
        position = 0
        sections: dict[int, TimeMention] = {}
        for paragraph in self.paragraphs:
            self.enter(paragraph, sections)
            carried = self.section(sections)
            for start, end in paragraph.sentences:
                here: list[int] = []
                while position < len(order) and self.stated[order[position]].start < end:
                    here.append(order[position])
                    position += 1
                anchors = self.between(start, end)
                for n in here:
                    found[n] = self.period(self.stated[n], anchors, start, end, carried)
                self.in_turn(here, anchors, found)
                carried = self.carry(anchors, carried)
        return tuple(found)

    def enter(self, paragraph: Paragraph, sections: dict[int, TimeMention]) -> None:
        """Headings open a section; in reports so does a paragraph that begins with a span of years."""
        level = paragraph.level or 4
        anchors = [a for a in self.between(paragraph.start, paragraph.end) if a.role == "window" and a.mention.first]
        if paragraph.heading or (paragraph.level and paragraph.level < 3):
            for deeper in [known for known in sections if known >= level]:
                del sections[deeper]
        if not anchors:
            return
        first = anchors[0].mention
        opening = first.start - paragraph.start <= 12
        lead_in = len(paragraph.sentences) == 1 and paragraph.end - paragraph.start <= 40
        if paragraph.heading or (opening and lead_in) or (self.review and opening and first.cumulative):
            sections[level] = first

    def section(self, sections: dict[int, TimeMention]) -> TimeMention | None:
        return sections[max(sections)] if sections else None

    def carry(self, anchors: Sequence[Anchor], carried: TimeMention | None) -> TimeMention | None:
        for anchor in reversed(anchors):
            if anchor.role in ("window", "present", "undated"):
                return anchor.mention
        return carried

    # -- one figure

    def period(
        self, figure: Stated, anchors: Sequence[Anchor], start: int, end: int, carried: TimeMention | None
    ) -> TimeMention | None:
        said = self.said(figure, anchors)
        if figure.status == "planned":
            if (said is None or self.past(said)) and (later := self.target(figure, anchors)):
                said = later
            if said is None and HOPED.search(self.text, start, figure.start):
                return None
        if said is None:
            said = self.inherited(figure, carried)
        if said is None:
            return self.current(figure)
        return self.narrowed(said, figure) if said.first else None

    def inherited(self, figure: Stated, carried: TimeMention | None) -> TimeMention | None:
        """What the paragraph or the article is about; one person's doings are of no quarter."""
        wider = [carried] if figure.status == "anecdote" else [carried, self.main]
        for mention in wider:
            if mention is None or not self.may_govern(mention, figure):
                continue
            if mention is self.main and mention.start > figure.start and not self.main_in_title:
                continue
            return replace(mention, basis="inherited")
        return None

    def said(self, figure: Stated, anchors: Sequence[Anchor]) -> TimeMention | None:
        """The nearest expression before the figure, in its sentence, that governs it."""
        for anchor in reversed(anchors):
            mention = anchor.mention
            if mention.start >= figure.start:
                continue
            between = self.text[mention.end : figure.start]
            same_clause = not CLAUSE_STOP.search(between)
            if anchor.role == "base":
                if (
                    same_clause
                    and mention.first
                    and figure.kind in ("level", "share", "rank")
                    and not MOVES.search(between)
                ):
                    return mention
            elif anchor.role == "recurring":
                if same_clause:
                    return mention
            elif anchor.role not in ("silent", "point") and self.may_govern(mention, figure):
                return mention
        return None

    def may_govern(self, mention: TimeMention, figure: Stated) -> bool:
        """What was reached lies in no future."""
        if figure.status == "planned" or mention.first is None or self.published is None:
            return True
        return mention.first <= self.published

    def past(self, mention: TimeMention) -> bool:
        return bool(self.published and mention.last and mention.last < self.published)

    def target(self, figure: Stated, anchors: Sequence[Anchor]) -> TimeMention | None:
        for anchor in anchors:
            mention = anchor.mention
            if mention.start > figure.start and anchor.role == "window" and mention.last and not self.past(mention):
                return mention
        return None

    def current(self, figure: Stated) -> TimeMention | None:
        """Nothing is said: news tell of their own year, an annual report of the one before."""
        if self.published is None:
            return None
        year = days.year(self.published.year - (self.review and figure.status != "planned"))
        if year is None:
            return None
        return TimeMention(figure.start, figure.end, "", *year, "inherited", "published")

    def narrowed(self, mention: TimeMention, figure: Stated) -> TimeMention:
        """A level reached within several years is that of the last; a sum or an average is that of all."""
        if mention.first is None or mention.last is None or not mention.cumulative or mention.rule.startswith("since"):
            return mention
        if figure.kind not in ("level", "share"):
            return mention
        clause = CLAUSE_STOP.split(self.text[max(0, figure.start - 40) : figure.start])[-1]
        if figure.aspect == "stock" or (REACHES.search(clause) and not SUMS.search(clause)):
            last = days.year(mention.last.year)
            return replace(mention, first=last[0], last=last[1], cumulative=False) if last else mention
        return mention

    def in_turn(self, here: Sequence[int], anchors: Sequence[Anchor], found: list[TimeMention | None]) -> None:
        """2015至2017年收案数依次为3075件、3813件、4908件: a year for each."""
        ranges = [a.mention for a in anchors if a.mention.rule == "years" and a.mention.first and a.mention.last]
        if not ranges or len(here) < 2:
            return
        row: list[int] = []
        for n in [*here, None]:
            if n is not None and row and LISTED.search(self.text[self.stated[row[-1]].end : self.stated[n].start]):
                row.append(n)
                continue
            self.deal(row, ranges, found)
            row = [n] if n is not None else []

    def deal(self, row: Sequence[int], ranges: Sequence[TimeMention], found: list[TimeMention | None]) -> None:
        if len(row) < 2:
            return
        first = self.stated[row[0]]
        for span in ranges:
            if span.first is None or span.last is None or span.start > first.start:
                continue
            if days.whole_years((span.first, span.last)) == len(row) and IN_TURN.search(
                self.text, max(span.end, first.start - 12), first.start
            ):
                for offset, n in enumerate(row):
                    year = days.year(span.first.year + offset)
                    if year:
                        found[n] = replace(span, first=year[0], last=year[1], cumulative=False)
