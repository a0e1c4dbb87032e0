"""A short bracket within a name: 执业(助理)医师, 研究与试验发展(R&D)经费支出, 低保资金(含各类补贴)支出.

What stands behind it goes on with the name, unless it is what the name is or does (地区生产总值(GDP)完成).

>>> begun("全县执业(助理)", "医师"), begun("低保资金(含各类补贴)", "支出"), begun("生产总值(GDP)", "完成")
('全县执业(助理)', '低保资金', '')

Not read: long brackets and those with figures in them; they say something else.
"""

import re

from extractors.parse.words import PREDICATE, bare

# the bracket is part of the name; what it includes (含...) is not
_WITHIN = re.compile(
    r"(?:^|(?<=[,。;:、\s()]))(?P<name>(?:\d{4}年)?[\u4e00-\u9fff]{1,20})"
    r"(?P<part>\((?:[\u4e00-\u9fff]{1,2}|[A-Z&]{1,4})\)|\(不?含[^()]{1,8}\))$"
)
_SAYS = re.compile(r"[为是达到有占由从约近超突共合总计均分较比同与按其增涨跌减下上提已和及、]|降幅|速度|其中")


_VALUE = re.compile(r"(?:支出|收入|投资|产值|总产值|总额|余额|面积|产量)$")  # a noun, though some are verbs too


def begun(before: str, words: str) -> str:
    """What a name began with right before its last `words`; empty where no bracket stands within a name."""
    m = _WITHIN.search(before)
    if m is None or len(words) < 2 or _SAYS.match(words) or not bare(words):
        return ""
    if PREDICATE.match(words) and not _VALUE.match(bare(words)):
        return ""
    start = m["name"] if "含" in m["part"] else m["name"] + m["part"]
    whole = bare(start + words)  # 中国(青州)自贸试验区: only its place stands before the bracket
    return start if whole.count("(") == whole.count(")") else ""
