"""The measure: the shortest phrase that names what a quantity is about, in the words of the text.

>>> own("全县地区生产总值完成", "", "money")
'地区生产总值完成'
>>> own("提前完成", "修井任务", "count")
'完成修井任务'
>>> paired("城镇、农村居民人均可支配收入分别", 2)
['城镇居民人均可支配收入', '农村居民人均可支配收入']
>>> paired("存贷款余额", 2)
['存款余额', '贷款余额']
"""

import re
from collections.abc import Sequence

from extractors.lexicon import any_of
from extractors.parse.words import ADVERB, PREDICATE, WORDS, bare, paired_quotes

LONGEST = 24  # characters of a measure: a longer phrase is a sentence
CLASSIFIED = frozenset({"count", "person", "household", "visit"})

# Heads that several things told together share; the longest that fits is completed: 城镇、农村居民收入
_HEAD = re.compile(rf"(?:{any_of(WORDS['heads'])})$")
_INNER_HEAD = re.compile(any_of(w for w in WORDS["heads"] if len(w) > 1))
_AND = re.compile(r"、|以及|和|与|及")
# the marks between names, the weaker ones only where the stronger give too few: 用品及服务、衣着价格 are two
_BETWEEN = (re.compile(r"、|以及"), re.compile(r"、|以及|和|与"), _AND)
_ZH_NUMBER = re.compile(r"^第?[一二三四五六七八九十]$")
# one word for two things that are told together: 城乡居民收入分别为, 存贷款余额312亿元、154亿元
FUSED = {"城乡": ("城镇", "农村"), "存贷款": ("存款", "贷款")}
EACH = re.compile(r"(?:分别|依次|各自|各)(?:为|是|达到?|有|完成|实现)?")
GROWTH = re.compile(r"(?:增速|增幅|增长|涨幅|降幅|跌幅|减幅|速度)$")
# names that need the thing they belong to
_WEAK = re.compile(
    rf"(?:(?:{any_of(WORDS['generic'])})(?:{PREDICATE.pattern})?|[\u4e00-\u9fff]{{1,2}}率|"
    rf"占(?!道)[^的]{{1,14}}(?:的?(?:比重|比例|份额))?|相当于[^的]{{0,10}}|"
    rf"(?:{any_of(WORDS['manner'])})?(?:{PREDICATE.pattern})+(?:额|面积|投资|率)?|"
    rf"(?:{any_of(WORDS['manner'])})(?:{any_of(WORDS['generic'])})|"
    r"在册|每[人户亩月年天][^的]{0,4}|每?[百千万]人口?均?|[多少][\u4e00-\u9fff]{1,3}|为?[^的]{0,4}目标(?:数|"
    r"任务)?|大关|[\u4e00-\u9fff][出到走掉完倒散入发]|[^省市县区乡镇村组猪牛羊马鸡鸭鹅鱼虾蟹茶药粮油菜]|[\d\W]*)"
)
_COUNTED = re.compile(rf"(?:{PREDICATE.pattern})+数")
# what comes after these is the thing, not the predicate: 发放50万元补贴, 把12亿元资金
_ASKS_FOR_NOUN = re.compile(rf"(?:的|把|将|用|给|有|{PREDICATE.pattern}[到出好回]?)(?:了|近|约|超过?|逾)?$")
_DONE = ("已", "全部", "悉数", "均", "都")
_DISPOSED = re.compile(r"把(?P<thing>[\u4e00-\u9fff]{2,12})$")  # 把护林补贴
_LIMIT = re.compile(r"(?:至多|最多|至少|最少|最高|大约)(?=[补奖给可达赔罚贷享领收卖赚挣报][\u4e00-\u9fff]{0,2}$)")
_JOINS_ON = re.compile(r"以及|和(?!谐)|与|及(?!时)")  # 4家|以及九个社区
# 由98家|增至112家
_COMES_TO = re.compile(
    r"(?:进一步|又|再)?(?:[增升降减扩缩提涨跌]|增加|上升|下降|调整|减少|提高|降低|扩大|缩小|提升|优化|发展|跃升|收窄|变)[加大少]?[至到为]"
)
_JOINS = re.compile(r"(?:以及|(?<!普)及|(?<![饱温调祥缓])和|与)$")  # 3个网点|和2名医生
# 灭火器过期、通道堵塞等|安全隐患: an enumeration before what it is of
_ENUMERATED = re.compile(
    r"[^、]+、(?:[^、]+、)*[^、]{1,20}(?<![平高中初同优上下劣特一二三])等(?![级额候待于离份奖第])(?:各类)?(?P<thing>[^、等]{2,})"
)
# 总面积|进一步扩大: what it has done, no part of the name
_DEVELOPS = re.compile(
    rf"(?<=[\u4e00-\u9fff]{{2}})(?:进一步|(?<!可)持续|稳步|不断|大幅|逐步|逐年|快速|明显|显著)(?:{any_of(WORDS['develops'])})$"
)
# 供求之比|从去年的 1.4:1 收窄到; 宽度|由原来的
_FROM = re.compile(
    r"(?<=[\u4e00-\u9fff]{2})[从由](?:[^,。;、从由]{1,8}(?:的|时|年|末|底|届|期|前|月|季度|初|来|先)|(?:每[\u4e00-\u9fff])+)?$"
)
# 东城小学、西城中学|2所学校
_NAMES = re.compile(r"[^、]{3,}(?:、[^、]{3,})+")
# 对辖区|27条主次干道: to whom it is done is no name
_DONE_TO = re.compile(
    r"(?:.*[^面针应相反校核])?对(?![口外接标台象公照])[^,。;、对]{0,4}|(?:.*[^散现存所实自内潜])?在(?:现有|原有|已有|全[市县区省镇乡村])的?"
)
_GIVEN_TO = re.compile(
    r"(?:(?<![参赠])[给为与](?:全[市县区省]|辖区)?|向(?:全[市县区省]|辖区)?)$"
)  # 为|126家企业|发放奖补
# 为村集体带来5万元的|毛收入
_VALUE_NOUN = re.compile(r"[\u4e00-\u9fff]{0,6}(?:收入|收益|利润|产值|效益|补贴|补助|资金|投资|贷款|损失|分红|奖励)")
# 12个改造项目|投资额: what is said of the things next
_SAID_NEXT = re.compile(
    r"(?<=[\u4e00-\u9fff]{2})(?:计划|协议|累计)?(?:总投资额?|投资额|总面积|总金额|平均.*|合同金额)$"
)
_VALUE_AT_END = re.compile(rf"(?:^|{PREDICATE.pattern})(?P<value>{any_of(WORDS['generic'])})$")
_STUFF = frozenset({"mass", "volume", "area"})  # 外运10吨|辣椒, 种了10亩|西瓜
_NO_STUFF = re.compile(rf"^[之以左上不]|{ADVERB.pattern}|{PREDICATE.pattern}")
_AFTER_ASPECT = re.compile(r"^.*[了着过](?=..)")  # 邮递员跑遍了|两村村民组
# 参评的6家企业|依次上台: what a thing with words of its own before it does next is no part of its name
_ON_THE_SCENE = re.compile(
    r"依次|陆续|相继|先后|已|全部|也|依旧|依然|纷纷|轮班|轮流|轮番|争相|竞相|在(?![校库册岗职建编])|以(?![旧上下内来外])|悉数|当场"
)
# 甲集团以|年纳税|3亿元蝉联榜首
_BY = re.compile(r"[^以]{2,16}(?<![所可难足予加给得])以(?P<value>[^以]{2,10})")
_WINS = re.compile(r"蝉联|位?居|位列|名列|稳居|夺|荣?获|拿下|领跑|领先|摘得|排名?")
_EACH_UNIT = re.compile(r"^\d{1,3}(?:公顷|亩|平方米|公斤|斤|吨|棵|株)(?:地|田)?")  # 1公顷|打
_OF_WHAT = re.compile(r"的(?P<thing>[\u4e00-\u9fff]{2,14})")  # 总投资1500万元|的物流中心
_MODIFIER = re.compile(r"^(?P<before>.{4,})的(?P<head>[^的率比重数额]{3,})$")
# around the words behind a quantity, and where they end if another follows
_LINKS_ON = re.compile(r"^(?:的|也|都|均|已|全部|悉数|一并|又|再|[\s,])+")
_NOUN_ENDS = re.compile(rf"{ADVERB.pattern}|(?!新){PREDICATE.pattern}|的")  # 年度计划新建项目|实际竣工
_TRAILS = re.compile(r"(?:[、,的等]|里|之?内|基础上|(?<=[\u4e00-\u9fff]{2})中)+$")


def is_weak(name: str) -> bool:
    """Whether a name says little without the thing it belongs to (面积, 审结, 完成率)."""
    return bool(_WEAK.fullmatch(name))


def headed(clause: str) -> str:
    """The clause up to its first head noun (技改投资一路领跑 -> 技改投资), empty if it has none."""
    m = _INNER_HEAD.search(clause)
    return clause[: m.end()] if m and m.start() > 0 else ""


def still(clause: str) -> str:
    """The thing without what it has done: 教育投入|大幅增长."""
    return _DEVELOPS.sub("", clause)


def is_count_of(name: str) -> bool:
    """Whether a name counts what is done to the thing the sentence is about (结案数)."""
    return bool(_COUNTED.fullmatch(name))


def own(left: str, right: str, dimension: str, marks: Sequence[tuple[int, int]] = (), *, cut_off: bool = False) -> str:
    """The measure from a quantity's own words; `cut_off`: another quantity ends the words behind. May be empty."""
    left = _EACH_UNIT.sub("", left) if left[:1].isdigit() else left
    before, behind = _LIMIT.sub("", bare(left, marks)), _behind(right, cut_off)
    if right and any(b == len(left) and a < b for a, b in marks):  # 走遍东河村|6个组
        before = ""
    modified = None if re.search(r"\d", before) else _MODIFIER.match(before)
    if (m := modified) and len(before) >= max(12, 3 * len(m["head"])) and not _HEAD.fullmatch(m["head"]):
        before = m["head"]
    before = _FROM.sub("", _DEVELOPS.sub("", before))
    if len(before) > 10 and (m := _ENUMERATED.fullmatch(before)):
        verb = PREDICATE.match(before)
        before = (verb.group() if verb else "") + m["thing"]
    if (
        behind
        and len(before) > 12
        and dimension in CLASSIFIED
        and _NAMES.fullmatch(before)
        and not PREDICATE.match(before)
    ):
        before = ""  # A校、B校|4所学校: names, then how many they are
    elif behind and (_DONE_TO.fullmatch(before) or _DONE_TO.fullmatch(left)):
        before = ""
    elif behind and dimension in CLASSIFIED and _GIVEN_TO.search(left):
        before = ""
        behind = behind[: m.start()] if (m := PREDICATE.search(behind, 2)) else behind
    if right.startswith("的") and left[:1] in ("、", "和") and len(before) > 1 and not _ASKS_FOR_NOUN.search(before):
        behind = ""  # 民宿12家、床位150张的|村庄: said of the village
    if m := _DISPOSED.search(before):
        before, behind = m["thing"], ""
    if (m := _BY.fullmatch(before)) and _WINS.match(right):
        before, behind = m["value"], ""
    if behind:
        before = before.rpartition("是")[2]
    adverb = (_ON_THE_SCENE if before else ADVERB).search(behind, 2)
    # 小区|已经动工 says what the two mean, if nothing stands before it
    if adverb and (before or adverb.start() != 2 or adverb.group() not in _DONE):
        behind = behind[: adverb.start()]
    if behind and before and dimension not in CLASSIFIED and dimension != "time":
        stuff = dimension in _STUFF and len(behind) <= 4 and not cut_off and not _NO_STUFF.search(behind)
        value = right.startswith("的") and _VALUE_NOUN.fullmatch(behind)
        if not (stuff or value or _ASKS_FOR_NOUN.search(left)):
            behind = ""
    if behind and len(before) > 12:
        verbs = [m.start() for m in PREDICATE.finditer(before) if m.start() >= len(before) - 12]
        before = before[verbs[0] :] if verbs else _AFTER_ASPECT.sub("", before)[-12:]
    words = (before + behind)[-LONGEST:] if len(before) > len(behind) else (before + behind)[:LONGEST]
    if words.count("(") != words.count(")"):  # of a long name only the end is left
        words = words.rpartition(")")[2]
    return paired_quotes(words)


def _behind(right: str, cut_off: bool) -> str:
    if not right or _JOINS_ON.match(right) or _COMES_TO.match(right):
        return ""
    words = _LINKS_ON.sub("", right)
    if cut_off and (m := _NOUN_ENDS.search(words, 2)):
        words = words[: m.start()]
    if cut_off:
        words = _SAID_NEXT.sub("", words)
        words = _JOINS.sub("", bare(words))
    return _TRAILS.sub("", paired_quotes(words))


def belonging(name: str, right: str) -> str:
    """冷链物流中心总投资 where the words are 总投资 ... 的冷链物流中心; empty where they are not such."""
    m = _OF_WHAT.match(right)
    value = _VALUE_AT_END.search(name) if m else None
    if m is None or value is None:
        return ""
    ends = _NOUN_ENDS.search(m["thing"])
    thing = m["thing"][: ends.start()] if ends else m["thing"]
    said_twice = thing.endswith(value["value"]) or value["value"].endswith(thing)  # 完成了20亿元的投资
    return thing + value["value"] if len(thing) > 1 and not said_twice else ""


def paired(words: str, count: int) -> list[str] | None:
    """The names of `count` values told together (A、B、C分别为): their common head restored; None if they don't fit."""
    words = bare(EACH.sub("", words)).replace("存、贷款", "存贷款")
    splits = [[p for p in between.split(words) if p] for between in _BETWEEN]
    parts = next((p for p in splits if len(p) == count), splits[-1])
    if len(parts) > count:
        parts = _merged(words, parts, count)
    if len(parts) == count:
        return [_completed(p, parts[-1]) for p in parts[:-1]] + [parts[-1]]
    if count == 2 and (fused := next((w for w in FUSED if w in words), "")):
        head = words[words.index(fused) + len(fused) :]
        return [first + head for first in FUSED[fused]]
    return None


def shared(measure: str) -> list[str] | None:
    """The two names in one measure (社会消费品零售总额、一般公共预算收入), None if it is not two.

    >>> shared("社会消费品零售总额、一般公共预算收入"), shared("粮食产量")
    (['社会消费品零售总额', '一般公共预算收入'], None)
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
    if part[-1:] in "类型级" and 0 < (at := last.find(part[-1:])) < len(last) - 1:  # 儿童类、历史类讲座
        return part + last[at + 1 :]
    head = _HEAD.search(last)
    if head is None or _HEAD.search(part):
        return part
    return part + head.group()
