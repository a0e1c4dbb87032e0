"""A numeral with its unit: ranges, compounds, tenths, and units that stand behind a later number of the list.

>>> r = number("5至8万元", 0, "")
>>> r and (str(r.low), str(r.high), r.unit.name)
('50000', '80000', '元')
>>> r = number("123元1角1分", 0, "")
>>> r and (str(r.low), r.end)
('123.11', 8)
"""

import re
from decimal import Decimal
from typing import NamedTuple

from extractors.numbers.evidence import MEASURES
from extractors.numbers.numerals import DIGIT, NUMERAL, SCALE, Numeral, amount, numeral_at
from extractors.numbers.reading import BARE, PERCENT, Reading
from extractors.numbers.units import Unit, spelled, unit

_ZH = "".join(DIGIT)


class Behind(NamedTuple):
    """The unit behind a number: how many of it the spelling is (角 = 0.1 元), where it ends, its denominator."""

    unit: Unit
    times: Decimal
    end: int
    per: str | None = None


# 七成 · 九成五 · 9.5成 ; not 成立
_TENTHS = re.compile(rf"成(?P<half>[{_ZH}半](?![个名户家成]))?(?![立为功员果效本分都长就绩交批熟套型品份书绿片群家人])")
_DISCOUNT = re.compile(r"折(?![合算叠页返旧通射子线扣])")


def _tenths(folded: str, n: Numeral) -> Reading | None:
    if folded[n.end : n.end + 1] not in ("成", "折"):
        return None
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


def _and_a_half(folded: str, n: Numeral) -> Reading | None:
    """两个半公里: the half stands between the number and its unit."""
    m = _HALF_BETWEEN.match(folded, n.end)
    behind = _unit_behind(folded, m.end()) if m else None
    if behind is None or n.value is None:
        return None
    written = folded[n.start : m.end()] if m else ""
    return Reading(n.start, behind.end, n.value + Decimal("0.5"), behind.unit, per=behind.per, written=written)


_MANY = frozenset("百千万")  # before the unit of a denominator
_POINTS_FOLLOW = re.compile(r"(?:、|和|与|-|至)\d+(?:\.\d+)?个百分点")


def _each(folded: str, end: int, u: Unit) -> bool:
    """Whether 每 behind a unit of measure makes a rate of it: 200立方米每秒, not 新建3个每个20平方米."""
    return folded[end : end + 1] == "每" and u.dimension in MEASURES and u.dimension != "computing"


def _unit_behind(folded: str, at: int) -> Behind | None:
    """Unit, its multiple, end and denominator of what stands at `at`, one blank allowed."""
    at += folded[at : at + 1] == " "
    found = spelled(folded, at)
    if found is None:
        return None
    u, times, length = found
    end = at + length
    if u.name == "个" and folded[end : end + 1] == "亿" and folded[end + 1 : end + 2] != "级":  # 两个亿
        more = spelled(folded, end + 1)
        return Behind(more[0] if more else BARE, Decimal(10**8), end + 1 + (more[2] if more else 0))
    if u.name == "个" and _POINTS_FOLLOW.match(folded, end):  # 3.4个、2个百分点
        return Behind(unit("百分点"), Decimal(1), end)
    if folded[end : end + 1] == "/" or _each(folded, end, u):
        many = folded[end + 1] if folded[end + 1 : end + 2] in _MANY else ""  # 公里/百平方公里
        if below := spelled(folded, end + 1 + len(many)):
            per = many + below[0].name
            return Behind(unit(f"{u.name}/{per}"), times, end + 1 + len(many) + below[2], per)
    if folded[end - length : end].isascii() and folded[end : end + 1].isascii() and folded[end : end + 1].isalnum():
        return None  # 5G is no 5 g of something, 20mm2x
    return Behind(u, times, end)


_NEXT_IN_LIST = re.compile(rf"(?:[、,]|和|及|与|以及)\s?(?=(?:[+-]?{NUMERAL.pattern}))")


def _alike(n: Numeral, following: Numeral) -> bool:
    """312、154亿元 are both 亿: they are as long; 5000、1万元 are 5000 元 and 10000 元."""
    if n.value is None or following.value is None or following.scale == 1 or n.value >= 1000:
        return False
    return abs(len(str(int(n.value))) - len(str(int(following.value / following.scale)))) <= 1


def _inherited(folded: str, n: Numeral) -> tuple[Unit, Decimal] | None:
    """The unit of a coordinated number further on: 3.27和2.84个百分点, 3.2、4.5和6.1万元 (the scale too)."""
    end = n.end
    for _ in range(8):
        sep = _NEXT_IN_LIST.match(folded, end)
        following = numeral_at(folded, sep.end()) if sep else None
        if following is None:
            return None
        behind = _unit_behind(folded, following.end)
        if behind and behind.unit.dimension not in ("time", "age", "rating"):
            scale = following.scale if n.scale == 1 and ("." in n.text or _alike(n, following)) else 1
            return behind.unit, behind.times * scale
        end = following.end
    return None


# ￥300 · 人民币50 · 港币2960 ; where no unit follows
CURRENCY = {"￥": "元", "¥": "元", "人民币": "元", "$": "美元", "港币": "港元"}
_CURRENCY = re.compile(rf"({'|'.join(map(re.escape, CURRENCY))})\s?$")

# 3—5个 · 5至8万元 · 30%—60% · 1万元至2万元 · 1万元(含)—5万元
_SEPARATOR = re.compile(r"\s?(?:\(不?含\)\s?)?(?:-{1,2}|—{1,2}|~|～|至|到)\s?")
_MINUS = re.compile(r"(?<![\dA-Za-z%)])-$")
_FROM = re.compile(r"(?:从|由|自)[^,。;]{0,12}$")


def _range(folded: str, n: Numeral, behind: Behind | None, before: str) -> Reading | None:
    sep = _SEPARATOR.match(folded, behind.end if behind else n.end)
    if sep is None or n.value is None or (sep.group().strip() in "至到" and _FROM.search(before)):
        return None
    below = bool(_MINUS.search(before))  # -3~8℃ · -9~-4℃
    both = below and "-" not in sep.group() and folded.startswith("-", sep.end())
    second = numeral_at(folded, sep.end() + both)
    if second is None:
        return None
    far = _unit_behind(folded, second.end)
    if second.value is None or far is None or (behind and behind.unit.name != far.unit.name):
        return None
    low = n.value * (behind.times if behind else far.times)
    if not behind and n.scale == 1 and (below or n.value < second.value / second.scale):
        low *= second.scale
        if n.chinese and n.value < 10 and second.scale == 1 and second.text[-1] in "百千佰仟":  # 两到三百
            low *= SCALE[second.text[-1]]
    low, high = -low if below else low, -second.value * far.times if both else second.value * far.times
    start = n.start - below
    return Reading(start, far.end, low, far.unit, high=high, per=far.per, written=n.text) if low < high else None


def number(folded: str, at: int, before: str) -> Reading | None:
    """A numeral with its unit; without one the unit is `BARE` and the runner decides."""
    n = numeral_at(folded, at)
    if n is None:
        return None
    if found := _tenths(folded, n) or _and_a_half(folded, n):
        return found
    if n.text[-1] in "十百千万亿" and n.value is None and n.low is None:
        return None
    behind = _unit_behind(folded, n.end)
    if found := _range(folded, n, behind, before):
        return found
    if behind is None and (currency := _CURRENCY.search(before)):
        behind = Behind(unit(CURRENCY[currency[1]]), Decimal(1), n.end)
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
    if n is None or behind is None or n.value is None or first.low is None or behind.unit != first.unit:
        return first
    second = _compound(folded, Reading(n.start, behind.end, n.value * behind.times, behind.unit, written=n.text))
    if second.low is None or second.low <= first.low:
        return first
    return first._replace(end=second.end, high=second.low)


_FEN = re.compile(rf"(?P<jiao>零)?(?P<n>[{_ZH}\d])(?P<fen>分钱?)?(?=[到至,。;、)~—-]|\s|$|左右|上下|以[上下内])")
_TENTH = re.compile(r"(?:[一二三四五六七八九]|\d{1,2})(?=[,。;、)]|$|左右|以[上下]|[高长宽深])")  # 三米九, 1米75
_MINUTES = re.compile(r"([1-5]?\d)分(?![之部店局类公享支钟])|([1-5]?\d)分钟")  # 3小时20分
# 两个半公里 · 3个半小时 ; not 半个 of something
_HALF_BETWEEN = re.compile(r"个半(?=公里|小时|钟头|月|亩|平方)")
_AND_A_HALF = re.compile(r"半(?![年天夜路山数径成])")


def _compound(folded: str, first: Reading) -> Reading:
    """18公里600米, 123元1角1分, 三斤半: smaller units of the same dimension directly behind, each below the last."""
    if first.low is None or first.unit.si_factor is None or first.per:
        return first
    total, step = first, Decimal(1)
    while n := numeral_at(folded, total.end):
        behind = _unit_behind(folded, n.end)
        if (
            behind is None
            or n.value is None
            or behind.unit.dimension != first.unit.dimension
            or not behind.unit.si_factor
        ):
            break
        part = Decimal(str(behind.unit.si_factor / first.unit.si_factor)) * behind.times
        if part >= step or n.value * part >= step:
            break
        total, step = total._replace(end=behind.end, low=(total.low or Decimal(0)) + n.value * part), part
    if first.unit.dimension == "money" and (m := _FEN.match(folded, total.end)) and total.low is not None:
        jiao = folded[total.end - 1] in "块元圆" and not m["jiao"] and not m["fen"]  # 三块四 is 3.4, 三块零四分 3.04
        value = amount(m["n"]) or Decimal(0)
        return total._replace(end=m.end(), low=total.low + value / (10 if jiao else 100))
    if total is first and first.unit.name == "米" and (m := _TENTH.match(folded, first.end)):
        written = str(DIGIT.get(m.group(), m.group()))
        return first._replace(end=m.end(), low=first.low + Decimal(f"0.{written}"))
    if total is first and first.unit.name == "小时" and (m := _MINUTES.match(folded, first.end)):
        return first._replace(end=m.end(), low=first.low + Decimal(m[1] or m[2]) / 60)
    if (
        total is first
        and first.unit.dimension in ("mass", "length", "volume")
        and (m := _AND_A_HALF.match(folded, first.end))
    ):
        return first._replace(end=m.end(), low=first.low + Decimal("0.5"))
    return total
