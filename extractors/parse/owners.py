"""To what a weak name belongs: 结案率 of which cases, 面积 of what.

The owner stands in the clause before (双方合建产业园区,总投资2000万元), is the topic, or was named last.
"""

import re

from extractors.parse import measures
from extractors.parse.context import STOP, Context
from extractors.parse.memory import Memory
from extractors.parse.words import PREDICATE, noun

# a clause that begins like this names a circumstance, not the thing
_NO_OWNER = re.compile(
    r"由于|因|受|虽|尽管|随着|为|按|经|据|通过|在|比|较|从|记者|据|如果|翻开|打开|走进|"
    r"截止|统计|数据|只要|截至|除|对|依托|围绕|坚持|着力"
)
# only a time: 年初至今
_WHEN = re.compile(r"[\d年月日初末底至今以来前后上下半季度一二三四第去本到—-]+")
_PRONOUN = re.compile(r"(?:前者|后者|其|它|他们?|这|该|两者|合计|分别)$")


def clause_before(c: Context) -> str:
    """The thing named in the figure-less clause right before: 双方合建产业园区,总投资2000万元."""
    clauses = [p for p in STOP.split(c.gap)[0 if c.first else 1 :] if len(p) > 1]
    if not clauses or _NO_OWNER.match(clauses[-1].strip()) or _WHEN.fullmatch(clauses[-1].strip()):
        return ""
    name = noun(clauses[-1])
    return name.rsplit("的", 1)[-1][-measures.LONGEST :] if len(name) > 1 else ""


def owner(name: str) -> str:
    """刑事案件收 -> 刑事案件: the thing without the verb at the end."""
    if len(name) > 8:
        name = name.rsplit("的", 1)[-1]
    verbs = list(PREDICATE.finditer(name))
    if verbs and verbs[-1].end() == len(name) and verbs[-1].start() >= 2:
        return name[: verbs[-1].start()]
    return name if len(name) <= 12 and not _PRONOUN.search(name) else ""


def owned(memory: Memory, c: Context, name: str) -> str:
    """A weak name with the thing it belongs to in front: 结案率 -> 民事案件结案率."""
    if not measures.is_weak(name):
        return name
    thing = (not c.bracketed and clause_before(c)) or memory.topic or memory.subject
    if not thing or thing in name:
        return name
    if thing.startswith(name) and PREDICATE.fullmatch(name):  # 新增 of 新增就业 is the same
        return thing
    shared = next((k for k in range(min(len(thing), len(name)), 0, -1) if thing.endswith(name[:k])), 0)
    return thing + name[shared:]  # 二产贡献 and 贡献率 share 贡献


def parallel(memory: Memory, c: Context, name: str) -> str:
    """一产为6.6% after 二产贡献率70.4%: the new thing takes over what was said of its like."""
    for f in memory.past[::-1]:
        old = f.measure[: len(name)]
        alike = len(f.measure) > len(name) > 1 and old != name and old[-1] == name[-1] and f.measure != old
        if alike and f.quantity.unit.dimension == c.quantity.unit.dimension and f.kind != "level":
            return name + f.measure[len(name) :]
    return ""


def part_of_whole(memory: Memory, c: Context, name: str) -> str:
    """城镇居民 after 其中: 城镇居民人均可支配收入 if the whole is 居民人均可支配收入; empty if not so.

    The part ends with the noun that the whole begins with, and both are levels of one unit.
    """
    if c.left.startswith("其中") or re.search(r"其中[,:]?$", c.gap):
        memory.whole = next((f for f in reversed(memory.past) if f.kind == "level"), None)
    whole = memory.whole
    if whole is None or whole.quantity.unit.name != c.quantity.unit.name:
        return ""
    for length in range(min(len(name) - 1, 4), 1, -1):
        at = whole.measure[: length + 4].find(name[-length:])
        if at >= 0 and len(whole.measure) > at + length:
            return name + whole.measure[at + length :]
    return ""
