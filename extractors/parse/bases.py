"""What a change is against: 同比, 环比, 比2019年, 比改造前.

>>> base_of("生产总值同比增长"), base_of("产量比2019年"), base_of("亩产较改造前"), base_of("产量增长")
('year', '2019', '改造前', None)
"""

import re

BASES = (
    ("average-of-years", re.compile(r"年均|年平均")),
    ("month", re.compile(r"环比|[比较]上月|[比较]上个月|上月末")),
    ("plan", re.compile(r"(?:[比较超快慢低高])[^,。;]{0,4}(?:计划|目标|时序|预算|序时)")),
    (
        "year",
        re.compile(
            r"同比(?!\d{4}年)|[比较]上年|[比较]去年|上年同期|去年同期|[比较同]同期|[比较]前一?年|上年末|去年底|前年"
        ),
    ),
)
_NAMED_BASE = re.compile(
    r"(?:比|较|与|同)(?P<base>\d{4})年|(?:比|较|与|同)(?P<phrase>年初|“十[一二三四五]五”(?:末|期间|"
    r"时期)?|[^,。;、比较]{1,10}?(?:之前|以前|前))"
)


def base_of(words: str) -> str | None:
    """What a change is against: year, month, plan, average-of-years, a year or an event by name, None unknown."""
    for name, pattern in BASES:
        if pattern.search(words):
            return name
    m = _NAMED_BASE.search(words)
    return (m["base"] or m["phrase"]) if m else None
