"""The shapes a quantity takes, each a name, a pattern and a production; tried in the order of `SHAPES`.

A production gets the folded text and the place where a numeral begins and returns a `Reading` or None.
Bound words around it, quotation marks and provenance are the runner's (`quantities.py`).

>>> reading = rank("居全省第3位", 4, "居全省第")
>>> reading and (reading.low, reading.unit.name, reading.start)
(Decimal('3'), '位', 3)
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from extractors.numbers.numerals import DIGIT, NUMERAL, SCALE, More, Numeral, amount, numeral_at, numerals
from extractors.numbers.units import Unit, spelled, unit

PERCENT, RATIO, PLACE, BARE = unit("%"), Unit("比", "ratio"), Unit("位", "rank"), Unit("", "bare")
_ZH = "".join(DIGIT)
_SMALL = rf"(?:\d{{1,3}}|[{_ZH}十百]{{1,4}})"


@dataclass(frozen=True, slots=True)
class Reading:
    """A number of some shape at [start, end): one value in `low`, or a range low to high, or a structure `values`."""

    start: int
    end: int
    low: Decimal | None
    unit: Unit
    high: Decimal | None = None
    values: tuple[Decimal, ...] = ()
    more: More | Literal["le"] = ""
    per: str | None = None
    change: str = ""
    written: str = ""  # the numeral, for rules that care how it is written


# 居全省第3位 · 稳居全国第一 · 位次前移至第8
RANKING = r"(?:[居列排]|位次|名次|排名|升[至到]|前进|进位|全国|全省|全市|全区|全县|全州|全球|世界|各省|同类|均)"
_RANK_BEFORE = re.compile(rf"{RANKING}[^。;,、\d]{{0,10}}第\s?$|位次[^。;]{{0,6}}第\s?$|[)县市区省]第\s?$|[、,]第$")
_RANK = re.compile(
    rf"(?>{_SMALL})(?:位|名(?!书记))?(?!届|次|批|期|季度|产业|书记|个|大|时间|线|代|轮|阶段|款|条|章|"
    rf"部|方阵|梯队|[家所座例份张支条台套起宗]|\d|[年月天号组课站步])"
)
_TOP_BEFORE = re.compile(rf"(?:{RANKING}|[挤冲闯迈进步]?[入进]|跻身)[^。;,、]{{0,8}}前\s?$")
_TOP = re.compile(rf"(?>\d{{1,3}}|[{_ZH}十百]{{1,3}})(?:位|名|强)?(?!个?月|年|列|[一二三四]?季度|批|期|\d|[天日])")


def rank(folded: str, at: int, before: str) -> Reading | None:
    """第3位, 前十: the ordinals that are figures."""
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


# 翻一番 · 翻了两番 · 翻番
_DOUBLED = re.compile(rf"翻了?(?:(?P<times>[{_ZH}\d])番|番)")


def doubled(folded: str, at: int, before: str) -> Reading | None:
    """翻一番 is 100 % more, 翻两番 300 %."""
    m = _DOUBLED.match(folded, at)
    times = amount(m["times"]) if m and m["times"] else Decimal(1)
    if m is None or times is None or not 0 < times < 9:
        return None
    return Reading(at, m.end(), (2 ** int(times) - 1) * Decimal(100), PERCENT, change="+")


def growing(folded: str, at: int, before: str) -> Reading | None:
    """正增长: growth of more than nothing."""
    if not folded.startswith("正增长", at):
        return None
    return Reading(at, at + 3, Decimal(0), PERCENT, more="gt", change="+")


# 一半 · 过半 · 半数以上
_HALF = re.compile(
    r"一半|半数|(?<=[过近超])(?<!间过)(?<!务过)(?<!程过)(?<!双过)半(?![年天月日小夜山径导个路空途截成程])"
)


def half(folded: str, at: int, before: str) -> Reading | None:
    """一半 is 50 %."""
    m = _HALF.match(folded, at)
    return Reading(at, m.end(), Decimal(50), PERCENT, written="half") if m else None


# 百分之九十六点五 · 千分之四 · 三分之二 · 1/10
_PARTS = re.compile(rf"(?P<below>[{_ZH}十百千万亿拾佰仟]{{1,7}}|\d{{1,6}})分之(?P<above>{NUMERAL.pattern})")
_SLASHED = re.compile(r"(?P<above>\d{1,2})/(?P<below>\d{1,3})(?![\d/年月])")


def fraction(folded: str, at: int, before: str) -> Reading | None:
    """Fractions become per cent, 千分之 stays per mille."""
    m = _PARTS.match(folded, at) or _SLASHED.match(folded, at)
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


# 七成 · 九成五 · 9.5成 ; not 成立
_TENTHS = re.compile(rf"成(?P<half>[{_ZH}半](?![个名户家成]))?(?![立为功员果效本分都长就绩交批熟套型品份书绿片群家人])")
_DISCOUNT = re.compile(r"折(?![合算叠页返旧通射子线扣])")


def _tenths(folded: str, n: Numeral) -> Reading | None:
    low, high = (n.value, None) if n.value is not None else (n.low, n.high)
    if low is not None and low < 100 and high is None and (m := _DISCOUNT.match(folded, n.end)):  # 八折, 75折
        return Reading(n.start, m.end(), low if low >= 10 else low * 10, PERCENT)
    if low is None or low > 10:
        return None
    if m := _TENTHS.match(folded, n.end):
        extra = Decimal(0) if not m["half"] else Decimal(5) if m["half"] == "半" else Decimal(DIGIT[m["half"]])
        return Reading(
            n.start, m.end(), low * 10 + extra, PERCENT, high=None if high is None else high * 10, more=n.more
        )
    return None


def _unit_behind(folded: str, at: int) -> tuple[Unit, Decimal, int, str | None] | None:
    """Unit, its multiple, end and denominator of what stands at `at`, one blank allowed."""
    at += folded[at : at + 1] == " "
    found = spelled(folded, at)
    if found is None:
        return None
    u, times, length = found
    end = at + length
    if u.name == "个" and folded[end : end + 1] == "亿" and folded[end + 1 : end + 2] != "级":  # 两个亿
        more = spelled(folded, end + 1)
        return (more[0] if more else BARE), Decimal(10**8), end + 1 + (more[2] if more else 0), None
    if u.name == "个" and _POINTS_FOLLOW.match(folded, end):  # 12.7个、12个百分点
        return unit("百分点"), Decimal(1), end, None
    if folded[end : end + 1] == "/" and (below := spelled(folded, end + 1)):
        return unit(f"{u.name}/{below[0].name}"), times, end + 1 + below[2], below[0].name
    if folded[end - length : end].isascii() and folded[end : end + 1].isascii() and folded[end : end + 1].isalnum():
        return None  # 5G is no 5 g of something, 20mm2x
    return u, times, end, None


_POINTS_FOLLOW = re.compile(r"(?:、|和|与|-|至)\d+(?:\.\d+)?个百分点")
_NEXT_IN_LIST = re.compile(rf"(?:[、,]|和|及|与|以及)\s?(?=(?:[+-]?{NUMERAL.pattern}))")


def _inherited(folded: str, n: Numeral) -> tuple[Unit, Decimal] | None:
    """The unit of a coordinated number further on: 2.16和1.66个百分点, 3.2、4.5和6.1万元 (the scale too)."""
    end = n.end
    for _ in range(8):
        sep = _NEXT_IN_LIST.match(folded, end)
        following = numeral_at(folded, sep.end()) if sep else None
        if following is None:
            return None
        behind = _unit_behind(folded, following.end)
        if behind and behind[0].dimension not in ("time", "age", "rating"):
            scale = following.scale if n.scale == 1 and "." in n.text else 1
            return behind[0], behind[1] * scale
        end = following.end
    return None


# ￥300 · 人民币50 · 港币2960 ; where no unit follows
CURRENCY = {"￥": "元", "¥": "元", "人民币": "元", "$": "美元", "港币": "港元"}
_CURRENCY = re.compile(rf"({'|'.join(map(re.escape, CURRENCY))})\s?$")

# 3—5个 · 5至8万元 · 30%—60% · 1万元至2万元
_SEPARATOR = re.compile(r"\s?(?:-{1,2}|—{1,2}|~|～|至|到)\s?")
_FROM = re.compile(r"(?:从|由|自)[^,。;]{0,12}$")


def _range(
    folded: str, n: Numeral, behind: tuple[Unit, Decimal, int, str | None] | None, before: str
) -> Reading | None:
    sep = _SEPARATOR.match(folded, behind[2] if behind else n.end)
    if sep is None or n.value is None or (sep.group().strip() in "至到" and _FROM.search(before)):
        return None
    second = numeral_at(folded, sep.end())
    if second is None:
        return None
    far = _unit_behind(folded, second.end)
    if second.value is None or far is None or (behind and behind[0].name != far[0].name):
        return None
    low = n.value * (behind[1] if behind else far[1])
    if not behind and n.scale == 1 and n.value < second.value / second.scale:
        low *= second.scale
        if n.chinese and n.value < 10 and second.scale == 1 and second.text[-1] in "百千":  # 两到三百
            low *= SCALE[second.text[-1]]
    high = second.value * far[1]
    return Reading(n.start, far[2], low, far[0], high=high, per=far[3], written=n.text) if low < high else None


def number(folded: str, at: int, before: str) -> Reading | None:
    """A numeral with its unit; without one the unit is `BARE` and the runner decides."""
    n = numeral_at(folded, at)
    if n is None:
        return None
    if found := _tenths(folded, n):
        return found
    if n.text[-1] in "十百千万亿" and n.value is None and n.low is None:
        return None
    behind = _unit_behind(folded, n.end)
    if found := _range(folded, n, behind, before):
        return found
    if behind is None and (currency := _CURRENCY.search(before)):
        behind = (unit(CURRENCY[currency[1]]), Decimal(1), n.end, None)
    if n.value is None and n.low is None:
        return None
    value, high = (n.value, None) if n.value is not None else (n.low, n.high)
    if value is None:
        return None
    if behind is None:
        shared = _inherited(folded, n)
        if shared is None:
            return Reading(at, n.end, value, BARE, high=high, more=n.more, written=n.text)
        return Reading(at, n.end, value * shared[1], shared[0], high=high, more=n.more, written=n.text)
    u, times, end, per = behind
    total = Reading(
        at, end, value * times, u, high=None if high is None else high * times, more=n.more, per=per, written=n.text
    )
    return _up_to(folded, _compound(folded, total), end) if high is None else total


def _up_to(folded: str, first: Reading, simple: int) -> Reading:
    """五元六角至五元七角: a range of compounds; one of simple quantities has been read before."""
    sep = _SEPARATOR.match(folded, first.end) if first.end > simple else None
    n = numeral_at(folded, sep.end()) if sep else None
    behind = _unit_behind(folded, n.end) if n else None
    if n is None or behind is None or n.value is None or first.low is None or behind[0] != first.unit:
        return first
    second = _compound(folded, Reading(n.start, behind[2], n.value * behind[1], behind[0], written=n.text))
    if second.low is None or second.low <= first.low:
        return first
    return replace(first, end=second.end, high=second.low)


_FEN = re.compile(rf"(?P<jiao>零)?(?P<n>[{_ZH}\d])(?P<fen>分钱?)?(?=[到至,。;、)~—-]|\s|$|左右|上下|以[上下内])")
_TENTH = re.compile(r"[一二三四五六七八九](?=[,。;、)]|$|左右|以[上下]|[高长宽深])")  # 三米九
_AND_A_HALF = re.compile(r"半(?![年天夜路山数径成])")


def _compound(folded: str, first: Reading) -> Reading:
    """18公里600米, 123元1角1分, 三斤半: smaller units of the same dimension directly behind, each below the last."""
    if first.low is None or first.unit.si_factor is None or first.per:
        return first
    total, step = first, Decimal(1)
    while n := numeral_at(folded, total.end):
        behind = _unit_behind(folded, n.end)
        if behind is None or n.value is None or behind[0].dimension != first.unit.dimension or not behind[0].si_factor:
            break
        part = Decimal(str(behind[0].si_factor / first.unit.si_factor)) * behind[1]
        if part >= step or n.value * part >= step:
            break
        total, step = replace(total, end=behind[2], low=(total.low or Decimal(0)) + n.value * part), part
    if first.unit.dimension == "money" and (m := _FEN.match(folded, total.end)) and total.low is not None:
        jiao = folded[total.end - 1] in "块元圆" and not m["jiao"] and not m["fen"]  # 三块四 is 3.4, 三块零四分 3.04
        value = amount(m["n"]) or Decimal(0)
        return replace(total, end=m.end(), low=total.low + value / (10 if jiao else 100))
    if total is first and first.unit.name == "米" and (m := _TENTH.match(folded, first.end)):
        return replace(first, end=m.end(), low=first.low + Decimal(DIGIT[m.group()]) / 10)
    if (
        total is first
        and first.unit.dimension in ("mass", "length", "volume")
        and (m := _AND_A_HALF.match(folded, first.end))
    ):
        return replace(first, end=m.end(), low=first.low + Decimal("0.5"))
    return total


@dataclass(frozen=True, slots=True)
class Shape:
    """A way to write a quantity: its name is the `rule` of what it reads."""

    name: str
    read: Callable[[str, int, str], Reading | None]


SHAPES = (
    Shape("rank", rank),
    Shape("doubling", doubled),
    Shape("positive growth", growing),
    Shape("half", half),
    Shape("fraction", fraction),
    Shape("proportion", proportion),
    Shape("number and unit", number),
)
