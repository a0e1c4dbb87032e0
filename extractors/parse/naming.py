"""The name of each quantity: its own words, or what the text has said before.

A quantity without words of its own speaks of what was named last; a weak name gets its owner.
"""

import re

from extractors.parse import measures
from extractors.parse.brackets import begun
from extractors.parse.changes import Change
from extractors.parse.context import Context, limits
from extractors.parse.elisions import counted_alone, elided, graded
from extractors.parse.houses import housed
from extractors.parse.memory import Memory
from extractors.parse.owners import SHARE_OF, clause_before, owned, owner, parallel, part_of_whole
from extractors.parse.ranks import POOL_OF_RANK, ranked
from extractors.parse.words import PREDICATE, bare, noun

_VERB_NAMES = re.compile(r"[多少][收得挣出用跑卖赚打产缴交花办走]|增收|减收|增产|减产|核减|拉动")
_YIELD = re.compile(r"[增减]产")
_COMPARED = re.compile(r"[也则却]?(?:比|较)[^,。;多少增减]{1,10}(?=[多少增减])")
_COMPARISON = re.compile(
    r"同比|(?:.{0,8}[年期月季前相]|[与同和].{2,8})比$|"
    r"(?:比|较|与|同)(?:上|去|前|同期|往|年初|20\d{2})[^,。;占]{0,8}$"
)
_ASIDE = re.compile(r"(?P<name>[^,。!?;:\n()▶|【】]+)\([^()]*\)$")  # 农村道路(县道、乡道)|58公里
_FORMER = re.compile(r"(?P<which>前者|后者)(?P<rest>.*)")
_EACH_OF = re.compile(r"(?:三者|两者|二者)(?=之比|比例|比)")
# one house and what it does: 青石公园|接待游客
_HOUSE = re.compile(r"[\u4e00-\u9fff]{2,14}(?:景区|公园|古城|古镇|度假区|文化园|博物馆|纪念馆|商场|超市)(?=接待)")
_GAINS = ("实现", "收获", "取得")
_RATE_AT_END = re.compile(r"(?:率|比[重例]|指数|得分)$")
_RESTORED = re.compile(r"(?:已|将)?(?:恢复|回升)(?:至|到|于)?[^,。;、占]{2,12}的$")  # 恢复至2019年的|81%
_PART = re.compile(r"占|(?:完成|实现|为|是).{0,8}(?:目标|任务|计划|预算)")  # a share of which the growth is not
# 超过了全镇山林面积的|1/3
_EXCEEDS = re.compile(r"(?>(?:已|也|就|接?近|将近)*)(?:超过?|达到)了?(?P<whole>[^,。;、]{2,14}?)的$")
_OF_PLAN = re.compile(r"占(?:全年|年度|年初|年)?(?:计划|目标|预算)(?:投资|任务)*")  # 占年计划|20亿元的81%
_OF_THAT_TOO = re.compile(r"(?:、|和|及)(?P<whole>[^,。;、\d]{2,8})的")  # 占全国的90%、全球的|八成
# 租金不高于同地段市场价的|90%
_AT_MOST = re.compile(r"(?P<thing>[^,。;、]{2,12}?)(?:不(?:高于|低于|超过|少于|多于))(?P<whole>[^,。;、]{2,12}?)的")
_AVERAGE_OF = re.compile(r"[户人亩村棚店企校班镇县]均")  # 民宿总收入1.2亿元,户均|15万元
_AT_TIMES = re.compile(
    r"(?:到了?|在|而|但|每逢|遇)?(?:最?(?:旺季|淡季|高峰|低谷)期?|最[多少高低忙]|平[时日]|节假日|周末)(?:的?时候?|时段|里)?"
)
_TIMES_AS_MUCH = re.compile(r"(?>(?:约|就|也|已|达|相当于)*)(?:是|为)[^,。;]{2,14}的")  # 是10年前的|6倍
# 总产21万吨,比上年的|19万吨: the same thing at another time
_THE_SAME_BEFORE = re.compile(r"[也又]?(?:[比较]|[高低多少]于|超过)[^,。;、比较]{1,14}[年月期季前底末]的?")
# 为年初预算的|47%, 实现全年任务的|97%: how much of what was set is reached
_OF_WHAT_WAS_SET = re.compile(r"(?:为|是|实现)[^,。;、占的]{0,6}(?:预算|目标|任务|计划)(?:总?[数值额量])?的?")
# 新增企业6家,总数达到|41家 ; what is new by its nature stays: 新增就业300人,累计达到1500人
_ADDED = re.compile(
    r"^(?:净增|增设|新(?:增|建成?|培育|认定|引进|设立?|评定?|登记|注册|成立|入库|纳入|发展|投用|添|购))"
    r"(?!就业|贷款|融资|授信|投资|减税)(?=[\u4e00-\u9fff]{2})"
)
_BY_NOW = re.compile(r"(?:全[市县区镇]|目前|已|[现共])*(?:累计|总[数量计]|总[户人]数|总里程|[现共拥]有|达)")
_OTHER = re.compile(r"^其[他它余](?:各类)?(?=..)")  # the rest of a thing is not what the text goes on about


def measure_of(memory: Memory, c: Context, ch: Change, words: str) -> str:
    """The measure of a quantity; `words` are those before it without the change word. Keeps what it names in mind."""
    if ch.kind == "rank":
        return ranked(memory, c, words)
    if c.quantity.unit.dimension == "count" and (pool := POOL_OF_RANK.fullmatch(c.right)):
        return pool["which"]
    last = memory.recent[-1].measure if memory.recent else ""
    if ch.kind == "change_abs" and "产" in last and _YIELD.search(c.left[ch.cut :]):
        return last  # 亩产410公斤,较往年每亩增产25公斤
    start = begun(c.gap, words)  # a bracket stands within the name
    words = start + words if start else _naming_words(memory, c, ch, words)
    if (left_out := elided(memory, c, words)) or (left_out := graded(memory, bare(words)) or counted_alone(c, words)):
        memory.subject = left_out
        return left_out
    if of_last := _of_the_last(memory, c, ch, words):
        return of_last
    right = "" if ch.kind == "change_rate" else c.right
    marks = [(a + len(start), b + len(start)) for a, b in c.marks if b + len(start) <= len(words)]
    name = measures.own(words, right, c.quantity.unit.dimension, marks, cut_off=c.cut_off)
    if not name or measures.GROWTH.fullmatch(name) or _COMPARISON.match(name) or _says_when(c, ch, words.strip()):
        return _in_all(memory, c, ch, _continued(memory, c, ch))
    if of_house := housed(memory, c, name):
        return of_house
    if pointed := _pointed(memory, c, name) or part_of_whole(memory, c, name):
        return pointed
    if of_what := measures.belonging(name, c.right):
        return of_what
    if memory.aspect and memory.aspect not in name and len(name) <= 8 and name[:2] not in memory.aspect:
        name += memory.aspect
    if c.bracketed or c.left.startswith("其中"):
        return owned(memory, c, name)
    name = _with_verb(memory, c, name)
    if house := _of_house(memory, c):
        return house + name
    if measures.is_weak(name):
        memory.topic = clause_before(c) or memory.topic
        memory.subject = memory.subject or name
        return _in_all(memory, c, ch, owned(memory, c, name))
    if measures.is_count_of(name) and not c.first and memory.topic and memory.topic not in name:
        return memory.topic + name
    if not limits(c.quantity, c.right, c.tail):
        memory.subject = _OTHER.sub("", noun(name) if ch.kind == "level" and not right else name)
        memory.topic = _OTHER.sub("", owner(noun(name)) if not right else noun(name)[:12]) or memory.topic
    return name


def _naming_words(memory: Memory, c: Context, ch: Change, words: str) -> str:
    """The words that name the quantity: those before it, with its verb where that is the name (每户增收)."""
    if ch.kind == "change_abs" and _VERB_NAMES.search(c.left[ch.cut :]) and not _same_thing(memory, c):
        words = _COMPARED.sub("", c.left)
    if ch.rule == "moved thing" and not bare(words):
        words = c.left[ch.cut :]
    aside = None if words else _ASIDE.search(c.gap)
    if aside is None:
        return words
    return aside["name"] + ("(站)" if c.gap.endswith("(站)") else "")  # 服务中心(站): those too are counted


def _of_the_last(memory: Memory, c: Context, ch: Change, words: str) -> str:
    """What is said of the thing told before in words of its own (户均, 占年计划, 超过了全镇山林面积的); else empty."""
    last, said = memory.last, words.strip()
    if ch.kind == "share":
        if not c.first and (whole := _EXCEEDS.fullmatch(said)):
            return f"{last.measure if last and last.kind == 'level' else memory.subject}占{whole['whole']}"
        if last is not None and not c.gap and (too := _OF_THAT_TOO.fullmatch(words)) and "占" in last.measure:
            return f"{last.measure.partition('占')[0]}占{too['whole']}"
        if (most := _AT_MOST.fullmatch(words)) and len(thing := bare(most["thing"])) > 1:
            return f"{thing}占{most['whole']}"
    if c.first or last is None:
        return ""
    if _AVERAGE_OF.fullmatch(said):
        return last.measure + said
    if ch.kind == "share" and _OF_WHAT_WAS_SET.fullmatch(said):
        return _told(memory) + said.removesuffix("的")
    return last.measure if ch.kind == "level" and _OF_PLAN.fullmatch(said) else ""


def _says_when(c: Context, ch: Change, said: str) -> bool:
    """Whether the words only say when, of the thing told before: 旺季, 是10年前的|6倍, 恢复至2019年的|81%."""
    return not c.first and bool(
        _AT_TIMES.fullmatch(said)
        or (ch.kind == "level" and _THE_SAME_BEFORE.fullmatch(said))
        or (c.quantity.unit.name == "倍" and _TIMES_AS_MUCH.fullmatch(said))
        or (c.quantity.unit.dimension == "ratio" and _RESTORED.fullmatch(said))
    )


def _in_all(memory: Memory, c: Context, ch: Change, name: str) -> str:
    """专精特新企业总数 for 新增专精特新企业6家,总数达到41家: how many there are by now, not how many came."""
    last = memory.last
    if last is None or c.first or ch.kind != "level" or last.quantity.unit != c.quantity.unit:
        return name
    return _ADDED.sub("", name) if last.kind == "level" and _BY_NOW.match(c.left) else name


def _of_house(memory: Memory, c: Context) -> str:
    """青石公园接待游客3万人次,实现门票收入40万元: the second figure is of the same house, not of the district."""
    if c.first or c.gap != "," or memory.last is None or not c.left.startswith(_GAINS):
        return ""
    house = _HOUSE.match(memory.last.measure)
    return house.group() if house else ""


def _same_thing(memory: Memory, c: Context) -> bool:
    """劳动案件2016件,少收94件: the change of the level told right before."""
    last = next((f for f in reversed(memory.recent) if f.kind != "change_rate"), None)
    return (
        last is not None
        and last.kind == "level"
        and last.quantity.unit == c.quantity.unit
        and ("收" in c.left or c.left.endswith(("多出", "少出", "多出近", "多出约")))
    )


def _told(memory: Memory) -> str:
    """The level told last, which a share of what was set for it belongs to."""
    last = next((f for f in reversed(memory.recent) if f.kind == "level" and not f.threshold), None)
    return last.measure if last is not None else ""


def _pointed(memory: Memory, c: Context, name: str) -> str:
    """Names that point back: 三者之比, 前者, 一产 after 二产贡献率; empty where the name stands for itself."""
    if memory.names and _EACH_OF.match(name):
        return _EACH_OF.sub(memory.names[-1], name)
    if m := _FORMER.match(name):
        return _former(memory, c, m["which"], m["rest"])
    if like := parallel(memory, c, name):
        memory.subject = name
    return like


def _with_verb(memory: Memory, c: Context, name: str) -> str:
    """新增科技型企业72家、专精特新企业15家: the verb of a list holds for all of it."""
    verb = PREDICATE.match(name)
    if c.left.startswith(("、", "和", "及")) and memory.verb and not verb:
        return memory.verb + name
    if verb and len(verb.group()) > 1:
        memory.verb = verb.group()
    elif c.gap.endswith((",", ";")):  # a list of its own
        memory.verb = ""
    return name


def _former(memory: Memory, c: Context, which: str, rest: str) -> str:
    """前者 and 后者 stand for the two things named in the clause before."""
    if which == "前者":
        memory.names = measures.paired(clause_before(c), 2) or []
        memory.verb = rest
    pair = memory.names if len(memory.names) == 2 else ["", ""]
    return pair[which == "后者"] + (rest or memory.verb)


def _continued(memory: Memory, c: Context, ch: Change) -> str:
    """A quantity without words of its own speaks of what was named last; of its growth if points or a rank follow."""
    ruled = limits(c.quantity, c.right, c.tail)
    past = [f for f in memory.recent if f.threshold == ruled and (c.bracketed or not f.context.bracketed)]
    last = past[-1] if past else None  # 收案3100件(含上年结转120件),多4.4%: of the number before the brackets
    if ruled and memory.limited:
        return memory.limited
    if c.bracketed and memory.in_brackets and c.quantity.unit.dimension == "ratio":
        return memory.subject + memory.in_brackets
    before = clause_before(c)
    moves = ch.kind in ("change_rate", "change_abs")
    if len(before) > 6 and ch.kind == "change_rate":
        before = measures.headed(before) or before
    if before and (
        len(before) <= 6 or (moves and _RATE_AT_END.search(before)) or c.gap.rstrip(", ").endswith("的")
    ):  # 以养蜂为业的,有620户
        memory.subject = before
        return parallel(memory, c, before) or before
    if last is None:
        told = SHARE_OF.sub("", memory.told) if moves else memory.told  # what grows is the thing, not its share
        return told or memory.subject or before
    areas = (last.quantity.unit.dimension, c.quantity.unit.dimension)
    if areas == ("count", "area") and not measures.is_weak(last.measure):
        return last.measure + "面积"  # 车棚3处,80平方米
    growth = last.kind == "change_rate" and c.quantity.unit.dimension in ("points", "rank")
    counted = ch.kind == "change_abs" and c.quantity.unit.dimension not in ("ratio", "points")
    times = ch.kind == "share" and c.quantity.unit.name == "倍"  # 完成任务的79%,是去年的3倍
    if (ch.kind == "change_rate" or counted or times) and last.kind == "share" and _PART.search(last.measure):
        last = next((f for f in reversed(memory.recent) if f.kind == "level" and not f.threshold), last)
    moved = (
        ch.kind in ("change_rate", "change_abs") or times or last.quantity.unit.dimension == c.quantity.unit.dimension
    )
    subject = last.measure if moved else memory.subject or last.measure
    if measures.GROWTH.search(subject) and c.quantity.unit.dimension not in ("points", "rank"):
        subject = memory.subject or subject
    return subject + "增速" if growth and subject and not measures.GROWTH.search(subject) else subject
