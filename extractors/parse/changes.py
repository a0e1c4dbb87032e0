"""Kind, direction and base: a level, a share, a change or a rank, which way, and against what.

The words before a quantity say it (同比增长, 提高到, 占比), sometimes the words behind it (6.3%的同比增速).

>>> change("生产总值同比增长", "", "ratio")
Change(kind='change_rate', direction='+', base='year', cut=4, rule='moved')
>>> change("比重由12%提高到", "", "ratio").kind, change("较上年提升", "", "points").kind
('share', 'change_abs')
>>> change("就业人数比上年同期少", "", "person").direction
'-'

Not read: changes told without a change word (去年8万元,今年12万元).
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from extractors.lexicon import any_of
from extractors.parse.bases import base_of
from extractors.records import Direction, Kind

UP = (
    "增长 增加 上涨 提高 提升 上升 上扬 回升 攀升 扩大 加快 快于 高于 高出 好于 优于 多于 领先 "
    "偏多 偏高 增收 增支 多支 增产 增效 增盈 微增 大增 猛增 递增 激增 净增 净增长 拉升 贵 "
    "净增加 走高 上浮 上调 拉长 延长 跃升 反超 反弹 多出 多收 多挣 加大 增多 拉动 前移 前进 进位 快 高 增 涨 升 多 大"
)
DOWN = (
    "下降 减少 降低 回落 下滑 下跌 下浮 下调 减亏 缩减 压减 压缩 缩短 缩小 收窄 萎缩 递减 锐减 "
    "偏少 偏低 少增 骤降 微降 走低 低于 慢于 少于 落后 核减 减下来 净减少 "
    "降 跌 减 少 低 慢 短 便宜 少收 少用 减收 减产 减支 短收 下探 后移 后退 负增长 下挫"
)
NOUN_UP = "增速 增幅 增长率 涨幅 升幅 增长速度 增长幅度 上涨幅度 同比增速 年均增速"
NOUN_DOWN = "降幅 跌幅 减幅 下降幅度 降低幅度"
SIGN: dict[str, Direction] = dict.fromkeys(f"{UP} {NOUN_UP}".split(), "+")
SIGN |= dict.fromkeys(f"{DOWN} {NOUN_DOWN}".split(), "-")


_NOUNS = f"{NOUN_UP} {NOUN_DOWN}".split()
_LONG = any_of(w for w in SIGN if len(w) > 1)
_VERBS = any_of(w for w in SIGN if len(w) > 1 and w not in _NOUNS)
_SHORT = "".join(w for w in SIGN if len(w) == 1 and w != "大")
_WORD = rf"(?:{_LONG}|(?<![新最至不很许大晋较净倍率偏壮身])(?:大(?=了)|(?<!起)降|[{_SHORT.replace('降', '')}](?!达)))"
_FILLER = (
    r"(?>(?:了|约|近|超过?|逾|幅度|高达|达到|达|将达|为|是|在|都在|均在|均|各|分别|依次|控制|保持|"
    r"(?:预期)?目标|不是|并非|误[写报印登刊记]?[为成作]|只有|仅|也有|有|更|又|再|首次|一倍|不低于|\s|:)*)"
)

# 同比增长 · 比去年同期多 · 分别回落
_MOVED = re.compile(rf"(?P<word>{_WORD})(?:幅度)?{_FILLER}$")
_DECLINE = re.compile(rf"(?:{any_of(NOUN_DOWN.split())})$")
# 增至 · 提高到 · 稳定在
_REACHED = re.compile(
    rf"(?:{_VERBS}|[增减升降涨跌提缩]|优化|恢复|发展|突破|进|推)(?:了)?[到至](?:(?:\d{{4}}年|"
    rf"目前|现在|如今|当前|眼下|今年|去年)(?:底|末)?的?|[^,。;、年]{{1,7}}[年届期时末底初]的)?{_FILLER}$|(?:调整|"
    rf"提升|降低|提高|优化)为{_FILLER}$|(?:控制|稳定|保持){_FILLER}在{_FILLER}$"
)
# without one of these neither of the two is there
_MOVES, _REACHES = re.compile(any_of(SIGN)), re.compile("[到至为在]")
_RATE_NOUN = re.compile(rf"(?P<word>{any_of(_NOUNS)})(?:[^,。;、]{{0,12}})$")
# 增加床位1.2万张 · 每户多挣8000元 · 少用农药90万公斤
_MOVED_THING = re.compile(
    r"(?P<word>增加(?!值)|减少|缩短|(?<![最至许很大不众差])[多少](?=[收得挣出用跑卖赚打产缴交花办走支]|"
    r"接诊))(?:了)?(?P<thing>[^,。;、增减]{1,9})$"
)
# 6.3%的同比增速 · 12.8%的增长
_BEHIND = re.compile(
    rf"的?(?:同比|年均|平均|实际|名义)?(?:速度)?(?P<word>{any_of(_NOUNS)}|(?<=的)增长|(?<=速度)增长|(?<=速度)递增)"
)
# 快于全国0.3个百分点 · 高出全省平均12件
_GAP = re.compile(r"(?P<word>高于|低于|好于|快于|慢于|优于|高出|高过|领先|落后|多于|少于|超出)(?P<of>[^,。;]{1,16})$")
# 超汛限水位0.6米 · 超过时间进度6个百分点
_BEYOND = re.compile(
    r"(?<![赶反高])(?P<word>超过?|超出|欠|差|塌|落后)(?P<of>[^,。;、\d]{0,8}(?:水位|控制线|序时|进度|计划|预算|目标(?:任务)?|标准))$"
)
# 较上年翻了近一倍
_TIMES_MORE = re.compile(r"翻了?$")
# 渔业产值2.4亿元,同比5.9%: the change word left out
_ONLY_COMPARED = re.compile(r"(?:同比|环比|(?:比|较)(?:上年|去年)(?:同期)?)$")
_BENCHMARK = re.compile(
    r"(?<!不)(?:高于|低于|好于|快于|慢于|优于|略低于|略高于)(?P<of>[^,。;、]{1,12}?)的?(?:平均水平)?(?:的)?$"
)
# words between subject and change word: 比上年 · 同比 · 名义
_LEAD_IN = re.compile(
    r"(?>(?:\s|同比(?!\d{4}年)|环比|(?:按(?:自然|同|可比|不变|现行)|自然|可比)(?:口径|价格?)(?:计算|测算|统计|比较)?|"
    r"(?>(?:扣除|剔除|还原|考虑)[^,。;扣剔]{2,16}?(?:因素|影响|基数)?(?:[之以]?后|(?<=因素)|(?<=影响)))|自然|名义|实际|年均|平均|"
    r"(?>[与同和较比]\d{4}年(?>(?:[、和与及]\d{4}年)+)(?:同期)?(?:相比|相较|同比|比)?)|(?:[两二三四五六七八九十]年)?年?平均|累计|也|再|则|却|反而|小幅|"
    r"大幅|直线|略|明显|进一步|持续|稳步|平稳|快速|较快|逐年|连年|将|已|微|各|分别|依次|(?<![人户亩])均|都|"
    r"(?>(?<![占之乡])[相同]?[比较](?![重例率值])[^,。;、比较]{0,16})|(?>[与同和](?:同期|[^,。;、与同和比]){1,16}(?:相比|比))|"
    r"(?>[快高]于[^,。;快高]{0,8}))+)$"
)
_NATURAL = re.compile(r"自然增长率[为是达到约\s]*$")
# 加快13条产业链, 扩大5个试点: done to things, not a number that moves
_DOES_TO_THINGS = re.compile("加快|扩大|加大|提升|提高|降低|拉动|延长|压缩|压减|精简|领先|核减|缩短")
_DEED = re.compile("(?:改造|整治|治理|修复|升级)$")  # 改造提升4万亩: more than one is done to it, none of it moves
_THINGS = frozenset({"count", "person", "household", "money"})


class Change(NamedTuple):
    """Kind, direction and base of a quantity; what stands before `cut` in its left context is no change word."""

    kind: Kind
    direction: Direction
    base: str | None
    cut: int
    rule: str = "as it stands"


def _by_change(dimension: str) -> Kind:
    return "change_rate" if dimension == "ratio" else "change_abs"


def _still(dimension: str) -> Kind:
    return "rank" if dimension == "rank" else "share" if dimension == "ratio" else "level"


def _ranked(left: str, right: str, dimension: str) -> Change | None:
    return Change("rank", "", None, len(left)) if dimension == "rank" else None


def _natural(left: str, right: str, dimension: str) -> Change | None:
    return (
        Change("share", "", None, len(left))
        if "自然增长率" in left and dimension == "ratio" and _NATURAL.search(left)
        else None
    )


def _reached(left: str, right: str, dimension: str) -> Change | None:
    """提高到65% is a share; 增速提高到7% is still a growth rate."""
    m = _REACHED.search(left) if _REACHES.search(left) else None
    if m is None:
        return None
    cut = _lead(left, m.start())
    noun = _RATE_NOUN.search(left[:cut])
    if noun and dimension == "ratio":
        return Change("change_rate", SIGN[noun["word"]], base_of(left), noun.start())
    return Change(_still(dimension), "", None, cut)


def _moved(left: str, right: str, dimension: str) -> Change | None:
    m = _MOVED.search(left) if _MOVES.search(left) else None
    if m is None:
        return None
    if dimension in _THINGS and (right or dimension == "count") and _DOES_TO_THINGS.fullmatch(m["word"]):
        return None
    if dimension == "length" and m["word"] == "高" and not _COMPARING.search(left):
        return None
    if m["word"] == "提升" and _DEED.search(left, 0, m.start()):
        return None
    cut = _lead(left, m.start())
    return Change(_by_change(dimension), _way(SIGN[m["word"]], left[:cut], dimension), base_of(left), cut)


# 坝高64米 is how high it is, 比警戒水位高2米 a gap
_COMPARING = re.compile(r"[比较]|同比|环比|又|再|涨|升")


def _way(direction: Direction, before: str, dimension: str) -> Direction:
    """降幅收窄, 跌幅低于全省: what is said of a decline holds the other way round for the growth."""
    if dimension == "points" and _DECLINE.search(before):
        return "+" if direction == "-" else "-"
    return direction


def _apart(left: str, right: str, dimension: str) -> Change | None:
    """快于全国0.3个百分点: a gap to what is named."""
    m = _GAP.search(left) if dimension != "ratio" else None
    if m is None:
        return None
    cut = _lead(left, m.start())
    way = _way(SIGN.get(m["word"], "+"), left[:cut], dimension)
    return Change("change_abs", way, m["of"].strip("的") or None, cut)


def _beyond(left: str, right: str, dimension: str) -> Change | None:
    """超警戒水位0.6米: how far beyond a limit or a plan."""
    m = _BEYOND.search(left) if dimension != "ratio" else None
    return Change("change_abs", "+" if m["word"].startswith("超") else "-", m["of"], m.start()) if m else None


def _times_more(left: str, right: str, dimension: str) -> Change | None:
    m = (_TIMES_MORE.search(left) or _ONLY_COMPARED.search(left)) if dimension == "ratio" else None
    return Change("change_rate", "+", base_of(left), _lead(left, m.start())) if m else None


def _compared(left: str, right: str, dimension: str) -> Change | None:
    """略好于全市的7.2%: the growth of another."""
    m = _BENCHMARK.search(left) if dimension == "ratio" else None
    return Change("change_rate", "+", base_of(left), m.start()) if m else None


def _behind(left: str, right: str, dimension: str) -> Change | None:
    m = _BEHIND.match(right) if dimension == "ratio" else None
    return Change("change_rate", SIGN.get(m["word"], "+"), base_of(left + right[: m.end()]), len(left)) if m else None


def _rate(left: str, right: str, dimension: str) -> Change | None:
    """增速分别为, 涨幅都在: the noun of a rate, up to a dozen characters before the number."""
    m = _RATE_NOUN.search(left) if dimension == "ratio" else None
    if m is None or "占" in left[m.start() :]:
        return None
    return Change("change_rate", SIGN[m["word"]], base_of(left), _lead(left, m.start()))


def _thing(left: str, right: str, dimension: str) -> Change | None:
    m = _MOVED_THING.search(left) if dimension not in ("ratio", "points") else None
    return Change("change_abs", SIGN[m["word"]], base_of(left), m.start()) if m else None


# 比2017年少抽了8万吨 · 较上年多接待2万人次
_COMPARED_THING = re.compile(
    r"(?<![占之])[比较](?P<base>[^,。;比较]{2,12}?)(?P<word>多|少)(?P<thing>[\u4e00-\u9fff]{1,2})了?$"
)


def _more_done(left: str, right: str, dimension: str) -> Change | None:
    """比2017年少抽了: a change told by the verb that something is done more or less."""
    m = _COMPARED_THING.search(left) if dimension not in ("ratio", "points", "rank") else None
    return Change("change_abs", SIGN[m["word"]], base_of(left), m.start()) if m else None


def _points(left: str, right: str, dimension: str) -> Change | None:
    return Change("change_abs", "", base_of(left), len(left)) if dimension == "points" else None


@dataclass(frozen=True, slots=True)
class Rule:
    """A way to tell kind and direction; its name becomes part of the observation's `rule`."""

    name: str
    read: Callable[[str, str, str], Change | None]


RULES = (
    Rule("rank", _ranked),
    Rule("natural rate", _natural),
    Rule("level reached", _reached),
    Rule("gap", _apart),
    Rule("moved", _moved),
    Rule("beyond", _beyond),
    Rule("times more", _times_more),
    Rule("rate of another", _compared),
    Rule("rate named behind", _behind),
    Rule("rate named before", _rate),
    Rule("moved thing", _thing),
    Rule("more done", _more_done),
    Rule("points", _points),
)


def change(left: str, right: str, dimension: str) -> Change:
    """Read the words around one quantity; `dimension` is that of its unit. The first rule that reads it decides."""
    for rule in RULES:
        if found := rule.read(left, right, dimension):
            return Change(found.kind, found.direction, found.base, found.cut, rule.name)
    return Change(_still(dimension), "", None, len(left))


def _lead(left: str, at: int) -> int:
    m = _LEAD_IN.search(left[:at])
    return m.start() if m else at
