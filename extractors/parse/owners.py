"""To what a weak name belongs: 结案率 of which cases, 面积 of what.

The owner stands in the clause before (两县共建物流园区,总投资3000万元), is the topic, or was named last.
"""

import re

from extractors.parse import measures
from extractors.parse.context import STOP, Context
from extractors.parse.elisions import noun_of_unit
from extractors.parse.memory import Memory
from extractors.parse.words import PREDICATE, acts, noun

# a clause that begins like this names a circumstance, not the thing
_NO_OWNER = re.compile(
    r"由于|因|受|虽|尽管|随着|为|按|经|据|通过|在|比|较|从|记者|如果|翻开|打开|走进|"
    r"截止|统计|数据|扣除|剔除|还原|考虑|只要|截至|除|对|依托|围绕|坚持|着力"
)
# how it compares with others: 降幅居各县之首, 走在全市前列
_LEADS = re.compile(r"走在|领跑|领先|[居列排][^,。;]{0,10}(?:前列|最前|首位?|第[一二三四五六七八九十\d]+)$")
# how the figures are ordered: 分县区看, 总体来看, 增速方面
_SEEN = re.compile(r"(?<!收)看$|^(?:增速|增幅|增长|总量|规模|排名|位次)(?:方面|上)$")
# only a time: 年初至今
_WHEN = re.compile(r"[\d年月日初末底至今以来前后上下半季度一二三四第去本到—-]+")
_AGAINST = re.compile(
    r"(?:[与和同][^,。;与和]{2,12}相?比|(?<![占之])[较比][^,。;较比]{2,10})$"
)  # 返岗率|与去年同期相比
_KINDS = frozenset(["企业", "单位", "项目", "工程", "人员", "机构"])  # 其中企业8500户: the part has its name
_HANDED = re.compile(rf"(?:向|对|为|给)[^,。;]{{2,20}}?(?P<what>(?:{PREDICATE.pattern})[^,。;了过]{{3,14}})$")
_DOING = re.compile(rf"{PREDICATE.pattern}|参与|参加|协调|帮助")  # 参与抢收,机收率达: no owner of a rate
# 投资80万元|建了育苗中心,|占地5亩
_BUILT = re.compile(r"(?:用于|兴|新|改|扩)?建(?:设|成|起|造)?了?(?P<thing>[^,。;:、\d了的]{2,14}),")
_IN_ASIDE = re.compile(r"\([^()]*\)")  # 同比(下同)
_TRADE = frozenset(["出口", "进口", "出口额", "进口额", "出口总值", "进口总值", "出口总额", "进口总额"])
_OF_TRADE = re.compile("进出口(?P<what>额|总[额值])$")
# 水厂改扩建项目|安装管网: the project that does it
_DONE_BY = re.compile(rf"[^,。;、的]{{2,18}}?(?:项目|工程)(?={PREDICATE.pattern})")
_POPULATION = re.compile(r"户籍|常住")  # 户籍人口 ... 其中城镇人口: those registered, not those who live there
_NEWLY = re.compile(r"新(?:登记|注册|设立?|开办|培育|认定)(?=..)")
_PRONOUN = re.compile(r"(?:前者|后者|其|它|他们?|这|该|两者|合计|分别)$")


def clause_before(c: Context) -> str:
    """The thing named in the figure-less clause right before: 两县共建物流园区,总投资3000万元."""
    if (built := _BUILT.fullmatch(c.gap)) and not c.first:
        return built["thing"]
    clauses = [p for p in STOP.split(_IN_ASIDE.sub("", c.gap))[0 if c.first else 1 :] if len(p) > 1]
    if (
        not clauses
        or _NO_OWNER.match(clauses[-1].strip())
        or _LEADS.search(clauses[-1])
        or _SEEN.search(clauses[-1].strip())
        or _WHEN.fullmatch(clauses[-1].strip())
    ):
        return ""
    if handed := _HANDED.search(clauses[-1]):  # 按月向护林农户|兑付专项补偿
        return handed["what"]
    name = re.sub(r"(?<=.{3})[中里]$", "", noun(measures.still(_AGAINST.sub("", clauses[-1]))))
    return name.rsplit("的", 1)[-1][-measures.LONGEST :] if len(name) > 1 else ""


def owner(name: str) -> str:
    """商事案件收 -> 商事案件: the thing without the verb at the end."""
    if len(name) > 8:
        name = name.rsplit("的", 1)[-1]
    if name.startswith(("涉及", "包括", "其中")):  # a part is not what the sentence is about
        return ""
    verbs = list(PREDICATE.finditer(name))
    deed_of = len(verbs) > 1 and verbs[0].start() == 0 and verbs[-1].group() in _PAID  # 发放残疾人|补贴
    if verbs and verbs[-1].end() == len(name) and verbs[-1].start() >= 2 and not deed_of:
        return name[: verbs[-1].start()]
    if (done := _DONE_BY.match(name)) and len(done.group()) <= 20:
        return done.group()
    return name if len(name) <= 12 and not _PRONOUN.search(name) else ""


def owned(memory: Memory, c: Context, name: str) -> str:
    """A weak name with the thing it belongs to in front: 结案率 -> 民事案件结案率."""
    if not measures.is_weak(name) or (c.left.startswith("其中") and name in _KINDS):
        return name
    thing = "" if c.bracketed else clause_before(c)
    if name.endswith("率") and _DOING.match(thing):
        thing = ""
    if not thing and PREDICATE.fullmatch(name):  # 改扩建2所: of the schools counted before
        if memory.last is not None and memory.last.measure.startswith(name):
            return SHARE_OF.sub("", memory.last.measure)
        thing = noun_of_unit(memory, c)
    if name.startswith("占") and not thing and memory.last is not None and memory.last.kind == "level":
        thing = memory.last.measure  # 采纳308条,占55%
    if not thing and c.first and acts(c.left):  # 村里还投资80万元: about nothing that was told before
        memory.topic = ""
        return name
    thing = thing or memory.topic or memory.subject
    if name in _TRADE and (at := thing.find("进出口")) >= 0:  # 外贸进出口总值 ... 其中出口: 外贸出口, else 出口总值
        value = _OF_TRADE.match(thing, at)
        return thing[:at] + name if at or value is None else name[:2] + value["what"]
    if name in _TRADE and re.search("出口|进口", thing):
        return name
    thing = _holder(thing, name)
    rates = thing.endswith(("数", "率", "占比", "比重", "比例")) and name[-1] in "数率"  # none owns another
    if not thing or thing in name or rates:
        return name
    if thing.startswith(name) and PREDICATE.fullmatch(name):  # 新增 of 新增就业 is the same
        return thing
    shared = next((k for k in range(min(len(thing), len(name)), 0, -1) if thing.endswith(name[:k])), 0)
    return thing + name[shared:]  # 二产贡献 and 贡献率 share 贡献


_COMPLETE = re.compile(r"[率数额]$|比[重例]$")  # a name that takes over nothing
# values of a thing, which own no other value: 实现总产值74亿元,利润总额4亿元
_VALUE = re.compile(
    r"(?:总)?(?:产值|增加值|(?:营业|销售|主营业务)?收入|营收|利润(?:总额)?|税收|投资|支出|总额|余额|产量|面积|销售额|交易额|天数|人数|户数)$"
)
SHARE_OF = re.compile(r"(?<=..)占(?![地道]).*")  # 收小麦|占本市播种面积的比重
_ONLY_DONE = re.compile(rf"(?:{PREDICATE.pattern})+")
_PAID = frozenset(["补贴", "补助", "奖励", "救助", "资助", "赔付", "理赔"])  # nouns as well as verbs
_MONEY = re.compile(r"资金|金额")  # owns nothing that is built or opened: 签约资金, then 开工建设70项
_OF_VALUE = re.compile(r"(?:总)?(?:产值|增加值|收入|营收|利润|税收|支出|总额|余额|产量|销售额)|率$")


def _holder(thing: str, name: str) -> str:
    """The thing itself where only its value was named: 甘蔗 of 甘蔗总产值; no value owns another."""
    if _ONLY_DONE.fullmatch(name):
        if _MONEY.search(thing):
            return ""
        thing = SHARE_OF.sub("", thing)
    m = _VALUE.search(thing) if _OF_VALUE.search(name) or PREDICATE.fullmatch(name) else None
    if m is None:
        verb = (
            PREDICATE.match(thing) if name.endswith("率") and PREDICATE.match(name) else None
        )  # 结案率 of the cases, not of taking them in
        return thing[verb.end() :] if verb and len(thing) > verb.end() + 2 else thing
    rest = thing[: m.start()]
    if PREDICATE.fullmatch(name):  # 小麦 of 小麦种植面积, if it is harvested
        rest = owner(rest) or rest
    while (verb := PREDICATE.match(rest)) and verb.end() < len(rest) + 1:
        rest = rest[verb.end() :]
    return rest if len(rest) > 1 else ""


def parallel(memory: Memory, c: Context, name: str) -> str:
    """一产为7.3% after 三产贡献率48.6%: the new thing takes over what was said of its like."""
    if _COMPLETE.search(name):
        return ""
    for f in memory.past[::-1]:
        old = f.measure[: len(name)]
        alike = len(f.measure) > len(name) > 1 and old != name and old[-1] == name[-1] and f.measure != old
        alike = alike and f.measure[len(name) :] != name
        if alike and f.quantity.unit.dimension == c.quantity.unit.dimension and f.kind != "level":
            return name + f.measure[len(name) :]
    return ""


def part_of_whole(memory: Memory, c: Context, name: str) -> str:
    """城镇居民 after 其中: 城镇居民人均可支配收入 if the whole is 居民人均可支配收入; empty if not so.

    The part ends with the noun that the whole begins with, and both are levels of one unit.
    """
    if c.left.startswith("其中") or c.gap.rstrip(",:").endswith("其中"):
        memory.whole = next((f for f in reversed(memory.past) if f.kind == "level"), None)
    whole = memory.whole
    if whole is None or whole.quantity.unit.name != c.quantity.unit.name:
        return ""
    if newly := _NEWLY.match(whole.measure):  # 新登记经营主体 ... 其中企业: those there are in all are others
        memory.whole = None if ";" in c.gap else whole
        return newly.group() + name if memory.whole and not PREDICATE.match(name) and name[0] not in "新每" else ""
    if (by := _POPULATION.match(whole.measure)) and name.endswith("人口") and by.group() not in name:
        return by.group() + name
    for length in range(min(len(name) - 1, 4), 1, -1):
        at = whole.measure[: length + 4].find(name[-length:])
        rest = whole.measure[at + length :] if at >= 0 else ""
        if (
            rest and not PREDICATE.fullmatch(rest) and not PREDICATE.fullmatch(name[-length:])
        ):  # of 案件审结 the parts are cases again, settled or not
            return name + rest
    return ""
