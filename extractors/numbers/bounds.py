"""Bound words: how a quantity is limited (逾5000吨, 50万元以上, 约占三成).

>>> before("清运垃圾逾")
('gt', 1)
>>> after("以上的村", 0), after("左右", 0)
(('ge', 2), ('approx', 2))
>>> distant("每亩至多补")
'le'
"""

import re
from collections.abc import Mapping

from extractors.lexicon import any_of
from extractors.records import Bound


def _table(**words: str) -> dict[str, Bound]:
    names: dict[str, Bound] = {"ge": "ge", "gt": "gt", "le": "le", "lt": "lt", "approx": "approx"}
    return {word: names[bound] for bound, listed in words.items() for word in listed.split()}


BEFORE = _table(
    ge="不低于 不少于 不小于 不下于 不下 至少 最少 起码 大于等于 大于或等于 高于或等于",
    gt="超过 突破 超出 超 逾 高于 多于 大于 越过 破 过",
    le="不高于 不超过 不多于 不大于 至多 最多 小于等于",
    lt="不到 不足 不满 未满 低于 少于 小于 将近 接近 近",
    approx="约 大约 大概 约为 约合 大致",
)
AFTER = _table(
    ge="及以上 或以上 以上 之上 起",
    gt="余 多 开外",
    le="及以下 以内 之内 封顶 为限",
    lt="以下 之下",
    approx="左右 上下 许",
)
# A one-character bound word is part of a longer word after these: 经过 附近 节约 赶超 打破 通过
NOT_AFTER: Mapping[str, str] = {
    "过": "经通不超越走渡跑度路错难胜看说做去来跨用受",
    "近": "附最靠邻临远亲",
    "约": "节条合公签契履预邀违制缔大",
    "超": "赶反高中英班商",
    "破": "打攻侦突爆告",
}
_BEFORE = re.compile(rf"(?:{any_of(BEFORE)})\s?$")
_LAST = frozenset(word[-1] for word in BEFORE)
_UP_TO = re.compile(r"(?<![以加晋登线网街路马史晚早])上$")  # 上万份
_AFTER = re.compile(any_of(AFTER))
# 5元多少, 3起来: the word goes on
_NO_BOUND = {"余": "少年次个", "多": "少年次个", "起": "来步点伏诉草到飞重码于床义初事价因作火家身底落"}
# 约占种植面积的21% · 至多补40元 · 大约需要3亿元
_DISTANT = re.compile(
    r"(?P<approx>约占[^,。;:、]{0,12}|(?:大约|约)[有为需是]{1,2})$|(?P<le>(?:至多|最多|不超过|最高(?=[可给奖补]))[\u4e00-\u9fff]{0,4})"
    r"$|(?P<ge>(?:至少|不低于|不少于)[\u4e00-\u9fff]{0,4})$|"
    r"(?P<le_of>(?:不高于|不超过)[\u4e00-\u9fff]{2,12}的)$|(?P<ge_of>(?:不低于|不少于)[\u4e00-\u9fff]{2,12}的)$"
)
_MORE = re.compile("[出收挣赚卖了]")  # 比去年的1.2万元多出2000元: a verb
_STOP = re.compile(r"[,。;!?]")
_HINT = re.compile("[约至最不]")  # in all of them


def before(text: str) -> tuple[Bound, int] | None:
    """Bound and length of the bound word that ends `text`."""
    last = text[-1:]
    m = _BEFORE.search(text) if last in _LAST or last.isspace() else None
    if m is None:
        return None
    word = m.group().strip()
    preceding = text[m.start() - 1 : m.start()]
    if len(word) == 1 and preceding and preceding in NOT_AFTER.get(word, ""):
        return None
    return BEFORE[word], m.end() - m.start()


def up_to(text: str) -> bool:
    """Whether `text` ends with 上 as in 上万份."""
    return bool(_UP_TO.search(text))


def after(folded: str, at: int) -> tuple[Bound, int] | None:
    """Bound and length of the bound word that begins at `at`."""
    m = _AFTER.match(folded, at)
    if m is None or folded[m.end() : m.end() + 1] in _NO_BOUND.get(m.group(), ()):
        return None
    if m.group() == "多" and _MORE.match(folded, m.end()):
        return None
    return AFTER[m.group()], m.end() - m.start()


def distant(words: str) -> Bound | None:
    """The bound set by a word earlier in the clause that ends `words`, a verb between (至多补40元)."""
    m = _DISTANT.search(_STOP.split(words)[-1]) if _HINT.search(words) else None
    if m is None:
        return None
    return "approx" if m["approx"] else "le" if m["le"] or m["le_of"] else "ge"
