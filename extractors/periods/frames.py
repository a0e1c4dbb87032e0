"""What wider units of a text set for the figures in them: the article, its sections, the paragraph up to here.

The article's own period is the one its title names, else the first window of its lead. A heading, or a lead-in such as
过去一年的主要成绩：, sets that of its section; in annual reports so does a paragraph that opens with its years.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from extractors.periods.layout import LONGEST_HEADING, Paragraph
from extractors.periods.roles import DAYS, REPORTS, Role, as_of, happens, of_event, role
from extractors.periods.search import find
from extractors.records import Stated, TimeMention

# Annual reports look back on the year before and set targets for their own.
REPORT = re.compile(r"政府工作报告|工作报告|计划报告|预算报告|计划执行情况")
# A title that speaks of what is to be done
AHEAD = re.compile(r"部署|谋划|动员|安排|备战|吹响")
# A short line that opens a list: 过去一年的工作情况如下。
LEADS_IN = re.compile(r"以下|如下|工作|情况|成效|成绩|进展|[：:]\s*\Z")
WINDOWS = {
    "months", "months.from_start", "months.first", "quarter", "quarters", "quarter.said", "quarters.first",
    "quarter.first", "half", "years", "years.school", "since", "since.from", "plan", "days", "days.lunar", "holiday",
}  # fmt: skip
YEARS = {"year", "year.said", "year.whole", "years.past", "year.short"}
MONTHS = {"month", "month.said", "month.same", "ten_days"}
LEAD = 200  # characters within which an article says what period it is about
RECENT = 400  # days from the end of what an article is about to its publication
HEAD = 400  # and what kind of text it is
OPENING = 12  # characters of a paragraph before what opens it: 同志们，即将过去的2025年
OPENS = re.compile(
    r"[\s\W]*(?:其中|截至|截止|到了?|早?在|至|而|据统计|数据显示|同时)?[\s\W]*"
)  # before what opens a sentence
# 行动中，查处酒驾3起 · 会上: takes up in a new paragraph what took place
RESUMES = re.compile(
    r"(?:行动|活动|检查|整治|演练|培训|比赛|仪式|招聘会|推进会|座谈会|现场会|展会|论坛|会议?)(?:中|上|现场)[，,]|当场|现场(?=[^，。]{0,12}\d)"
)
EVENT_REACH = 600  # characters from a day to the last figure of what took place on it
EVENT_CLAUSE = 80  # characters behind a day that say what took place
EVENT_AGE = 31  # days from an event to the news of it
TOP, LOWEST = 3, 4  # levels of headings: below TOP a new number closes no section


@dataclass(frozen=True, slots=True)
class Anchor:
    mention: TimeMention
    role: Role


def of_years(mention: TimeMention) -> bool:
    """Whether it sums up several years: “十四五”期间, 2021年以来, not 今年以来."""
    return mention.cumulative and bool(mention.first and mention.last and mention.first.year < mention.last.year)


def inherited(mention: TimeMention) -> TimeMention:
    """What a wider unit of the text hands down to its figures."""
    return replace(mention, basis="inherited")


AND = ("、", "和", "与", "及")


class Anchors:
    """The time expressions of a text with their roles, in order."""

    def __init__(self, text: str, mentions: Sequence[TimeMention]) -> None:
        self.all: list[Anchor] = []
        for m in sorted(mentions, key=lambda m: m.start):
            told = role(text, m)
            before = self.all[-1] if self.all else None  # 与2015年、2016年相比: both are what is compared with
            if before and before.role == "base" and told == "window" and text[before.mention.end : m.start] in AND:
                told = "base"
            self.all.append(Anchor(m, told))
        self.starts = [anchor.mention.start for anchor in self.all]

    def between(self, start: int, end: int) -> list[Anchor]:
        """Those that begin in [start, end)."""
        return self.all[bisect_left(self.starts, start) : bisect_left(self.starts, end)]

    def windows(self, start: int, end: int) -> Iterator[TimeMention]:
        """Those of them that govern and have days."""
        for anchor in self.between(start, end):
            if anchor.role == "window" and anchor.mention.first:
                yield anchor.mention


class Frames:
    """The frames around the place that the reading has reached."""

    def __init__(self, text: str, anchors: Anchors, published: date | None, title: str) -> None:
        self.text = text
        self.anchors = anchors
        self.published = published
        self.review = published is not None and bool(REPORT.search(title) or REPORT.search(text[:HEAD]))
        # both as their figures inherit them
        self.sections: dict[int, TimeMention] = {}  # by level of heading
        self.carried: TimeMention | None = None  # what the paragraph named before this sentence

        self.years: TimeMention | None = None  # the span of years named last
        self.event: TimeMention | None = None  # the day on which something took place
        titled = None if self.review else self.title_period(title)
        self.titled = titled and inherited(titled)
        led = None if self.review or titled else self.lead_period()
        self.main = self.titled or (led and inherited(led))

    # -- the article

    def title_period(self, title: str) -> TimeMention | None:
        if AHEAD.search(title):
            return None
        named = (m for m in find(title, published=self.published) if m.first and role(title, m) == "window")
        return next((m for m in named if m.rule in WINDOWS | YEARS | {"month"}), None)

    def lead_period(self) -> TimeMention | None:
        return next((m for m in self.anchors.windows(0, LEAD) if self.leads(m)), None)

    def leads(self, mention: TimeMention) -> bool:
        """Whether an expression tells what the article is about: not a target, not how it all began."""
        if mention.first is None or mention.last is None or self.published is None:
            return False
        if mention.first > self.published or (self.published - mention.last).days > RECENT:
            return False
        if mention.rule.startswith("since"):
            return (self.published - mention.first).days < 366
        if mention.rule in YEARS - {"year.said"}:
            return self.published.month <= 3 and mention.last.year == self.published.year - 1
        return mention.rule in WINDOWS or (mention.rule in DAYS and as_of(self.text, mention))

    # -- the way through it

    def enter(self, paragraph: Paragraph) -> None:
        """Open and close sections; what the paragraph before named is forgotten."""
        if paragraph.heading or 0 < paragraph.level < TOP:
            level = paragraph.level or LOWEST
            self.sections = {known: mention for known, mention in self.sections.items() if known < level}
        first = next(self.anchors.windows(paragraph.start, paragraph.end), None)
        if first and self.sets_section(paragraph, first):
            self.sections[paragraph.level or LOWEST] = inherited(first)
        self.carried = self.sections[max(self.sections)] if self.sections else None

    def sets_section(self, paragraph: Paragraph, first: TimeMention) -> bool:
        if first.rule in DAYS and not as_of(self.text, first):
            return False
        if paragraph.heading:
            return True
        if first.start - paragraph.start > OPENING:
            return False
        if self.review and (of_years(first) or first.rule in YEARS):
            return True
        short = paragraph.end - paragraph.start <= LONGEST_HEADING
        return short and LEADS_IN.search(self.text, paragraph.start, paragraph.end) is not None

    def read(self, anchors: Sequence[Anchor]) -> None:
        """A sentence begins."""
        self.years = next((a.mention for a in reversed(anchors) if of_years(a.mention)), self.years)
        self.event = next((a.mention for a in reversed(anchors) if self.is_event(a)), self.event)

    def is_event(self, anchor: Anchor) -> bool:
        day = anchor.mention
        if day.rule not in DAYS or anchor.role not in ("point", "nested", "window") or self.published is None:
            return False
        if day.first is None or not 0 <= (self.published - day.first).days <= EVENT_AGE or as_of(self.text, day):
            return False
        return happens(self.text[day.end : day.end + EVENT_CLAUSE].split("。", 1)[0])

    def leave(self, anchors: Sequence[Anchor], start: int, end: int) -> None:
        """A sentence ends: what it named governs the next; behind a semicolon also what it named in passing."""
        for anchor in reversed(anchors):
            if anchor.role not in ("window", "present", "undated"):
                continue
            if anchor.role == "present" and self.of_its_time(anchor.mention, anchors):
                continue
            if self.text[end - 1] in "；;" or not self.in_passing(anchor.mention, start):
                self.carried = inherited(anchor.mention)
                return

    def in_passing(self, mention: TimeMention, start: int) -> bool:
        """他2022年接过担子, 3月回乡: what does not open its sentence and is no date of account governs only that."""
        if as_of(self.text, mention):
            return False
        if mention.rule in MONTHS:
            return not mention.text.endswith(("份", "底", "末"))
        if mention.rule in YEARS:
            now = self.published is not None and mention.last is not None and mention.last.year == self.published.year
            return not (now or of_years(mention) or self.opens(mention, start))
        return (mention.rule in DAYS or mention.rule.startswith("since")) and not self.opens(mention, start)

    def opens(self, mention: TimeMention, start: int) -> bool:
        return mention.start - start <= OPENING and bool(OPENS.fullmatch(self.text, start, mention.start))

    # -- one figure

    def of_its_time(self, present: TimeMention, anchors: Sequence[Anchor]) -> bool:
        """2022年末，全县现有文化站17家: 现有 is of the day its sentence names, in a bulletin of the title's year."""
        if not present.text.startswith("现"):
            return False
        if any(a.role == "window" and a.mention.end <= present.start for a in anchors):
            return True
        closed = self.titled and self.titled.last and self.published and self.titled.last < self.published
        return bool(closed and self.titled and self.titled.rule in YEARS)

    def taking_place(self, figure: Stated) -> TimeMention | None:
        """The day of the event that is being told where the figure stands: until somebody reports, or names a time."""
        day = self.event
        if day is None or figure.status == "planned" or not day.end <= figure.start <= day.end + EVENT_REACH:
            return None
        told = self.text[day.end : figure.start]
        paragraph = day.end + told.rfind("\n") + 1
        if REPORTS.search(told) or (paragraph > day.end and not RESUMES.search(self.text, paragraph, figure.start)):
            return None
        if not of_event(day, self.text, figure.start, figure.end):
            return None
        later = (a.role for a in self.anchors.between(day.end, figure.start))
        if any(role in ("window", "present", "undated", "recurring") for role in later):
            return None
        return inherited(day)

    @property
    def in_years(self) -> bool:
        return self.carried is not None and of_years(self.carried)

    @property
    def ahead(self) -> bool:
        """Whether the title names a period that has not ended: a list of what is to be done in it."""
        return bool(self.titled and self.titled.last and self.published and self.titled.last >= self.published)

    def above(self, figure: Stated) -> TimeMention | None:
        """What the paragraph, the section or the article sets; one person's doings are of no quarter."""
        wider = [self.carried, self.titled]
        if self.main and self.main.start < figure.start and not self.gone_on(figure):
            wider.append(self.main)
        for mention in wider[:1] if figure.status == "anecdote" else wider:
            if mention is not None and self.may_govern(mention, figure):
                return mention
        return None

    def gone_on(self, figure: Stated) -> bool:
        """Whether the article has gone on from some days at its head to other times, in a paragraph before this one."""
        if self.main is None or self.main is self.titled or self.main.rule != "days":
            return False
        here = self.text.rfind("\n", 0, figure.start) + 1
        told = self.text.find("\n", self.main.end, here)
        later = self.anchors.between(told, here) if told >= 0 else ()
        return any(a.role in ("window", "present") and a.mention.rule not in DAYS | {"days"} for a in later)

    def may_govern(self, mention: TimeMention, figure: Stated) -> bool:
        """What was reached lies in no future."""
        if figure.status == "planned" or mention.first is None or self.published is None:
            return True
        return mention.first <= self.published
