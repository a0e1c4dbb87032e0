"""Whose pupils, staff or beds: 普通高中5所,招生3120人,毕业生2980人 are of the schools counted right before.

>>> PUPILS.fullmatch("在校学生") is not None, HOUSE.search("普通高中") is not None, HOUSE.search("停车场") is None
(True, True, True)

Not read: several kinds counted one after the other, to which a figure behind them belongs together.
"""

import re

from extractors.parse.context import Context
from extractors.parse.memory import Fact, Memory
from extractors.parse.words import PREDICATE

# what houses have, told without saying of which: 招生, 在校学生, 床位
PUPILS = re.compile(
    r"(?:当年|年末|现有|共有|有)?(?:招生|在校学?生|在校学生|毕业生|毕业|专任教师|教职工|教师)(?:人?数|总数)?"
)
BEDS = re.compile(r"(?:实有|编制|开放)?(?:床位|病床)数?|(?:卫生|医护|卫生技术|医务)人员")
HOUSE = re.compile(r"(?:学校|小学|初中|高中|中学|职高|职中|院校|高校|大学)$")
WARD = re.compile(
    r"(?:医院|卫生院|卫生服务中心|保健院|保健机构|医疗机构|卫生机构|福利单位|福利机构|福利院|敬老院|"
    r"养老院|养老机构|收养性机构|收养性单位|社会服务机构|民政服务机构)$"
)
_OF_SCHOOL = re.compile(rf"(?P<school>[\u4e00-\u9fff]{{1,12}}?{HOUSE.pattern.rstrip('$')})(?:{PUPILS.pattern})")
_MADE = re.compile(r"新|改|扩|迁|撤|并|投|检查|对")  # 新建3所: what was built, not what there is


def housed(memory: Memory, c: Context, name: str) -> str:
    """The name with the kind of house that was counted last in the sentence, empty where there is not just one."""
    kind = HOUSE if PUPILS.fullmatch(name) else WARD if BEDS.fullmatch(name) else None
    if kind is None or c.first or ";" in c.gap:
        return ""
    if (same := _of_the_same(memory, name)) and kind is HOUSE:
        return same + name
    for at in range(len(memory.recent) - 1, -1, -1):
        fact = memory.recent[at]
        if _counts(fact, kind):
            several = at > 0 and _counts(memory.recent[at - 1], kind) and not _begins(fact)
            plain = PREDICATE.sub("", fact.measure) if PREDICATE.match(fact.measure) else fact.measure
            return "" if several or _MADE.match(fact.measure) else plain + name
        if _begins(fact) or ";" in fact.context.gap:
            return ""
    return ""


def _of_the_same(memory: Memory, name: str) -> str:
    """青石小学在校学生900人,专任教师60人: what the sentence began with has its school before it."""
    first = memory.recent[0] if memory.recent else None
    told = _OF_SCHOOL.fullmatch(first.measure) if first is not None and not _begins(first) else None
    return told["school"] if told and ";" not in "".join(f.context.gap for f in memory.recent[1:]) else ""


def _begins(fact: Fact) -> bool:
    """Whether a part of the whole, or a new list, begins with it."""
    return (
        fact.context.left.startswith("其中")
        or fact.context.gap.rstrip(",:").endswith("其中")
        or ";" in fact.context.gap
    )


def _counts(fact: Fact, kind: re.Pattern[str]) -> bool:
    return fact.quantity.unit.dimension == "count" and fact.kind == "level" and kind.search(fact.measure) is not None
