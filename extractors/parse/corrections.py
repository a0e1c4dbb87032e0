"""Corrections: which figure a text takes back, and which stands in its place.

A figure taken back (85万吨应为58万吨, 不是A而是B, 误写为A) is no observation; the right one is about the same thing.

>>> from extractors.numbers.quantities import read
>>> text = "粮食产量85万吨应为58万吨"
>>> retracted(text, read(text)[0])
frozenset({0})
>>> corrects("有误,应为"), corrects(",而是"), corrects(",绿地率应为")
(True, True, False)
>>> corrects("”改为“增长"), corrects("调整为")  # 将“增长8.5%”改为“增长5.8%”
(True, False)

Not read: a correction told in a sentence of its own, without the wrong figure before it; 调整为, which is a decision.
"""

import re
from collections.abc import Sequence

from extractors.numbers.quantities import Quantity
from extractors.text import fold

# between the wrong figure and the right one
_SHOULD_BE = re.compile(
    r"[”\"]?的?(?:数据|数字|说法|表述)?系?(?:笔误|有误|错误|误|不实|不准确|不正确)?[\s,;:(]{0,3}"
    r"(?:正确的?(?:数据|数字)?|实际|现)?(?:应(?:当|该)?(?:更正|订正|修正|改)?[为是]|(?:更正|订正|勘误)为|实为)[“\"]?"
    r"|”(?:应(?:当|该)?)?(?:更|修|订)?(?:正|改|更)?[为是]“[^“”\d]{0,16}"
)
_BUT = re.compile(r"[\s,]{0,2}(?:而是|而为)")
_NOT = re.compile(r"(?<!是)(?:不是|并非)$")
# before a figure that is wrong by itself: 误写为, 58万吨而非
_WRONG = re.compile(r"(?<![失错延耽贻有])误[写报印登刊记]?[为成作]$|而非$|而不是$")
_BEFORE = 6  # characters that tell a figure wrong


def corrects(between: str) -> bool:
    """Whether the words between two figures put the second in place of the first."""
    if "为" not in between and "是" not in between:
        return False
    return bool(_SHOULD_BE.fullmatch(between) or _BUT.fullmatch(between))


def retracted(text: str, quantities: Sequence[Quantity]) -> frozenset[int]:
    """Which of the quantities, in order, the text takes back."""
    folded = fold(text)
    wrong = set()
    for i, q in enumerate(quantities):
        before = folded[max(0, q.start - _BEFORE) : q.start]
        if ("误" in before or "而" in before) and _WRONG.search(before):
            wrong.add(i)
        following = quantities[i + 1] if i + 1 < len(quantities) else None
        if following is None or following.unit.dimension != q.unit.dimension:
            continue
        between = folded[q.end : min(following.start, q.end + 40)]
        if corrects(between) and (_SHOULD_BE.fullmatch(between) or _NOT.search(before)):
            wrong.add(i)
    return frozenset(wrong)
