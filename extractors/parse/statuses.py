"""Status: achieved, planned, a threshold that defines a class, or the story of one person.

Planning words govern the rest of their sentence until a word of achievement; a passage of targets (主要预期目标是) and
the part of a long report that lies ahead (a heading such as 2026年工作安排) govern all of their sentences.

>>> targets("主要目标是:收入增长6%;新增就业900人。去年")
[(5, 21)]
"""

import re
from bisect import bisect_right
from collections.abc import Iterable
from datetime import date

from extractors.parse.ahead import ACTUALLY, AWAITS, INTENDS, ONCE, WILL, is_ahead
from extractors.parse.memory import Fact
from extractors.parse.stories import Stories
from extractors.records import Status
from extractors.text import fold

# 占年度计划|15亿元的44%: the plan's own size
_SIZE_OF_PLAN = re.compile(r"占(?:全年|年度|年初|年)?(?:计划|目标|预算)(?:总?投资|任务)*$")
_PLAN_ENDS = ("计划", "目标", "预算", "投资", "任务")
_BEHIND = re.compile(
    rf"[^,。;]{{0,12}}?(?:{WILL}|{INTENDS}|{AWAITS}|有望)|"
    r"[^,。;]{0,14}的目标|[^,。;]{0,8}任务,[^,。;]{0,10}前[^,。;]{0,8}完成"
)
_YEAR = re.compile(r"(2(?<![较比]2)0\d\d)年")
_TARGETS = re.compile(r"(?:主要|预期|发展|工作|奋斗|总体|具体)(?:预期)?目标(?:任务)?(?:是|为|有|如下|:)")

# what such words open: up to the full stop, and on over the lines of a list
_ENDS = re.compile(r"[。!?\n]")
_LISTED_LINE = re.compile(r"[。!?]?\n[ \t　]*(?:——?|[●◆▶■•·]|\d{1,2}[.、])")

# 大豆40万亩,增加2万亩,其中春大豆: nothing but things, their figures and changes
_THING = r"(?:(?![已了年月目的])[\u4e00-\u9fff]){0,20}[近约超逾]?"
_THINGS = re.compile(rf"(?>(?:{_THING}[\d.]{{1,9}}[\u4e00-\u9fff%]{{1,5}}[,、])*)(?:比上年)?{_THING}")
# of what is estimated for the year, and of what is done, the parts may be there already
_OF_PLAN = re.compile(r"[ 　]*其中[,:]?(?!已|完成|实现)")
# 总投资9亿元,其中亿元以上项目3个: what is to be invested in them leaves the things what they are
_COST = re.compile(r"(?:总投资|概算|协议(?:投资|引资)|意向(?:投资|金额))[^。;]*[,;]其中[^。;]*$")
_LIST = 240  # characters before a semicolon in which its plan is told

_HEADING = re.compile(
    r"(?m)^[ \t　]*(?:[一二三四五六七八九十]+、|\([一二三四五六七八九十]+\)|第[一二三四五六七八九十]+部分[、:]?)"
    r"?(?P<head>[^\n。]{2,36})$"
)
_AHEAD_HEADING = re.compile(
    r"工作(?:安排|打算|思路|部署|重点|计划|建议)|重点工作|目标任务|总体要求|主要(?:目标|"
    r"任务)|重点任务|下一步|下步|今后|发展目标|工作要求"
)
_BACK_HEADING = re.compile(r"回顾|完成情况|工作总结|主要成就|主要成效|取得的?成|工作情况|执行情况|做法|成效")
_AHEAD_OPENING = re.compile(
    r"(?:做好|完成)(?:今年|20\d\d年|明年|全年|下半年)[^。]{0,16}(?:工作|目标)|"
    r"(?:今年|20\d\d年|明年)[^,。;]{0,16}(?:总体要求|预期目标|发展目标|工作重点)|(?:主要|发展)预期目标(?:是|:)|"
    r"重点(?:做好|抓好|推进)(?:以下|[\d一二三四五六七八九十]+个?方面)|“十[四五六七]五”时期[^。]{0,20}(?:目标|要求)"
)
# 围绕上述目标,重点抓好… at the head of a paragraph: from there on it is the plan, however short the text
_AHEAD_FROM = re.compile(
    r"(?m)^[ \t　]*(?:围绕|对照|紧扣|为了?(?:实现|完成|确保))(?:上述|以上|这一|这些|全年)[^,。;:\n]{0,8}(?:目标|任务)"
)
# 下一步,… · 明年,… at the head of a paragraph: the rest of it is the plan too
_AHEAD_PARAGRAPH = re.compile(
    r"(?m)^[ \t　]*(?:下一步|下一阶段|接下来|今后|未来[一二三四五几\d]+年|明年|"
    r"“十[四五六七]五”(?:期间|时期)[^。\n]{0,12}(?:将|要|计划|规划|力争|拟))[^\n]*"
)
_LONG = 4000  # characters: in a text of that length an opening phrase, too, begins a part
_PLAN_TITLE = re.compile(
    r"(?:工作方案|实施方案|行动方案|行动计划|工作要点|规划|任务清单|工作计划|年度计划|招生计划|清单|实事|民心工程)"
    r"(?:的通知|公布|发布|出炉|敲定|确定|明确|来了|公示|》|”|$)"
)


def passages(folded: str, title: str = "") -> list[tuple[int, bool]]:
    """Where a text turns to what lies ahead or back, by its headings: (offset, ahead), in order."""
    turns: list[tuple[int, bool]] = [(0, bool(_PLAN_TITLE.search(title)))]
    for m in _HEADING.finditer(folded):
        if _BACK_HEADING.search(m["head"]):
            turns.append((m.start(), False))
        elif _AHEAD_HEADING.search(m["head"]) and m.start() > len(folded) // 8:
            turns.append((m.start(), True))
    turns += [(m.start(), True) for m in _AHEAD_FROM.finditer(folded)]
    if len(folded) >= _LONG:
        turns += [(m.start(), True) for m in _AHEAD_OPENING.finditer(folded) if m.start() > len(folded) // 5]
    return sorted(turns)


def targets(folded: str) -> list[tuple[int, int]]:
    """The passages that list targets or tell what comes next, in order and apart.

    >>> targets("主要目标是:收入增长6%;新增就业900人。去年"), targets("建成3座。\\n下一步,将建5座。再建6座。")
    ([(5, 21)], [(6, 20)])
    """
    spans: list[tuple[int, int]] = []
    for m in _TARGETS.finditer(folded):
        if not spans or m.start() >= spans[-1][1]:
            spans.append((m.end(), _end_of_passage(folded, m.end())))
    spans += [m.span() for m in _AHEAD_PARAGRAPH.finditer(folded)]
    found: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if not found or start >= found[-1][1]:
            found.append((start, end))
    return found


def _end_of_passage(folded: str, at: int) -> int:
    while stop := _ENDS.search(folded, at):
        line = _LISTED_LINE.match(folded, stop.start())
        if line is None:
            return stop.start()
        at = line.end()
    return len(folded)


def _changes(fact: Fact, level: Fact) -> bool:
    """Whether the fact says how the level before it changed: 38亿元,增长4%."""
    same = fact.measure == level.measure and fact.kind in ("change_rate", "change_abs")
    return same and not fact.context.first and fact.context.gap in (",", "、") and not ONCE.search(level.context.left)


class Statuses:
    """The status of each fact of one text."""

    def __init__(self, text: str, published: date | None, title: str = "") -> None:
        self._folded = fold(text)
        self._published = published
        self._turns = passages(self._folded, fold(title))
        self._targets = targets(self._folded)
        self._met = [m.end() for m in ACTUALLY.finditer(self._folded)] if self._targets else []
        self._stories = Stories(text, self._folded)

    def of(self, facts: Iterable[Fact]) -> list[Status]:
        """The status of each, in order; a change told right behind its level has that of the level."""
        found: list[Status] = []
        level: Fact | None = None
        for fact in facts:
            changed = level is not None and _changes(fact, level)
            found.append("planned" if changed and found[-1] == "planned" else self._of(fact))
            level = fact if fact.kind == "level" else None
        return found

    def _of(self, fact: Fact) -> Status:
        """Threshold before anecdote before planned before actual."""
        if fact.threshold:
            return "threshold"
        at = fact.quantity.start
        begin, _ = fact.context.sentence
        before = self._folded[max(begin, at - 240) : at]
        if fact.quantity.unit.dimension != "money" and (cost := _COST.search(before)):
            before = before[: cost.start()]
        if self._stories.tells(at, begin, before):
            return "anecdote"
        turn = self._turns[bisect_right(self._turns, (at, True)) - 1]
        if (
            len(self._turns) > 1
        ):  # a report told in parts: a plan mentioned in its review reaches no further than its clause
            before = before[max(before.rfind(","), 0) :]
        if (
            turn[1]
            or self._in_targets(begin, at)
            or is_ahead(before, fact.context.right)
            or self._later_year(before)
            or self._listed_on(begin, before)
            or self._part_of_plan(at)
            or _BEHIND.match(fact.context.right)
            or (fact.kind == "level" and before.endswith(_PLAN_ENDS) and _SIZE_OF_PLAN.search(before))
        ):
            return "planned"
        return "actual"

    def _in_targets(self, begin: int, at: int) -> bool:
        """Whether a passage of targets holds the quantity: 主要预期目标是:…;…, until it says what was done."""
        i = bisect_right(self._targets, (at, at)) - 1
        if i < 0 or at >= self._targets[i][1]:
            return False
        met = bisect_right(self._met, at) - 1
        return met < 0 or self._met[met] < max(begin, self._targets[i][0])

    def _listed_on(self, begin: int, before: str) -> bool:
        """计划种玉米90万亩;大豆40万亩: a plan goes on behind a semicolon where only things and figures follow."""
        if self._folded[begin - 1 : begin] != ";" or not _THINGS.fullmatch(before):
            return False
        earlier = _ENDS.split(self._folded[max(0, begin - _LIST) : begin])[-1]
        return is_ahead(earlier[:-1])

    def _part_of_plan(self, at: int) -> bool:
        """计划投资3亿元。其中,公路1亿元;桥梁2亿元: the parts of a plan are planned, until something is done."""
        here = self._folded[max(0, at - _LIST) : at]
        stop = max(here.rfind(mark) for mark in "。!?\n")
        if stop < 0 or not _OF_PLAN.match(here, stop + 1):
            return False
        earlier = _ENDS.split(here[:stop].rstrip("。!?\n 　"))[-1]
        return "预计" not in earlier and is_ahead(earlier + here[stop:])

    def _later_year(self, before: str) -> bool:
        """到2030年: a year after publication, named in the sentence and not merely compared with."""
        if self._published is None:
            return False
        return any(int(m[1]) > self._published.year for m in _YEAR.finditer(before))
