"""From quantities to facts: walk a text once, left to right, and say of each quantity what it is about.

What a clause leaves out is inherited: the subject of the sentence, the class before 其中, the change word of a list,
the names of 分别. The walker keeps exactly that in `Memory`; all wording lies in the modules it asks.

>>> from extractors.numbers.quantities import read
>>> text = "生产总值386.5亿元,同比增长5.2%;城镇、农村居民收入分别增长4%、6%。"
>>> [(f.measure, f.kind, f.direction) for f in facts(text, read(text)[0])]  # doctest: +NORMALIZE_WHITESPACE
[('生产总值', 'level', ''), ('生产总值', 'change_rate', '+'),
 ('城镇居民收入', 'change_rate', '+'), ('农村居民收入', 'change_rate', '+')]
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from extractors.numbers.quantities import Quantity
from extractors.parse import measures
from extractors.parse.changes import Change, change
from extractors.parse.context import STOP, Context, contexts, limits
from extractors.parse.words import PREDICATE, bare, noun
from extractors.records import Direction, Kind
from extractors.text import fold


@dataclass(frozen=True, slots=True)
class Fact:
    """A quantity with its meaning; place, period and indicator are found by others."""

    context: Context
    kind: Kind
    direction: Direction
    base: str | None
    measure: str
    threshold: bool = False

    @property
    def quantity(self) -> Quantity:
        return self.context.quantity


@dataclass(slots=True)
class Memory:
    """What a text has said so far and later clauses leave out."""

    subject: str = ""  # the last thing named, without growth or rank
    topic: str = ""  # what the sentence is about: the thing of its first figure
    aspect: str = ""  # 从人均可支配收入看: named once for several subjects
    in_brackets: str = ""  # 括号内为占播种面积的比重
    verb: str = ""  # the predicate a list shares
    told: str = ""  # the measure before this one in the paragraph, thresholds apart
    limited: str = ""  # what the last threshold limits
    names: list[str] = field(default_factory=list)  # told together last
    index: int = 0  # of the name used last
    last: Fact | None = None
    recent: list[Fact] = field(default_factory=list)  # of this sentence
    past: list[Fact] = field(default_factory=list)  # of this paragraph, thresholds apart


# a sentence without figures that names what follows: 现代基础设施类体量最大。 · (一)特困供养。
_TOLD_BEFORE = re.compile(
    r"(?:^|[。；;])(?:[（(]?[一二三四五六七八九十]+[）)、])?(?P<name>[^，,。；;、：:]{2,16})[。]$"
)
_VERB_NAMES = re.compile(r"[多少][收得挣出用跑卖赚打产缴交花办走]|增收|减收|增产|减产|核减")
_COMPARED = re.compile(r"[也则却]?(?:比|较)[^,。;多少增减]{1,10}(?=[多少增减])")
_COMPARISON = re.compile(r"同比|\d{4}年比$|.{0,8}(?<![占之乡入])比$")
_EACH_OF = re.compile(r"(?:三者|两者|二者)(?=之比|比例|比)")
_TIME_WORD = re.compile(r"[年月日季度期今去上下]")
_PRONOUN = re.compile(r"(?:前者|后者|其|它|他们?|这|该|两者|合计|分别)$")
_SEEN_FROM = re.compile(r"从(?P<aspect>[^,。;]{2,14}?)(?:方面|情况)?(?:来)?看[,:]")
_IN_BRACKETS = re.compile(r"括号(?:内|里|中)(?:数据)?[为是]?(?P<name>[^()。]{2,20}(?:比重|占比|比例|率|增速|增幅))")
_RANKED = re.compile(
    r"(?:(?:跃升|上升|提升|前移|前进|升)[至到为]?[^,。;]{0,8}|由|稳?居|[位名]?列|排名?|"
    r"位次|位居|跃居|名次|在)[^,。;]{0,16}$|全[国省市][^,。;]{0,4}$"
)
_THREE = re.compile(r"三次产业|[一二三](?:、?[二三]){2}(?:次)?产业?的?")
_GROWTH = re.compile(r"(?:增速|增幅|增长|涨幅|降幅|速度)$")
_NO_OWNER = re.compile(
    r"由于|因|受|虽|尽管|随着|为|按|经|据|通过|在|比|较|从|记者|据|如果|翻开|打开|走进|"
    r"截止|统计|数据|只要|截至|除|对|依托|围绕|坚持|着力"
)
_WHEN = re.compile(r"[\d年月日初末底至今以来前后上下半季度一二三四第去本到—-]+")
_COPULA = re.compile(r"(?:[也又还同均都约就又再且,、为是有达到])*+")


def facts(text: str, quantities: Sequence[Quantity], marks: Sequence[tuple[int, int]] = ()) -> list[Fact]:
    """One fact for each quantity, in order; `marks` are the spans of places and times named in the text."""
    memory = Memory()
    found: list[Fact] = []
    around = list(contexts(text, quantities, marks))
    for i, c in enumerate(around):
        _turn(memory, c, text)
        if c.listed and memory.last is not None:
            fact = _following(memory, memory.last, c)
        else:
            together = _together(around, i)
            fact = _leading(memory, c, together, around[i + together - 1].right)
        memory.last = fact
        memory.recent.append(fact)
        if fact.threshold:
            memory.limited = fact.measure
        else:
            memory.told = fact.measure
            memory.past = [*memory.past[-7:], fact]
        found.append(fact)
    return found


def _turn(memory: Memory, c: Context, text: str) -> None:
    """A new sentence forgets the list, a new paragraph the topic too."""
    if not c.first:
        return
    begin = memory.last.quantity.end if memory.last else 0
    between = text[begin : c.quantity.start]
    if "\n" in between:
        memory.aspect = memory.limited = memory.topic = memory.told = ""
        memory.names, memory.past = [], []
    told = text[max(begin, c.sentence[0] - 40) : c.sentence[0]].rsplit("\n", 1)[-1]
    if m := _TOLD_BEFORE.search(told):
        memory.topic = memory.subject = noun(fold(m["name"]))
    if m := _IN_BRACKETS.search(between):
        memory.in_brackets = m["name"]
    memory.recent, memory.verb = [], ""


def _only_places(c: Context, words: str) -> bool:
    """Whether the names told together are districts (甲县、乙县分别为): then the thing is the one told before."""
    plain = measures.EACH.sub("", _without_places(c)[: len(words)])
    return "〓" in plain and not plain.strip("〓、和及与 ,")


def _together(around: Sequence[Context], i: int) -> int:
    """How many quantities of one dimension stand together from the i-th on."""
    n = 1
    dimension = around[i].quantity.unit.dimension
    while i + n < len(around) and around[i + n].listed and around[i + n].quantity.unit.dimension == dimension:
        n += 1
    return n


def _following(memory: Memory, last: Fact, c: Context) -> Fact:
    """A quantity that follows another with nothing between: the same sense, the next name."""
    dimension = c.quantity.unit.dimension
    same = last.quantity.unit.dimension == dimension
    memory.index += same
    measure = memory.names[memory.index] if same and memory.index < len(memory.names) else last.measure
    if (last.quantity.unit.dimension, dimension) == ("count", "area"):
        measure += "面积"
    if dimension in measures.CLASSIFIED and c.right:
        measure = measures.own("", c.right, dimension, cut_off=c.cut_off) or measure
    ch = Change(last.kind, last.direction, last.base, 0) if same else _sense(memory, c)
    return _fact(c, ch, measure)


def _leading(memory: Memory, c: Context, together: int, closing: str) -> Fact:
    ch = _sense(memory, c, closing)
    memory.index = 0
    if m := _SEEN_FROM.search(c.gap + c.left):
        memory.aspect = m["aspect"]
    words = c.left[: ch.cut]
    last = memory.last
    if last is not None and last.threshold and c.left.startswith("的"):
        words = last.context.left + last.quantity.quote + words
    if together > 1:
        memory.names = [] if _only_places(c, words) else _names(memory, c, words, together)
        if memory.names:
            memory.subject = memory.names[0]
            return _fact(c, ch, memory.names[0])
    return _fact(c, ch, _measure(memory, c, ch, words))


def _fact(c: Context, ch: Change, measure: str) -> Fact:
    threshold = limits(c.quantity, c.right, c.tail)
    direction = ch.direction
    if c.quantity.change == "-" and ch.kind in ("change_rate", "change_abs"):  # 增长-1.8%
        direction = "+" if direction == "-" else "-"
    return Fact(c, ch.kind, direction, ch.base, measure, threshold)


def _sense(memory: Memory, c: Context, closing: str = "") -> Change:
    """Kind and direction, inherited where the words are silent: (全市2.6%) after a growth rate is one too."""
    dimension, last = c.quantity.unit.dimension, memory.last
    ch = change(_without_places(c), c.right or closing, dimension)
    if c.quantity.unit.name == "比":
        return ch._replace(kind="share" if c.quantity.values else "level", direction="")
    if c.quantity.change == "+":
        return Change("change_rate", "+", ch.base, ch.cut)
    if last is None or c.first:
        return ch
    silent = bool(_COPULA.fullmatch(c.left)) or (c.bracketed and len(c.left) <= 8)
    if ch.kind == "share" and last.kind == "change_rate" and silent:
        return Change(last.kind, last.direction, last.base, ch.cut)
    if dimension == "points" and not ch.direction:
        before: Direction = next(
            (f.direction for f in memory.recent[::-1] if f.quantity.unit.dimension == "points"), "+"
        )
        return ch._replace(direction=before or "+")
    return ch


def _without_places(c: Context) -> str:
    """The words before a quantity with the names of places blotted out: 临高 is no 高."""
    left = c.left
    for a, b in c.marks:
        if not _TIME_WORD.search(left[a:b]):
            left = left[:a] + "〓" * (b - a) + left[b:]
    return left


def _names(memory: Memory, c: Context, words: str, together: int) -> list[str]:
    if together < 2:
        return []
    if together == 3 and (m := _THREE.search(words)):
        return [f"第{n}产业{bare(words[m.end() :])}" for n in "一二三"]
    subject = bare(measures.EACH.sub("", words))
    if subject and not measures.is_weak(subject) and not _GROWTH.fullmatch(subject):
        return measures.paired(words, together) or []
    if not subject and (before := _before(c)) and (names := measures.paired(before, together)):
        return names
    if len(memory.names) == together:
        return memory.names
    earlier = [f.measure for f in memory.recent if f.kind in ("level", "share")][-together:]
    if len(set(earlier)) != together:
        return []
    return [name + subject if subject and not _GROWTH.search(subject) else name for name in earlier]


def _measure(memory: Memory, c: Context, ch: Change, words: str) -> str:
    dimension = c.quantity.unit.dimension
    if ch.kind == "rank":
        return _ranked(memory, words)
    if ch.kind == "change_abs" and dimension != "points" and _VERB_NAMES.search(c.left[ch.cut :]):
        words = _COMPARED.sub("", c.left)  # 每户增收: the verb is the name
    right = "" if ch.kind == "change_rate" else c.right
    marks = [(a, b) for a, b in c.marks if b <= len(words)]
    name = measures.own(words, right, dimension, marks, cut_off=c.cut_off)
    if not name or _GROWTH.fullmatch(name) or _COMPARISON.match(name):
        return _continued(memory, c, ch)
    if memory.names and _EACH_OF.match(name):
        return _EACH_OF.sub(memory.names[-1], name)
    if parallel := _parallel(memory, c, name):
        return parallel
    if memory.aspect and memory.aspect not in name and len(name) <= 8:
        name += memory.aspect
    if c.bracketed or c.left.startswith("其中"):
        return _owned(memory, c, name)
    if c.left.startswith(("、", "和", "及")) and memory.verb and not PREDICATE.match(name):
        name = memory.verb + name
    elif (m := PREDICATE.match(name)) and len(m.group()) > 1:
        memory.verb = m.group()
    if measures.is_weak(name):
        memory.topic = _before(c) or memory.topic
        memory.subject = memory.subject or name
        return _owned(memory, c, name)
    if measures.is_count_of(name) and not c.first and memory.topic and memory.topic not in name:
        return memory.topic + name
    if limits(c.quantity, c.right, c.tail):
        return name
    memory.subject = noun(name) if ch.kind == "level" and not right else name
    memory.topic = _owner(name) if not right else noun(name)[:12]
    return name


def _parallel(memory: Memory, c: Context, name: str) -> str:
    """一产为6.6% after 二产贡献率70.4%: the new thing takes over what was said of its like."""
    for f in memory.past[::-1]:
        old = f.measure[: len(name)]
        alike = len(f.measure) > len(name) > 1 and old != name and old[-1] == name[-1] and f.measure != old
        if alike and f.quantity.unit.dimension == c.quantity.unit.dimension and f.kind != "level":
            return name + f.measure[len(name) :]
    return ""


def _owned(memory: Memory, c: Context, name: str) -> str:
    """A weak name with the thing it belongs to in front: 结案率 -> 民事案件结案率."""
    if not measures.is_weak(name):
        return name
    owner = (not c.bracketed and _before(c)) or memory.topic or memory.subject
    return owner + name if owner and owner not in name else name


def _before(c: Context) -> str:
    """The thing named in the figure-less clause right before: 双方合建产业园区,总投资2000万元."""
    clauses = [p for p in STOP.split(c.gap)[0 if c.first else 1 :] if len(p) > 1]
    if not clauses or _NO_OWNER.match(clauses[-1].strip()) or _WHEN.fullmatch(clauses[-1].strip()):
        return ""
    name = noun(clauses[-1])
    return name.rsplit("的", 1)[-1][-measures.LONGEST :] if len(name) > 1 else ""


def _owner(name: str) -> str:
    """刑事案件收 -> 刑事案件: the thing without the verb at the end."""
    if len(name) > 8:
        name = name.rsplit("的", 1)[-1]
    verbs = list(PREDICATE.finditer(name))
    if verbs and verbs[-1].end() == len(name) and verbs[-1].start() >= 2:
        return name[: verbs[-1].start()]
    return name if len(name) <= 12 and not _PRONOUN.search(name) else ""


def _continued(memory: Memory, c: Context, ch: Change) -> str:
    """A quantity without words of its own speaks of what was named last; of its growth if points or a rank follow."""
    ruled = limits(c.quantity, c.right, c.tail)
    last = next((f for f in memory.recent[::-1] if f.threshold == ruled), None)
    if ruled and memory.limited:
        return memory.limited
    if c.bracketed and memory.in_brackets and c.quantity.unit.dimension == "ratio":
        return memory.subject + memory.in_brackets
    before = _before(c)
    if before and len(before) <= 6:
        memory.subject = before
        return _parallel(memory, c, before) or before
    if last is None:
        return memory.told or memory.subject or before
    areas = (last.quantity.unit.dimension, c.quantity.unit.dimension)
    if areas == ("count", "area") and not measures.is_weak(last.measure):
        return last.measure + "面积"  # 旱厕2处,57平方米
    growth = last.kind == "change_rate" and c.quantity.unit.dimension in ("points", "rank")
    moved = ch.kind in ("change_rate", "change_abs") or last.quantity.unit.dimension == c.quantity.unit.dimension
    subject = last.measure if moved else memory.subject or last.measure
    if _GROWTH.search(subject) and c.quantity.unit.dimension not in ("points", "rank"):
        subject = memory.subject or subject
    return subject + "增速" if growth and subject and not _GROWTH.search(subject) else subject


def _ranked(memory: Memory, words: str) -> str:
    """The thing ranked: named before 居, or the growth or level told last."""
    name = bare(_RANKED.sub("", words))
    last = memory.recent[-1] if memory.recent else None
    if name and not measures.is_weak(name) and not _GROWTH.fullmatch(name):
        memory.subject = name
        return name
    subject = last.measure if last and last.kind != "rank" else memory.subject
    grew = last is not None and (last.kind == "change_rate" or bool(_GROWTH.search(last.measure)))
    return subject + "增速" if (grew or name) and not _GROWTH.search(subject) else subject
