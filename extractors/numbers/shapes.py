"""The shapes a quantity takes, each a name, a pattern and a production; tried in the order of `SHAPES`.

A production gets the folded text and the place where a numeral begins and returns a `Reading` or None.
Bound words around it, quotation marks and provenance are the runner's (`quantities.py`).

>>> reading = rank("居全省第3位", 4, "居全省第")
>>> reading and (reading.low, reading.unit.name, reading.start)
(Decimal('3'), '位', 3)
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from extractors.numbers.amounts import number
from extractors.numbers.numerals import DIGIT, NUMERAL, amount, numerals
from extractors.numbers.reading import PERCENT, PLACE, RATIO, Reading
from extractors.numbers.units import unit
from extractors.records import Bound

_ZH = "".join(DIGIT)
_SMALL = rf"(?:\d{{1,3}}|[{_ZH}十百]{{1,4}})"


# 居全省第3位 · 稳居全国第一 · 位次前移至第8
RANKING = (
    r"(?:[居列排]|位次|名次|排名|升[至到]|前进|进位|全国|全省|全市|全区|全县|全州|全球|世界|各省|同类|均|"
    r"[东中西]部|东北|长三角|珠三角|京津冀)"
)
_RANK_BEFORE = re.compile(rf"{RANKING}[^。;,、\d]{{0,10}}第\s?$|位次[^。;]{{0,6}}第\s?$|[)县市区省]第\s?$|[、,]第$")
_RANK = re.compile(
    rf"(?>{_SMALL})(?:位|名(?!书记))?(?!届|次|批|期|季度|产业|书记|个|大|时间|线|代|轮|阶段|款|条|章|百分位|"
    rf"部|方阵|梯队|项目|中学|小学|高级中学|人民|医院|幼儿|实验|党|看守|监狱|[家所座例份张支条台套起宗]|\d|[年月天号组课站步])"
)
_TOP_BEFORE = re.compile(rf"(?:{RANKING}|[挤冲闯迈进步]?[入进]|跻身)[^。;,、]{{0,8}}前\s?$")
_TOP = re.compile(rf"(?>\d{{1,3}}|[{_ZH}十百]{{1,3}})(?:位|名|强)?(?!个?月|年|列|[一二三四]?季度|批|期|\d|[天日])")


def rank(folded: str, at: int, before: str) -> Reading | None:
    """第3位, 前十: the ordinals that are figures."""
    if before.rstrip()[-1:] not in ("第", "前"):
        return None
    for word, left, here in (("第", _RANK_BEFORE, _RANK), ("前", _TOP_BEFORE, _TOP)):
        if before.rstrip().endswith(word) and left.search(before) and (m := here.match(folded, at)):
            if (
                word == "第"
                and before[-2:-1] in ("、", ",")
                and not re.match(r"[位名]|[,。;)]", folded[m.end() - 1 : m.end() + 1])
            ):
                return None
            place = amount(re.sub("[位名强]", "", m.group()))
            if place:
                return Reading(folded.rindex(word, 0, at), m.end(), place, PLACE, more="le" if word == "前" else "")
    return None


# 翻一番 · 翻了两番 · 翻番 · 翻了近一番
_DOUBLED = re.compile(rf"翻了?(?:(?P<limit>将?近|超过?|逾|约)?(?P<times>[{_ZH}\d])番|番)")
_LIMITS: dict[str, Bound] = {"近": "lt", "将近": "lt", "超": "gt", "超过": "gt", "逾": "gt", "约": "approx"}


def doubled(folded: str, at: int, before: str) -> Reading | None:
    """翻一番 is 100 % more, 翻两番 300 %."""
    m = _DOUBLED.match(folded, at)
    times = amount(m["times"]) if m and m["times"] else Decimal(1)
    if m is None or times is None or not 0 < times < 9:
        return None
    times_more = (2 ** int(times) - 1) * Decimal(100)
    return Reading(at, m.end(), times_more, PERCENT, more=_LIMITS.get(m["limit"], ""), change="+")


def growing(folded: str, at: int, before: str) -> Reading | None:
    """正增长: growth of more than nothing."""
    if not folded.startswith("正增长", at):
        return None
    return Reading(at, at + 3, Decimal(0), PERCENT, more="gt", change="+")


# 一半 · 过半 · 半数以上 · 半成 is half of a tenth
_HALF = re.compile(
    r"一半|半数|(?P<tenth>半成(?![品熟立为]))|(?<=[过近超])(?<!间过)(?<!务过)(?<!程过)(?<!双过)半(?![年天月日小夜山径导个路空途截成程百])"
)


def half(folded: str, at: int, before: str) -> Reading | None:
    """一半 is 50 %."""
    m = _HALF.match(folded, at)
    return Reading(at, m.end(), Decimal(5 if m["tenth"] else 50), PERCENT, written="half") if m else None


# 百分之九十六点五 · 千分之四 · 三分之二 · 1/10
_PARTS = re.compile(rf"(?P<below>[{_ZH}十百千万亿拾佰仟]{{1,7}}|\d{{1,6}})分之(?P<above>{NUMERAL.pattern})")
_SLASHED = re.compile(r"(?P<above>\d{1,2})/(?P<below>\d{1,3})(?![\d/年月万])")  # 12/10万 is a rate, no fraction


def fraction(folded: str, at: int, before: str) -> Reading | None:
    """Fractions become per cent, 千分之 stays per mille."""
    m = ("分之" in folded[at + 1 : at + 10] and _PARTS.match(folded, at)) or _SLASHED.match(folded, at)
    if m is None:
        return None
    above = next(numerals(m["above"]))
    below = amount(m["below"])
    if above.value is None or not below:
        return None
    if m["below"] in ("千", "仟"):
        return Reading(at, m.end(), above.value, unit("‰"), more=above.more)
    return Reading(at, m.end(), (above.value / below * 100).normalize(), PERCENT, more=above.more)


# 2.05:1 · 8.5:37.0:54.5
_COLONS = re.compile(r"\d+(?:\.\d+)?(?::\d+(?:\.\d+)?){1,7}")
_AGAINST = re.compile(r"(?:比例|之比|比|比值|比率)(?:为|是|达|达到|由|从)?$")
_SPOKEN = re.compile(rf"(?P<a>\d+(?:\.\d+)?|[{_ZH}])比(?P<b>\d+(?:\.\d+)?|[{_ZH}])")


def proportion(folded: str, at: int, before: str) -> Reading | None:
    """x:1 is x; a structure of several parts keeps them all."""
    behind = folded[at : at + 16]
    if ":" not in behind and "比" not in behind:
        return None
    if m := _COLONS.match(folded, at):
        parts = tuple(map(Decimal, m.group().split(":")))
    elif (m := _SPOKEN.match(folded, at)) and _AGAINST.search(before):
        both = amount(m["a"]), amount(m["b"])
        if both[0] is None or both[1] is None:
            return None
        parts = (both[0], both[1])
    else:
        return None
    if len(parts) == 2 and parts[1] == 1:
        return Reading(at, m.end(), parts[0], RATIO)
    return Reading(at, m.end(), None, RATIO, values=parts)


@dataclass(frozen=True, slots=True)
class Shape:
    """A way to write a quantity: its name is the `rule` of what it reads."""

    name: str
    read: Callable[[str, int, str], Reading | None]
    opens: str = ""  # the letters it begins with, where they are few


NUMBER = "number and unit"  # the one shape that asks for judgement
SHAPES = (
    Shape("rank", rank),
    Shape("doubling", doubled, "翻"),
    Shape("positive growth", growing, "正"),
    Shape("half", half, "一半"),
    Shape("fraction", fraction),
    Shape("proportion", proportion),
    Shape(NUMBER, number),
)
