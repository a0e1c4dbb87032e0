"""The measure: the shortest phrase that names what a quantity is about, in the words of the text.

>>> name("全县地区生产总值完成", "", "money")
'地区生产总值'
>>> name("提前完成", "改厕任务", "count")
'完成改厕任务'
>>> paired("城镇、农村居民人均可支配收入分别", 2)
['城镇居民人均可支配收入', '农村居民人均可支配收入']
"""

import re

from extractors.parse.words import PREDICATE, bare

LONGEST = 24  # characters of a measure: a longer phrase is a sentence
CLASSIFIED = frozenset({"count", "person", "household", "visit"})

HEADS = [
    "常住居民人均可支配收入",
    "居民人均可支配收入",
    "居民收入",
    "人均可支配收入",
    "人均纯收入",
    "可支配收入",
    "人均消费支出",
    "消费支出",
    "总产值",
    "产值",
    "增加值",
    "零售总额",
    "零售额",
    "销售额",
    "销售收入",
    "营业收入",
    "进出口总额",
    "进出口",
    "出口总额",
    "出口额",
    "进口额",
    "出口",
    "进口",
    "投资额",
    "总投资",
    "固定资产投资",
    "技改投资",
    "投资",
    "贷款余额",
    "存款余额",
    "余额",
    "种植面积",
    "播种面积",
    "面积",
    "总产量",
    "产量",
    "单产",
    "产能",
    "预算收入",
    "税收收入",
    "收入",
    "支出",
    "利润总额",
    "利润",
    "总额",
    "金额",
    "数量",
    "人数",
    "户数",
    "件数",
    "案件",
    "覆盖率",
    "普及率",
    "参保率",
    "占比",
    "比重",
    "率",
    "业",
    "数",
    "额",
    "量",
]
_HEAD = re.compile("(?:" + "|".join(sorted(HEADS, key=len, reverse=True)) + ")$")
_AND = re.compile(r"、|以及|和|与|及")
_ZH_NUMBER = re.compile(r"^第?[一二三四五六七八九十]$")
EACH = re.compile(r"(?:分别|依次|各自|各)(?:为|是|达到?|有|完成|实现)?")
WEAK = re.compile(
    r"^(?:增速|增幅|速度|位次|占比|比重|占[^的]{0,10}|金额|面积|总投资|投资|投资额|收|结|审结|收案|"
    r"办结|撤诉|支出|完成率|结案率|成功率|覆盖率|合格率|满意率|签约率|开工率|"
    r"出口|进口|其中|落地|产值|总产值|产量|年产值|年产|资金|数量|人数|户数|审结|涉案|同比|占全[国省市县]|"
    r"总数|贡献率|适用率|[^\u4e00-\u9fff]*|.)$"
)


def name(left: str, right: str, dimension: str) -> str:
    """The measure from the words before and behind a quantity; empty if they name nothing."""
    before = bare(left)
    behind = re.split(r"[,。;:]", right)[0]
    behind = re.sub(r"^(?:的|以上|左右|余|多|,|\s)+", "", behind)
    if dimension not in CLASSIFIED and before and not PREDICATE.fullmatch(before):
        behind = ""
    if before and behind and dimension in CLASSIFIED:
        verbs = list(PREDICATE.finditer(before))
        if verbs and verbs[-1].end() >= len(before) - 3 and len(before) > 8:
            before = before[verbs[-1].start() :]
    return (before + behind)[-LONGEST:] if len(before) >= len(behind) else (before[-8:] + behind)[:LONGEST]


def paired(subject: str, count: int) -> list[str] | None:
    """The names of `count` values told together (A、B、C分别为): their common head restored; None if they don't fit."""
    words = bare(EACH.sub("", subject))
    parts = [p for p in _AND.split(words) if p]
    if len(parts) > count and len(parts) > 1:
        rough = [p for p in re.split("以及", words) if p]
        if len(rough) == 2 and len(first := [p for p in _AND.split(rough[0]) if p]) == count - 1:
            parts = [*first, rough[1]]
        else:
            cut = 0
            for p in parts[: count - 1]:
                cut = words.index(p, cut) + len(p)
            parts = [*parts[: count - 1], re.sub(r"^(?:、|以及|和|与|及)+", "", words[cut:])]
    if len(parts) != count:
        if count == 2 and "城乡" in words:
            rest = words[words.index("城乡") + 2 :]
            return [f"城镇{rest}", f"农村{rest}"]
        return None
    return [_completed(p, parts[-1]) for p in parts[:-1]] + [parts[-1]]


def _completed(part: str, last: str) -> str:
    if _ZH_NUMBER.match(part) and _ZH_NUMBER.match(last[:1]):
        return part + last[1:]
    head = _HEAD.search(last)
    if head is None or _HEAD.search(part):
        return part
    return part + head.group()
