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

from extractors.numbers.quantities import Quantity
from extractors.parse import measures
from extractors.parse.changes import Change
from extractors.parse.context import Context, conditions, contexts, limits
from extractors.parse.corrections import corrects
from extractors.parse.elisions import counted_alone
from extractors.parse.memory import Fact, Memory, signed
from extractors.parse.moved import moves_on, noun_between
from extractors.parse.naming import measure_of
from extractors.parse.owners import parallel
from extractors.parse.senses import sense
from extractors.parse.together import names_of, only_places, together_from
from extractors.parse.words import PREDICATE, noun
from extractors.text import fold

# a sentence without figures that names what follows: 老旧管网改造进度最快。 · (一)临时救助。
_TOLD_BEFORE = re.compile(
    r"(?:^|[。；;])(?:[（(]?[一二三四五六七八九十]+[）)、])?(?P<name>[^，,。；;、：:]{2,16})[。]$"
)
# 一是强化人才支撑。 · 狠抓安全生产。: a heading that calls for something names nothing
_CALL = re.compile(
    r"[一二三四五六七八九十]是|要|突出|强化|加强|坚持|注重|聚焦|着力|深入|推动|推进|提升|优化|落实|完善|健全|加快|狠抓|做好|抓好|实施|开展"
)
_SEEN_FROM = re.compile(r"从(?P<aspect>[^,。;]{2,14}?)(?:方面|情况)?(?:来)?看[,:]")
_ORDERED_BY = re.compile(
    r"(?:分布|构成|类别|类型|结构|行业|产业|领域|区域|地区|来源|用途|投向|主体|方式|性质|企业|市场|商品|品种|国别|伙伴|县区|区县|县市区?|市县|市州|乡镇|镇街|街道|园区|城乡|各[市县区镇地]|"
    r"原因|成因|起因|场所|时段|时间|季节|月份|环节|部位|年龄|性别|学历|职业|层次|等级|程度|渠道|走势|趋势|特点|总体|整体|全局)$"
)  # 从行业分布看
_THERE, _NOUN = re.compile(r"(?<![存现潜内所自])(?:在|为|给|向|对)[^,。;\d]*$"), 6  # characters of a noun
_IN_BRACKETS = re.compile(r"括号(?:内|里|中)(?:数据)?[为是]?(?P<name>[^()。]{2,20}(?:比重|占比|比例|率|增速|增幅))")


def facts(text: str, quantities: Sequence[Quantity], marks: Sequence[tuple[int, int]] = ()) -> list[Fact]:
    """One fact for each quantity, in order; `marks` are the spans of places and times named in the text."""
    memory = Memory()
    found: list[Fact] = []
    around = list(contexts(text, quantities, marks))
    for i, c in enumerate(around):
        _turn(memory, c, text)
        if c.listed and memory.last is not None:
            fact = _following(memory, memory.last, c)
        elif memory.last is not None and _in_place_of(memory.last, c):
            fact = _corrected(memory.last, c)
        elif memory.last is not None and memory.last.measure and moves_on(memory.last.context, c):
            fact = _moved_on(memory.last, c)
        else:
            c = _with_noun_of_next(c, around[i + 1] if i + 1 < len(around) else None)
            together = together_from(around, i)
            if together == 1 and i + 1 < len(around) and moves_on(c, around[i + 1]):
                c = c._replace(right=noun_between(c.right))
            fact = _leading(memory, c, together, around[i + together - 1].right)
        memory.keep(fact)
        found.append(fact)
    return found


def _with_noun_of_next(c: Context, following: Context | None) -> Context:
    """500余户、近1800名果农赶集, 326户871人务工: the words behind both serve the first too."""
    if following is None or c.right or not following.listed or not following.right:
        return c
    both = {c.quantity.unit.dimension, following.quantity.unit.dimension}
    return c._replace(right=following.right, cut_off=following.cut_off) if both == {"household", "person"} else c


def _turn(memory: Memory, c: Context, text: str) -> None:
    """A new sentence forgets the list, a new paragraph the topic too."""
    if not c.first:
        return
    begin = memory.last.quantity.end if memory.last else 0
    between = text[begin : c.quantity.start]
    if "。" in between or "\n" in between:
        memory.whole, memory.aspect = None, ""
    if "\n" in between:
        memory.new_paragraph()
    told = text[max(begin, c.sentence[0] - 40) : c.sentence[0]].rsplit("\n", 1)[-1]
    if (m := _TOLD_BEFORE.search(told)) and not _CALL.match(m["name"]):
        memory.topic = memory.subject = noun(fold(m["name"]))
    if m := _IN_BRACKETS.search(between):
        memory.in_brackets = m["name"]
    memory.new_sentence()


def _following(memory: Memory, last: Fact, c: Context) -> Fact:
    """A quantity that follows another with nothing between: the same sense, the next name."""
    dimension = c.quantity.unit.dimension
    same = last.quantity.unit.dimension == dimension
    memory.index += same
    measure = memory.names[memory.index] if same and memory.index < len(memory.names) else last.measure
    if not same and (like := parallel(memory, c, memory.subject)):
        measure = like
    if (last.quantity.unit.dimension, dimension) == ("count", "household") and not c.right:
        measure = c.quantity.unit.name  # 7个组165户
    if (last.quantity.unit.dimension, dimension) == ("count", "area"):
        measure += "面积"
    elif (last.quantity.unit.dimension, dimension) == ("area", "household"):
        measure = measure.removesuffix("面积")  # 新开工49个、256万平方米、3.2万户
    if dimension in measures.CLASSIFIED and c.right:
        measure = counted_alone(c, "") or measures.own("", c.right, dimension, cut_off=c.cut_off) or measure
    ch = Change(last.kind, last.sense, last.base, 0, "listed") if same else sense(memory, c)
    return _fact(c, ch, measure)


def _in_place_of(last: Fact, c: Context) -> bool:
    same = last.quantity.unit.dimension == c.quantity.unit.dimension
    return same and not c.first and corrects(c.gap + c.left)


def _corrected(last: Fact, c: Context) -> Fact:
    """85万吨应为58万吨: the right figure is about what the wrong one was."""
    return _fact(c, Change(last.kind, last.sense, last.base, 0, "corrected"), last.measure)


def _moved_on(last: Fact, c: Context) -> Fact:
    """由42个整合为12个: the second value is of the same thing as the first, and per the same."""
    return _fact(c, Change(last.kind, last.sense, last.base, 0, "level reached"), last.measure)._replace(
        before=last.context.left
    )


def _behind_noun(c: Context, last: Fact | None) -> Context:
    """在23个|城市|设立网点57个: the noun of the count before ends where something is done there."""
    if last is None or c.gap or c.first or not _THERE.search(last.context.gap + last.context.left):
        return c
    verb = PREDICATE.search(c.left, 2)
    if verb is None or verb.start() > _NOUN or len(verb.group()) < 2 or len(c.left) < verb.end() + 2:
        return c
    at = verb.start()
    marks = tuple((a - at, b - at) for a, b in c.marks if a >= at)
    return c._replace(left=c.left[at:], marks=marks)


def _leading(memory: Memory, c: Context, together: int, closing: str) -> Fact:
    c = _behind_noun(c, memory.last)
    ch = sense(memory, c, closing)
    memory.index = 0
    if (m := _SEEN_FROM.search(c.gap + c.left)) and not _ORDERED_BY.search(m["aspect"]):
        memory.aspect = m["aspect"]
    words = c.left[: ch.cut]
    last = memory.last
    if last is not None and last.threshold and not c.first and (c.left.startswith("的") or (c.left and not c.gap)):
        words = last.context.left + last.quantity.quote + words
    if together > 1:
        memory.names = [] if only_places(c, words) else names_of(memory, c, words, together)
        if memory.names:
            memory.subject = memory.names[0]
            return _fact(c, ch, memory.names[0])
    return _fact(c, ch, measure_of(memory, c, ch, words), memory.last)


def _fact(c: Context, ch: Change, measure: str, last: Fact | None = None) -> Fact:
    threshold = limits(c.quantity, c.right, c.tail) or (last is not None and conditions(last.quantity, c))
    direction = signed(c.quantity, ch.kind, ch.direction)
    return Fact(c, ch.kind, direction, ch.base, measure, f"{c.quantity.rule}, {ch.rule}", threshold)
