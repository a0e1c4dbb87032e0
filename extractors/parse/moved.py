"""A value that has moved: 由A V到B, whatever the verb (缩短至, 整合为, 扩展到), is two values of one thing.

>>> from extractors.numbers.quantities import read
>>> from extractors.parse.context import contexts
>>> def both(text): return moves_on(*contexts(text, read(text)[0]))
>>> both("办理点由42个整合为12个"), both("标准由每人每月560元提高到600元"), both("从5个乡抽调到12名")
(True, True, False)
>>> noun_between("村扩大到"), noun_between("整合为")
('村', '')
"""

import re

from extractors.parse.context import Context

# 由 · 从2012年的 · 由原来的 · 由每人每月
_FROM = re.compile(
    r"(?<![自理])[从由](?:[^,。;、从由]{1,8}(?:的|时|年|末|底|届|期|前|月|季度|初|来|先))?(?:每[\u4e00-\u9fff]){0,3}(?:近|约|不足|不到)?$"
)
# 提高到 · 整合为 · 发展到如今的
_TO = re.compile(r"[\u4e00-\u9fff]{0,6}[至到为成](?:了|[^,。;、]{0,8}的|目前|现在|如今)?(?:近|约|逾|超过?)?")
_VERB = re.compile(
    r"(?:进一步|又|再|逐步|已)*(?:增|扩|发展|提|上升|下降|降|减|压|缩|精简|整合|优化|调整|扩展|拓展|延伸|覆盖|恢复|变|合并)[\u4e00-\u9fff]{0,3}$"
)


def moves_on(before: Context, c: Context) -> bool:
    """Whether `c` is the value that the one right before it has moved to."""
    if c.gap or c.first or not c.left or before.quantity.unit != c.quantity.unit:
        return False
    return _FROM.search(before.left) is not None and _TO.fullmatch(c.left) is not None


def noun_between(right: str) -> str:
    """What stands behind the first value apart from the verb: 由5个|村|扩大到12个村."""
    m = _VERB.search(right)
    return right[: m.start()] if m else ""
