"""What a rank is of: the thing named before 居, or the growth or level told last; never those it is compared with."""

import re

from extractors.parse import measures
from extractors.parse.context import Context
from extractors.parse.memory import Memory
from extractors.parse.owners import parallel
from extractors.parse.words import bare

_RANKED = re.compile(
    r"(?:(?:跃升|上升|提升|前移|前进|升)[至到为]?[^,。;]{0,8}|由|稳?居|[位名]?列|排名?|"
    r"位次|位居|跃居|名次|在)[^,。;]{0,16}$|全[国省市][^,。;]{0,4}$"
)
# 全市7个|县区排名|第2: those it is compared with, not what is ranked
_POOL = re.compile(r"(?:区县|县区|县市区?|市县|市州|州市|地市|乡镇|镇街|街镇|镇乡|城市|省份|园区|开发区)")
POOL_OF_RANK = re.compile(rf"(?P<which>{_POOL.pattern})[中里内]?(?:并列)?(?:排名?|排位|[位名]?[列居])")
_HOW_MANY = ("数量", "总数", "总量", "规模")


def ranked(memory: Memory, c: Context, words: str) -> str:
    """The thing ranked: named before 居, or the growth or level told last."""
    name = bare(_RANKED.sub("", words))
    if POOL_OF_RANK.fullmatch(words):
        name = ""
    last = next((f for f in reversed(memory.recent) if not _POOL.fullmatch(f.measure)), None)
    if last is None and memory.recent:  # 指数为3.3,全市7个县区排名第2: of what was not read
        memory.subject = ""
        return ""
    if name and not measures.is_weak(name) and not measures.GROWTH.fullmatch(name):
        memory.subject = parallel(memory, c, name) or name
        return memory.subject
    if last is not None and last.kind == "share" and name.endswith(_HOW_MANY):  # 数量居全省第二: of the things
        last = next((f for f in reversed(memory.recent) if f.kind == "level" and not f.threshold), last)
        name = ""
    subject = last.measure if last and last.kind != "rank" else memory.subject
    grew = last is not None and (last.kind == "change_rate" or bool(measures.GROWTH.search(last.measure)))
    return subject + "增速" if subject and (grew or name) and not measures.GROWTH.search(subject) else subject
