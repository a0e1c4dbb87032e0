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
REACH = 12  # figures of the sentence that are looked back at
# 青石小学在校学生900人,专任教师60人: the sentence speaks of one school or kind of school
_OF_SCHOOL = re.compile(rf"(?P<school>[\u4e00-\u9fff]{{0,12}}?{HOUSE.pattern.rstrip('$')})(?:{PUPILS.pattern})")
_MADE = re.compile(r"新|改|扩|迁|撤|并|投|检查|对")  # 新建3所: what was built, not what there is


def housed(memory: Memory, c: Context, name: str) -> str:
    """The name with the kind of house that was counted last in the sentence, empty where there is not just one."""
    kind = HOUSE if PUPILS.fullmatch(name) else WARD if BEDS.fullmatch(name) else None
    told = memory.recent[-REACH:]
    if kind is None or c.first:
        return ""
    if kind is HOUSE and (schools := [(m["school"], f) for f in told if (m := _OF_SCHOOL.fullmatch(f.measure))]):
        one = len({school for school, _ in schools}) == 1 and not any(_part(fact) for _, fact in schools)
        return schools[0][0] + name if one and len(told) < REACH else ""
    for at in range(len(told) - 1, -1, -1):
        fact = told[at]
        if _counts(fact, kind):
            several = at > 0 and _counts(told[at - 1], kind) and not _part(fact)
            plain = PREDICATE.sub("", fact.measure) if PREDICATE.match(fact.measure) else fact.measure
            return "" if several or _MADE.match(fact.measure) else plain + name
        if _part(fact):
            return ""
    return ""


def _part(fact: Fact) -> bool:
    """Whether it is told as a part of what was told before."""
    return fact.context.left.startswith("其中") or fact.context.gap.rstrip(",:").endswith("其中")


def _counts(fact: Fact, kind: re.Pattern[str]) -> bool:
    return fact.quantity.unit.dimension == "count" and fact.kind == "level" and kind.search(fact.measure) is not None
