"""The measure: the shortest phrase that names what a quantity is about, in the words of the text.

>>> own("全县地区生产总值完成", "", "money")
'地区生产总值完成'
>>> own("提前完成", "改厕任务", "count")
'完成改厕任务'
>>> paired("城镇、农村居民人均可支配收入分别", 2)
['城镇居民人均可支配收入', '农村居民人均可支配收入']
"""

import re
from collections.abc import Sequence

from extractors.numbers.lexicon import any_of
from extractors.parse.words import ADVERB, PREDICATE, WORDS, bare, paired_quotes

LONGEST = 24  # characters of a measure: a longer phrase is a sentence
CLASSIFIED = frozenset({"count", "person", "household", "visit"})

# Heads that several things told together share; the longest that fits is completed: 城镇、农村居民收入
_HEAD = re.compile(rf"(?:{any_of(WORDS['heads'])})$")
_INNER_HEAD = re.compile(any_of(w for w in WORDS["heads"] if len(w) > 1))
_AND = re.compile(r"、|以及|和|与|及")
# the marks between names, the weaker ones only where the stronger give too few: 用品及服务、交通价格 are two
_BETWEEN = (re.compile(r"、|以及"), re.compile(r"、|以及|和|与"), _AND)
_ZH_NUMBER = re.compile(r"^第?[一二三四五六七八九十]$")
EACH = re.compile(r"(?:分别|依次|各自|各)(?:为|是|达到?|有|完成|实现)?")
# names that need the thing they belong to
_WEAK = re.compile(
    rf"(?:(?:{any_of(WORDS['generic'])})(?:{PREDICATE.pattern})?|[\u4e00-\u9fff]{{1,2}}率|"
    rf"占[^的]{{1,14}}|相当于[^的]{{0,10}}|"
    rf"(?:{PREDICATE.pattern})+(?:额|面积|投资|率)?|"
    r"在册|每[人户亩月年天][^的]{0,4}|[多少][\u4e00-\u9fff]{1,3}|为?[^的]{0,4}目标(?:数|"
    r"任务)?|大关|[\u4e00-\u9fff][出到走掉完倒散入发]|[^省市县区乡镇村组]|[\d\W]*)"
)
_COUNTED = re.compile(rf"(?:{PREDICATE.pattern})+数")
# what comes after these is the thing, not the predicate: 发放50万元补贴, 把12亿元资金
_ASKS_FOR_NOUN = re.compile(rf"(?:的|把|将|用|给|有|{PREDICATE.pattern})(?:了|近|约|超过?|逾)?$")
_DONE = ("已", "全部", "悉数", "均", "都")
_DISPOSED = re.compile(r"把(?P<thing>[\u4e00-\u9fff]{2,12})$")  # 把各类农业补贴
_LIMIT = re.compile(r"(?:至多|最多|至少|最少|最高|大约)(?=[\u4e00-\u9fff]{1,3}$)")
_JOINS = re.compile(r"(?:以及|(?<!普)及|(?<![饱温调祥缓])和|与)$")  # 3个网点|和2名医生
_MODIFIER = re.compile(r"^(?P<before>.{4,})的(?P<head>[^的率比重数额]{3,})$")


def is_weak(name: str) -> bool:
    """Whether a name says little without the thing it belongs to (面积, 审结, 完成率)."""
    return bool(_WEAK.fullmatch(name))


def headed(clause: str) -> str:
    """The clause up to its first head noun (一产投资一马当先 -> 一产投资), empty if it has none."""
    m = _INNER_HEAD.search(clause)
    return clause[: m.end()] if m and m.start() > 0 else ""


def is_count_of(name: str) -> bool:
    """Whether a name counts what is done to the thing the sentence is about (结案数)."""
    return bool(_COUNTED.fullmatch(name))


def own(left: str, right: str, dimension: str, marks: Sequence[tuple[int, int]] = (), *, cut_off: bool = False) -> str:
    """The measure from a quantity's own words; `cut_off`: another quantity ends the words behind. May be empty."""
    before, behind = _LIMIT.sub("", bare(left, marks)), _behind(right, cut_off)
    if (m := _MODIFIER.match(before)) and len(before) >= max(12, 3 * len(m["head"])) and not _HEAD.fullmatch(m["head"]):
        before = m["head"]
    if m := _DISPOSED.search(before):
        before, behind = m["thing"], ""
    if behind:
        before = before.rpartition("是")[2]
    adverb = ADVERB.search(behind, 2) if not before else None
    if adverb and not (adverb.start() == 2 and adverb.group() in _DONE):  # 小区|已经动工 says what the two mean
        behind = behind[: adverb.start()]
    if behind and before and dimension not in CLASSIFIED and dimension != "time" and not _ASKS_FOR_NOUN.search(left):
        behind = ""
    if behind and len(before) > 12:
        verbs = list(PREDICATE.finditer(before))
        before = before[verbs[-1].start() :] if verbs and verbs[-1].end() >= len(before) - 2 else before[-12:]
    words = (before + behind)[-LONGEST:] if len(before) > len(behind) else (before + behind)[:LONGEST]
    return paired_quotes(words)


def _behind(right: str, cut_off: bool) -> str:
    words = re.sub(r"^(?:的|也|都|均|已|全部|悉数|一并|又|再|[\s,])+", "", right)
    if cut_off and (m := re.compile(rf"{ADVERB.pattern}|{PREDICATE.pattern}|的").search(words, 2)):
        words = words[: m.start()]
    if cut_off:
        words = _JOINS.sub("", bare(words))
    return re.sub(r"(?:[、,的等]|里|之?内|(?<=[\u4e00-\u9fff]{2})中)+$", "", paired_quotes(words))


def paired(words: str, count: int) -> list[str] | None:
    """The names of `count` values told together (A、B、C分别为): their common head restored; None if they don't fit."""
    words = bare(EACH.sub("", words))
    splits = [[p for p in between.split(words) if p] for between in _BETWEEN]
    parts = next((p for p in splits if len(p) == count), splits[-1])
    if len(parts) > count:
        parts = _merged(words, parts, count)
    if len(parts) == count:
        return [_completed(p, parts[-1]) for p in parts[:-1]] + [parts[-1]]
    if count == 2 and "城乡" in words:
        head = words[words.index("城乡") + 2 :]
        return [f"城镇{head}", f"农村{head}"]
    return None


def shared(measure: str) -> list[str] | None:
    """The two names in one measure (社会消费品零售总额、固定资产投资), None if it is not two.

    >>> shared("社会消费品零售总额、固定资产投资"), shared("粮食产量")
    (['社会消费品零售总额', '固定资产投资'], None)
    """
    return paired(measure, 2) if len(_AND.findall(measure)) == 1 else None


def _merged(words: str, parts: Sequence[str], count: int) -> list[str]:
    """More parts than values: the last name is itself a list (电力、热力、燃气及水生产和供应业)."""
    first, _, last = words.rpartition("以及")
    if first and len(front := [p for p in _AND.split(first) if p]) == count - 1:
        return [*front, last]
    at = 0
    for p in parts[: count - 1]:
        at = words.index(p, at) + len(p)
    return [*parts[: count - 1], re.sub(r"^(?:、|以及|和|与|及)+", "", words[at:])]


def _completed(part: str, last: str) -> str:
    if _ZH_NUMBER.match(part) and _ZH_NUMBER.match(last[:1]):
        return part + last[1:]
    head = _HEAD.search(last)
    if head is None or _HEAD.search(part):
        return part
    return part + head.group()
