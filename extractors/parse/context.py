"""What stands around each quantity: its sentence, the words before it in its clause, the words behind it.

>>> from extractors.numbers.quantities import read
>>> text = "新建公路9.6公里,其中农村公路3公里。"
>>> [(c.left, c.right, c.first) for c in contexts(text, read(text)[0])]
[('新建公路', '', True), ('其中农村公路', '', False)]
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from extractors.numbers.quantities import Quantity
from extractors.text import fold, sentences

STOP = re.compile(r"[,。!?;:\n()▶|【】+]|--|——")
RIGHT = re.compile(r"[^,。!?;:\n()、]*(?:\(含[^()]{0,4}\)[^,。!?;:\n()、]*)?")  # 4A级(含)以上景区
# the noun a count ends with before the next count: 38个|行政村、15个社区
COUNTED_NOUN = re.compile(r"(?P<noun>[\u4e00-\u9fff]{1,12})(?:、|和|及|与|以及)")
COUNTS = frozenset({"count", "person", "household"})
LISTED = re.compile(r"(?:、|和|及|与|以及|,和|\s)\s?")
# 62处| 拆违面积下降|8%: in a headline a blank parts what is told of two figures
CHANGES_ON = re.compile(
    r"\s+[\u4e00-\u9fff][^,。;]{0,30}(?:增长|下降|提升|提高|上升|到位|完成|实现|达到?|逾|超|用时|近|约)$"
)
REACH = 80  # characters of a clause that are looked at


class Context(NamedTuple):
    """A quantity where it stands; all strings are folded text."""

    quantity: Quantity
    sentence: tuple[int, int]
    left: str  # from the last stop or quantity to the quantity
    gap: str  # what stands between the last quantity of the sentence and `left`
    right: str  # from the quantity to the next stop, 、 or quantity
    first: bool  # of its sentence
    listed: bool  # joined to the quantity before it by nothing but 、 or 和
    bracketed: bool  # within brackets that opened behind the last quantity
    cut_off: bool  # `right` ends at another quantity
    marks: tuple[tuple[int, int], ...]  # places and times within `left`
    tail: str  # the rest of the sentence behind `right`


def contexts(text: str, quantities: Sequence[Quantity], marks: Sequence[tuple[int, int]] = ()) -> Iterator[Context]:
    """One context for each quantity, in order."""
    folded = fold(text)
    spans = iter(sentences(text))
    span = next(spans, (0, len(text)))
    ends = [b for _, b in marks]
    for i, q in enumerate(quantities):
        while span[1] <= q.start:
            following = next(spans, None)
            if following is None:
                break
            span = following
        previous = quantities[i - 1].end if i and quantities[i - 1].start >= span[0] else None
        after = quantities[i + 1].start if i + 1 < len(quantities) else len(text)
        begin = max(span[0] if previous is None else previous, q.start - 4 * REACH)
        between = folded[begin : q.start]
        stops = [m.end() for m in STOP.finditer(between)]
        cut = stops[-1] if stops else 0
        if i and previous is not None and {q.unit.dimension, quantities[i - 1].unit.dimension} <= COUNTS:
            counted = COUNTED_NOUN.fullmatch(between)
            cut = counted.end("noun") if counted else cut
        m = RIGHT.match(folded, q.end, min(after, q.end + REACH))
        right = m.group() if m else ""
        if between[cut:].strip() and CHANGES_ON.match(right):
            right = ""
        left_start = max(begin + cut, q.start - REACH)
        first_mark = bisect_right(ends, left_start)
        yield Context(
            quantity=q,
            sentence=span,
            left=between[cut:][-REACH:],
            gap=between[:cut],
            right=right,
            first=previous is None,
            listed=previous is not None
            and (between == "" or (len(between) < 4 and LISTED.fullmatch(between) is not None)),
            bracketed=previous is not None and between.rfind("(") > between.rfind(")"),
            cut_off=q.end + len(right) == after,
            marks=_within(marks, first_mark, left_start, q.start),
            tail=folded[q.end + len(right) : min(span[1], q.end + REACH)],
        )


def _within(marks: Sequence[tuple[int, int]], first: int, start: int, end: int) -> tuple[tuple[int, int], ...]:
    """The marks from the first-th on that end within [start, end), counted from `start`."""
    found = []
    for a, b in marks[first:]:
        if b > end:
            break
        found.append((max(a - start, 0), b - start))
    return tuple(found)


# 以500平方米以上的|商场为重点, 对6层以上的|住宅进行: what is done to a class
_TREATED = re.compile(r"的[^,。;]{2,16}?(?:为(?:重点|主|对象|目标|抓手)|进行|实施|开展|给予|予以|实行|一律)")
_LIMITING = frozenset({"money", "area", "mass", "power", "length", "volume", "age", "ratio"})


def limits(quantity: Quantity, right: str, tail: str) -> bool:
    """Whether a bounded quantity limits a class that is then counted or ruled: 收入50万元以上的村占比不低于27%.

    >>> from extractors.numbers.quantities import read
    >>> limits(read("50万元以上")[0][0], "的村占比", "不低于27%"), limits(read("50名以上")[0][0], "技术员", "。")
    (True, False)
    """
    if quantity.bound not in ("ge", "gt", "le", "lt", "range"):
        return False
    if right.startswith("的"):
        return right == "的" or bool(re.search(r"\d", right + tail[:16])) or bool(_TREATED.match(right))
    named = len(right) > 1 and right[0] >= "\u4e00" and not _GOES_ON.match(right)
    return named and quantity.quote[-1] in "上下内" and quantity.unit.dimension in _LIMITING


# 三成村|收入突破 · 55个项目|投资额均超过
_EACH_OF_THEM = re.compile(r"(?:均|都)(?:在|为|达|达到|是)?$")
_VALUE = re.compile(r"(?:收入|产值|投资|投资额|面积|产量|利润|人口|税收|价格|规模)$")


def conditions(counted: Quantity, c: Context) -> bool:
    """Whether a bounded value directly behind a share or count is the condition it is counted by.

    三成村集体经营性收入突破50万元: of the villages that have it, the share is told.
    """
    if c.quantity.bound not in ("ge", "gt", "le", "lt") or c.gap or c.listed or c.first:
        return False
    if c.quantity.unit.dimension not in _LIMITING or counted.unit.dimension == c.quantity.unit.dimension:
        return False
    if counted.unit.dimension == "ratio":
        return counted.change == "" and bool(_VALUE.search(c.left)) and "占" not in c.left
    return counted.unit.dimension in COUNTS and bool(_EACH_OF_THEM.search(c.left))


_GOES_ON = re.compile(r"由|在|以|并|的|是|为|于|将|已|均|都|和|或|来|增长|左右|达到|之间")
