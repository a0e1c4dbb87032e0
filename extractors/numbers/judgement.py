"""The judgement on a number with a unit: the reading as a figure, the reason why it is none, or nothing worth telling.

>>> from extractors.numbers.amounts import number
>>> def of(text, at):
...     r = number(text, at, text[:at])
...     return r and judge(text, r, text[:at], text[at].isdigit())
>>> of("建成30万千瓦级机组", 2), of("用了A5纸", 3), of("围绕三个故事", 2)
('rating', 'bare number', None)
>>> of("新建3座桥", 2).unit.name
'座'
"""

import re

from extractors.numbers import bounds
from extractors.numbers.bare import bare_unit
from extractors.numbers.evidence import MEASURES, counts, doubtful
from extractors.numbers.numerals import LONGEST
from extractors.numbers.others import WINDOW, other
from extractors.numbers.reading import RATIO, Reading
from extractors.numbers.units import Unit, unit

GRADE = re.compile(r"(?:千瓦|兆瓦|吨|公斤|千伏|伏|米|亩|元)?级(?!别)")  # 30万千瓦级, 百亿级
PLACES_MOVED = re.compile(r"(?:跃升|上升|提升|前移|前进|进位|下滑|后移|下降)(?:了|近|约|超过?|逾|位次){0,3}$")
PLACES = Unit("位", "places")
OFTEN_A_WORD = frozenset("角块毛方平圆里度升克斤米元")  # 三角, 四方, 一元 ...
BOUNDED = frozenset("米斤升克元亩")  # ... but 近两米, 不足三斤
COMPUTING = re.compile(r"算力[^,。;、]*$")
# 城乡居民收入比由2.31缩小到2.18: to one
TO_ONE = re.compile(
    r"(?:收入(?:之)?比值?|倍差|比值)(?:已?[由从为是达至到约在]|缩小|下降|降|扩大|收窄|\d\.\d{1,3}|20\d\d年的?){0,8}$"
)
RATIO_REACH = 40
UNLESS_MEASURED = {"rating": "rating", "digits": "digits", "age": "age", "time": "duration"}


def judge(folded: str, r: Reading, before: str, arabic: bool) -> Reading | str | None:
    """What a number with a unit is, from the words around it."""
    after = folded[r.end : r.end + WINDOW]
    dimension = r.unit.dimension
    if r.more == "vague":
        return "vague number"
    if r.end - r.start > LONGEST + 8 or (r.low or 0) >= 10**18:
        return "code"
    if dimension != "bare" and _goes_on_in_latin(folded, r, after):
        return "name"
    if GRADE.match(after) and (dimension == "bare" or dimension in MEASURES):
        return "rating"
    if dimension == "computing":  # 1.7万P of 算力; 1080P is a resolution
        return r if COMPUTING.search(before) else "name"
    if dimension == "bare":
        return _bare(folded, r, before, after, arabic)
    if reason := UNLESS_MEASURED.get(dimension):
        return r if _is_measured(folded, r, before, reason) else reason
    if r.unit.name == "人" and folded[r.end - 1] == "位" and PLACES_MOVED.search(before):  # 前移3位
        return r._replace(unit=PLACES)
    if arabic:
        return doubtful(before, r, after) or r
    return r if _chinese_counts(folded, r, before, after) else None


def _goes_on_in_latin(folded: str, r: Reading, after: str) -> bool:
    """5Gx, 20mmA: a unit in letters with more letters behind is a name."""
    return folded[r.end - 1].isascii() and after[:1].isascii() and after[:1].isalpha()


def _bare(folded: str, r: Reading, before: str, after: str, arabic: bool) -> Reading | str | None:
    if arabic and "." in r.written and TO_ONE.search(folded, max(0, r.start - RATIO_REACH), r.start):
        return r._replace(unit=RATIO)
    name = bare_unit(before, r, after, arabic)
    if name is not None:
        return r._replace(unit=unit(name))
    if not arabic:
        return None
    return "name" if after[:1].isascii() and after[:1].isalnum() else "bare number"


def _is_measured(folded: str, r: Reading, before: str, reason: str) -> bool:
    """Whether a time or an age is the thing measured; `other` has let a measured duration pass."""
    return (reason == "duration" and other(folded, r.start) is None) or (reason == "age" and "寿命" in before)


def _chinese_counts(folded: str, r: Reading, before: str, after: str) -> bool:
    """Whether a number in Chinese characters counts: it is measured, large, bounded, or asked for by a verb."""
    if r.more or ((bounds.before(before) or bounds.up_to(before)) and (r.low or 0) >= 100):
        return True
    if r.unit.name in BOUNDED and bounds.before(before):
        return True
    if r.unit.dimension in MEASURES:
        part_of_word = r.high is None and len(r.written) == 1 and folded[r.end - 1] in OFTEN_A_WORD
        return r.unit.name == "倍" or not (r.written == "一" or part_of_word or r.written[:1] in tuple("百千万亿"))
    large = (r.low or 0) >= 100 and r.written[:1] not in "万千百"
    return large or counts(before, r.written, r.unit.name, after)
