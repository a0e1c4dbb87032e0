"""Values told together (A、B、C分别为x、y、z): how many, and their names in order."""

import re
from collections.abc import Sequence

from extractors.parse import measures
from extractors.parse.context import Context
from extractors.parse.memory import Memory
from extractors.parse.owners import clause_before, owner
from extractors.parse.senses import BLOT, without_places
from extractors.parse.words import bare

_THREE = re.compile(r"三次产业|[一二三](?:、?[二三]){2}(?:次)?产业?的?")

_PLACES_TOGETHER = re.compile(rf"[ ,]*{BLOT}+(?:(?:、|和|及|与|以及){BLOT}+)+(?=[^、和及与])")

_IN_TURN = re.compile(r"分别|依次|各自|各")
# 云州、安州两大城市|供水能力
_OF_ALL = re.compile(
    r"、[^、]{1,8}(?:(?:[两二三四五六七八九十]|\d{1,2})(?:大|个)?(?:城市|[市县区省镇乡地州])|等地|等[市县区])(?P<thing>[\u4e00-\u9fff]{2,}?)(?:创出?.{0,3})?$"
)


def only_places(c: Context, words: str) -> bool:
    """Whether the names told together are districts (甲县、乙县分别为): then the thing is the one told before."""
    blotted = without_places(c)[: len(words)]
    if _PLACES_TOGETHER.match(blotted):  # 甲县、乙县分别完成固定资产投资
        return True
    plain = measures.EACH.sub("", blotted)
    return BLOT in plain and not plain.strip(f"{BLOT}、和及与 ,")


def together_from(around: Sequence[Context], i: int) -> int:
    """How many quantities of one dimension stand together from the i-th on."""
    n = 1
    dimension = around[i].quantity.unit.dimension
    while i + n < len(around) and around[i + n].listed and around[i + n].quantity.unit.dimension == dimension:
        n += 1
    return n


def names_of(memory: Memory, c: Context, words: str, together: int) -> list[str]:
    if together < 2:
        return []
    if together == 3 and (m := _THREE.search(words)):
        return [f"第{n}产业{bare(words[m.end() :])}" for n in "一二三"]
    for told in (words, clause_before(c)):
        if m := _OF_ALL.search(measures.EACH.sub("", told)):
            return [bare(m["thing"])] * together
    subject = bare(measures.EACH.sub("", words))
    if subject and not measures.is_weak(subject) and not measures.GROWTH.fullmatch(subject):
        if (names := measures.paired(words, together)) or not measures.EACH.match(words.strip(" ,")):
            return names or []
        return _of_each(memory, bare(_IN_TURN.sub("", words)), together)
    if not subject and (before := clause_before(c)) and (names := measures.paired(before, together)):
        return names
    fresh = memory.last is not None and memory.last.measure.startswith(tuple(memory.names))
    if len(memory.names) == together and (fresh or not subject):
        return memory.names
    return _of_each(memory, bare(_IN_TURN.sub("", words)), together)


def _of_each(memory: Memory, said: str, together: int) -> list[str]:
    """水稻完成应收面积, 玉米完成应收面积: what is said of each thing told before, in turn."""
    earlier = [f.measure for f in memory.recent if f.kind in ("level", "share")][-together:]
    if len(set(earlier)) != together:
        return []
    if not said or measures.GROWTH.search(said):
        return earlier
    return [(owner(name) or name) + said for name in earlier]
