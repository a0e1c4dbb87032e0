"""What a phrase leaves out and the text has said: the noun of 其中18处当场改完, of 余下9所, of 3A级3处.

>>> thing_of("新建、改扩建中小学"), thing_of("刑事案件审结"), thing_of("排查出安全隐患")
('中小学', '刑事案件', '安全隐患')
>>> deed("已于国庆节前投入使用"), deed("正在建设"), deed("学校如期开学")
('投入使用', '建设', '')
"""

import re

from extractors.lexicon import any_of
from extractors.parse.context import Context
from extractors.parse.measures import CLASSIFIED, is_weak
from extractors.parse.memory import Fact, Memory
from extractors.parse.words import ADVERB, PREDICATE, WORDS, bare

_RESULT = re.compile(r"^(?:[出到走掉完好成了过]|[、,和及与])+")
_ALONE = re.compile(r"(?>(?:其中|另外?|另有|还有|余下|其余|剩余|剩下|已有|有|目前|现|[的,、:\s])*)")
# 已于国庆节前|投入使用
_WHEN = re.compile(
    r"^(?>(?:已|将|拟|也|都|均|全部|正在|正|目前|能|可|又|还|亦|已经)*)(?:[于在](?:[^,。;、]{1,14}?(?:前|后|内|[底末](?!前)|期间)|[^,。;、]{1,8}?[年月日]))?"
)
_MANNER = re.compile(rf"^(?>(?:{any_of(WORDS['manner'])})*)")
_GRADE = re.compile(r"(?:[\dA-ZⅠⅡⅢⅣⅤ]{1,3}|国家|[省市县区州镇村]|一|二|三|四|五|六|特|甲|乙|丙)级")
_LEFT_OUT = re.compile(r"(?P<which>[^的]{2,10})的(?:[也已就共还]?有)?$")
_AND_OTHERS = re.compile(r"[\u4e00-\u9fff]{2}(?P<kind>[\u4e00-\u9fff]{2})等$")  # 河西诊所等|2所
_LONGEST = 10  # characters of a deed


def thing_of(measure: str) -> str:
    """The noun that was counted: what stands behind the last verb, or before a verb at the end."""
    measure = measure.rsplit("的", 1)[-1]
    verbs = [m for m in PREDICATE.finditer(measure) if m.end() > m.start() + 1]  # 收入 is no 收
    while verbs:
        behind = _RESULT.sub("", measure[verbs[-1].end() :])
        if len(behind) > 1:
            return behind
        if verbs[-1].start() > 1:
            measure = measure[: verbs[-1].start()]
            verbs.pop()
            continue
        return ""
    return re.sub(r"(?<=..)[收结]$", "", measure)


def deed(right: str) -> str:
    """What is done to the counted things, if the words behind a count tell that and name nothing; else empty."""
    words = _WHEN.sub("", right)
    manner = _MANNER.match(words)
    verb = PREDICATE.match(words, manner.end() if manner else 0)
    told = verb is not None or len(words) < len(right) or bool(manner and manner.end())
    return words[:_LONGEST].replace("了", "") if told else ""


def _noun_behind(f: Fact) -> str:
    """水塔 of 4座水塔完成外墙粉刷: the noun that followed the count; empty if none did."""
    right = f.context.right
    if len(right) < 2 or ADVERB.match(right) or PREDICATE.match(right):
        return ""
    ends = [m.start() for m in (ADVERB.search(right, 2), PREDICATE.search(right, 2)) if m]
    noun = right[: min(ends, default=len(right))].strip("的")
    return noun if noun in f.measure else ""


def noun_of_unit(memory: Memory, c: Context) -> str:
    """The thing counted last in the paragraph with the same classifier; empty if none is named."""
    for f in reversed(memory.past):
        if f.kind == "level" and f.quantity.unit.name == c.quantity.unit.name and not f.context.bracketed:
            noun = "" if _too_few(f, c) else _noun_behind(f) or thing_of(f.measure)
            if noun and not is_weak(noun):
                return noun
    return ""


def _too_few(f: Fact, c: Context) -> bool:
    """生猪存栏18万头,其中能繁母猪2万头,出栏32万头: more than the part there is are of the whole."""
    there, done = f.quantity.value, c.quantity.value
    return f.context.left.startswith("其中") and there is not None and done is not None and done > there


def elided(memory: Memory, c: Context, words: str) -> str:
    """The measure of a count whose noun is left out; empty where it is not."""
    if c.quantity.unit.dimension not in CLASSIFIED or c.first:
        return ""
    done = deed(c.right)
    if c.right and not done:
        return ""
    if _ALONE.fullmatch(words):
        alone = done or words.endswith(("余下", "其余", "剩余", "剩下"))
        noun = noun_of_unit(memory, c) if alone else ""
        return noun + done if noun else ""
    if done and (m := _AND_OTHERS.search(words)):
        return m["kind"] + done
    if m := _LEFT_OUT.fullmatch(bare(words)) or _LEFT_OUT.fullmatch(words):
        noun = noun_of_unit(memory, c)
        return bare(m["which"]) + noun if noun else ""
    return ""


def graded(memory: Memory, name: str) -> str:
    """3A级 after 4A级景区: 3A级景区; empty where no noun is left out."""
    if memory.last is None or not _GRADE.fullmatch(name):
        return ""
    for f in (memory.last, *memory.past[::-1]):
        m = _GRADE.search(f.measure)
        if m and m.end() < len(f.measure):
            return name + f.measure[m.end() :]
    return ""


# 24省536县受灾 · 全村400多户: units that name what they count
_NAMING_UNITS = frozenset("省市县区乡镇村")
_WHOLE = re.compile(r"(?>(?:[^,。;]{0,8}[全该本][省市县区镇乡村]|辖区?|[现共]?有|共|现|、|和|[^,。;]{0,12}[、等])*)")


def counted_alone(c: Context, words: str) -> str:
    """The unit itself where no other noun is near; empty where there is one."""
    name, right = c.quantity.unit.name, c.right
    if name in _NAMING_UNITS and not PREDICATE.search(words):
        return name if c.cut_off else name + right[:_LONGEST]
    if not _WHOLE.fullmatch(words.strip()):
        return ""
    if right:
        return ""
    if PREDICATE.search(words):
        return ""
    scoped = bool(re.search(r"[全该本][省市县区镇乡村]", words)) or c.left.endswith(("、", "和"))
    return name if name == "户" and scoped else ""
