"""Which period governs which figure.

Nearest first: what stands before the figure in its sentence; then what its paragraph, section and article set
(`frames.py`); for news of this year the year of publication, told as inherited. What was reached is never governed by
days still to come, a target rather by those.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from extractors.periods import days
from extractors.periods.frames import Anchor, Anchors, Frames, of_years
from extractors.periods.in_turn import deal
from extractors.periods.layout import paragraphs
from extractors.periods.roles import CLAUSE_STOP, MOVES
from extractors.records import Stated, TimeMention

# What is hoped for once a project stands has no period unless one is told.
ONCE_BUILT = re.compile(r"(?:建成|投产|达产|投用|投运|竣工|完工|运营)后|达产")
HOPED = re.compile(rf"{ONCE_BUILT.pattern}|下一步|接下来|今后|未来|预计|有望|可望|按照?规划")
# 多年平均降水量246毫米: of no year
OF_MANY_YEARS = re.compile(r"(?:多年|历年|常年)平均|(?:较|比)?常年同期[^，。；]{0,4}的\Z")
# What a place is by nature has no period: 平均海拔4200米, 幅员面积1200平方公里
TIMELESS = re.compile(r"海拔|(?:流域|国土|幅员|行政区域|县域|辖区|区域)(?:总?面积)|落差")
# A level that was reached, not a sum: 城镇化率达到61% · 增加到36家 · 占比45%
REACHES = re.compile(r"(?:达到?|突破|[增升提涨降减扩缩]\w{0,2}[至到]|跃升[至到为]|攀升至|占比?[为达]?)[近超逾约]?\Z")
SUMS = re.compile(r"累计|新增|新建|新开|共|总计|先后|年均|完成|实施|发放|投入|改造|引进|培育")
CHANGES_FROM = re.compile(r"[由从](?>(?:(?:最初|原来|原先|过去|以前)的?|每[\u4e00-\u9fff])*)\Z")  # 由每月|1500元
CHANGES_TO = re.compile(r"[^，,。；;\n]{0,6}?[增升提涨降减缩扩跃调变优转收压整演]\w{0,3}?[到至为成]")
FULL_STOP = re.compile(r"[。！？!?\n]")
NOTE = 6  # characters between a figure and the day told of it
NEAR = 300  # characters of a sentence before a figure in which its period is looked for
CLAUSE = 40  # characters of a clause that are read


def attribute(
    text: str,
    mentions: Sequence[TimeMention],
    stated: Sequence[Stated],
    *,
    published: date | None,
    title: str = "",
) -> tuple[TimeMention | None, ...]:
    """The period of each quantity, parallel to `stated`; None where it is unknown.

    >>> from extractors.periods import find
    >>> text, day = "前三季度，全区清运垃圾5000吨，其中9月份600吨。", date(2025, 10, 9)
    >>> figures = [Stated(11, 16, "level", "actual"), Stated(22, 26, "level", "actual")]
    >>> [str(m.first) for m in attribute(text, find(text, published=day), figures, published=day)]
    ['2025-01-01', '2025-09-01']
    """
    return Reading(text, mentions, stated, published, title).periods()


class Reading:
    """One article, read from its first figure to its last."""

    def __init__(
        self, text: str, mentions: Sequence[TimeMention], stated: Sequence[Stated], published: date | None, title: str
    ) -> None:
        self.text = text
        self.stated = stated
        self.published = published
        self.stops = [m.end() for m in CLAUSE_STOP.finditer(text)]
        self.anchors = Anchors(text, mentions)
        self.frames = Frames(text, self.anchors, published, title)

    def periods(self) -> tuple[TimeMention | None, ...]:
        found: list[TimeMention | None] = [None] * len(self.stated)
        order = sorted(range(len(self.stated)), key=lambda n: self.stated[n].start)
        starts = [self.stated[n].start for n in order]
        for paragraph in paragraphs(self.text):
            self.frames.enter(paragraph)
            for start, end in paragraph.sentences:
                anchors = self.anchors.between(start, end)
                self.frames.read(anchors)
                here = order[bisect_left(starts, start) : bisect_left(starts, end)]
                for n in here:
                    found[n] = self.period(self.stated[n], start, end)
                for n, year in deal(self.text, [(n, self.stated[n]) for n in here], anchors):
                    found[n] = year
                self.frames.leave(anchors, start, end)
        return tuple(found)

    def period(self, figure: Stated, start: int, end: int) -> TimeMention | None:
        said = self.noted(figure) or self.said(figure, start)
        if figure.status == "planned":
            said = self.planned(said, figure, end)
            if self.hoped(said, figure, start):
                return None
        said = said or self.told_after(figure)
        clause = self.clause(figure)
        if figure.kind == "level" and OF_MANY_YEARS.search(clause):
            return None
        if said is None and TIMELESS.search(clause):
            return None
        said = said or self.frames.taking_place(figure) or self.frames.above(figure) or self.current(figure)
        if said is None or starts_a_change(self.text, figure):
            return None
        if figure.status == "planned":
            said = to_its_end(said)
        if averages(figure, clause) and not of_years(said):
            return self.averaged(said, start)
        reached = clause + ("突破" if self.text.startswith("突破", figure.start) else "")
        return narrowed(said, figure, reached) if said.first else None

    def said(self, figure: Stated, start: int) -> TimeMention | None:
        """The nearest expression before the figure, in its sentence, that governs it."""
        anchors = self.anchors.between(max(start, figure.start - NEAR), figure.start)
        for anchor in reversed(anchors):
            between = self.text[anchor.mention.end : figure.start]
            same_clause = not CLAUSE_STOP.search(between)
            match anchor.role:
                case "silent" | "point" | "note":
                    continue
                case "present" if self.frames.of_its_time(anchor.mention, anchors):
                    continue
                case "base" if not (same_clause and qualifies(anchor, figure, between)):
                    continue
                case "recurring" if not (same_clause and self.recurs(anchors)):
                    continue
            if self.frames.may_govern(anchor.mention, figure):
                return anchor.mention
        return None

    def noted(self, figure: Stated) -> TimeMention | None:
        """最高气温38.5℃（8月6日）: a time in the brackets behind the figure."""
        noted = (a.mention for a in self.anchors.between(figure.end, figure.end + NOTE) if a.role == "note")
        return next(noted, None)

    def told_after(self, figure: Stated) -> TimeMention | None:
        """专项债资金1.2亿元已于7月到位: a time behind the figure, in its clause."""
        stop = CLAUSE_STOP.search(self.text, figure.end, figure.end + CLAUSE)
        for anchor in self.anchors.between(figure.end, stop.start() if stop else figure.end + CLAUSE):
            if anchor.role == "window" and self.text.startswith(("于", "在"), anchor.mention.start - 1):
                return anchor.mention if self.frames.may_govern(anchor.mention, figure) else None
        return None

    def recurs(self, anchors: Sequence[Anchor]) -> bool:
        """每年 leaves a figure without a period, unless a span of years is told: 2016年以来，每年."""
        return not self.frames.in_years and not any(anchor.role == "window" for anchor in anchors)

    def planned(self, said: TimeMention | None, figure: Stated, end: int) -> TimeMention | None:
        """A plan is of the days its target names, and is not counted since a day."""
        if said is None or self.past(said):
            said = self.target(figure, end) or said
        if said is None or said.rule.startswith("since") or (of_years(said) and said.last == self.published):
            return None
        return said

    def hoped(self, said: TimeMention | None, figure: Stated, start: int) -> bool:
        """Whether the figure is of a time that nobody has told: 达产后, 预计."""
        near = max(start, figure.start - NEAR)
        if said is None and not HOPED.search(self.text, near, figure.start):
            # 预计生产总值391亿元；财政收入38亿元: what is hoped is told up to the full stop, and so is when
            told = FULL_STOP.split(self.text[max(0, figure.start - NEAR) : near])[-1]
            named = next(self.anchors.windows(near - len(told), near), None)
            return not self.frames.ahead and named is None and HOPED.search(told) is not None
        if said is None:
            return not self.frames.ahead
        return near <= said.end <= figure.start and bool(ONCE_BUILT.search(self.text, said.end, figure.start))

    def averaged(self, said: TimeMention, start: int) -> TimeMention | None:
        """由2015年的48万吨提高到2023年的55万吨，年均增长1.7%: the mean of the years from one to the other."""
        for anchor in self.anchors.between(start, said.start):
            first = anchor.mention.first
            if anchor.role == "base" and first and said.first and said.last and first.year < said.first.year:
                return replace(said, first=first, cumulative=True)
        return replace(self.frames.years, basis="inherited") if self.frames.years else None

    def target(self, figure: Stated, end: int) -> TimeMention | None:
        """What a plan names behind its figure: 建设12公里，2025年底前完工."""
        for anchor in self.anchors.between(figure.start + 1, min(end, figure.end + NEAR)):
            if anchor.role == "window" and anchor.mention.last and not self.past(anchor.mention):
                return anchor.mention
        return None

    def past(self, mention: TimeMention) -> bool:
        return bool(self.published and mention.last and mention.last < self.published)

    def current(self, figure: Stated) -> TimeMention | None:
        """Nothing is said: news tell of their own year, an annual report of the one before."""
        if self.published is None:
            return None
        year = days.year(self.published.year - (self.frames.review and figure.status != "planned"))
        return TimeMention(figure.start, figure.end, "", *year, "inherited", "published") if year else None

    def clause(self, figure: Stated) -> str:
        stop = bisect_right(self.stops, figure.start)
        return self.text[max(0, figure.start - CLAUSE, self.stops[stop - 1] if stop else 0) : figure.start]


def to_its_end(said: TimeMention) -> TimeMention:
    """年内 of what is planned: the whole year, not the year so far."""
    if said.rule != "year_to_date" or said.last is None:
        return said
    return replace(said, last=said.last.replace(month=12, day=31))


def qualifies(anchor: Anchor, figure: Stated, between: str) -> bool:
    """2018年的8万元: a base governs what it qualifies, never the change that is counted from it."""
    return figure.kind in ("level", "share", "rank") and not MOVES.search(between)


def starts_a_change(text: str, figure: Stated) -> bool:
    """由12家增加到36家: what a change starts from is of a day before, and nobody says which."""
    return bool(
        CHANGES_FROM.search(text[max(0, figure.start - 8) : figure.start]) and CHANGES_TO.match(text, figure.end)
    )


def averages(figure: Stated, clause: str) -> bool:
    """年均增长5%: a mean over several years, which no single year can have."""
    return figure.kind == "change_rate" and "年均" in clause


def narrowed(mention: TimeMention, figure: Stated, clause: str) -> TimeMention:
    """A level reached within several years is that of the last; a sum or an average is that of all."""
    if mention.last is None or not of_years(mention) or mention.rule.startswith("since"):
        return mention
    if figure.kind not in ("level", "share"):
        return mention
    if figure.aspect != "stock" and (SUMS.search(clause) or not REACHES.search(clause)):
        return mention
    last = days.year(mention.last.year)
    return replace(mention, first=last[0], last=last[1], cumulative=False) if last else mention
