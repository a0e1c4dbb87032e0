"""Status: achieved, planned, a threshold that defines a class, or the story of one person.

Planning words govern their clause; a passage of targets (主要预期目标是：...) and the part of a report that lies ahead
(a heading such as 2026年工作安排) govern all of their sentences.

>>> text = "预计年底可达5万户。目前已有3万户。"
>>> ahead(text, "预计年底可达", passages(text, None), 0), ahead(text, "目前已有", passages(text, None), 10)
(True, False)
"""

import re
from bisect import bisect_right
from datetime import date

from extractors.text import fold

_PLANNED = re.compile(
    r"预计|计划(?!生育|单列|的\d)|力争|拟(?![定订态人])|将(?![近军士领要来])|目标(?:是|为|任务)"
    r"?|有望|预期|到20[3-9]\d年|确保(?!了)|争取(?!到|了|中央|资金|上级|项目|国家|省)|打算|准备|"
    r"达产后|投产后|建成后|全部建成|项目建成|完工后|投用后|要(?=[在把投建完达实新力确争]|力争|突破|"
    r"超过)|待[^,。]{0,8}后|拟建|规划(?=[建投新到]|总)|恐|不得低于|应达到|今后|下一步|明年|未来|"
    r"可(?=达|实现|新增|带动|年产|容纳|节约|增加|产)|"
    r"能(?=达到|带出|节约|增收|实现)|在建|总投资(?![完]|分别完)|计划总投资|设计(?:年)?(?:产能|能力|处理)|还能"
)
_DONE = re.compile(r"已|截至|目前|累计|今年以来|完成了|实现了|同比|了$|超额完成")
_AHEAD_SENTENCE = re.compile(
    r"(?:主要|预期|发展|工作|奋斗|总体|具体)(?:预期)?目标(?:任务)?(?:是|为|有|如下|:)|目标是:?"
)
_HEADING = re.compile(
    r"(?m)^[ \t　]*(?:[一二三四五六七八九十]+、|\([一二三四五六七八九十]+\)|第[一二三四五六七八九十]+部分[、:]?)"
    r"?(?P<head>[^\n。]{2,36})$"
)
_AHEAD_HEADING = re.compile(
    r"(?:工作(?:安排|打算|思路|部署|重点|计划|建议)|重点工作|目标任务|总体要求|主要(?:目标|任务)"
    r"|重点任务|下一步|下步|今后|发展目标|工作要求|奋力|努力)"
)
_BACK_HEADING = re.compile(r"(?:回顾|完成情况|工作总结|主要成就|主要成效|取得的?成|工作情况|执行情况|做法|成效)")
_AHEAD_OPENING = re.compile(
    r"(?:做好|完成)(?:今年|20\d\d年|明年|全年|下半年)[^。]{0,16}(?:工作|目标)|(?:今年|20\d\d年|"
    r"明年)(?:工作)?的?(?:总体要求|主要预期目标|预期目标|发展目标|工作重点)|重点(?:做好|抓好|推进)"
    r"(?:以下|[\d一二三四五六七八九十]+个?方面)|(?:“十[四五六七]五”)时期[^。]{0,20}(?:目标|要求)"
)
_LONG = 4000  # characters: a text of that length has parts

_THRESHOLD = re.compile(
    r"(?:及以上|以上|以下|以内|以外)?的(?!增长|增速|增幅|速度|目标|水平|比例|同比|\d)[^,。;]{0,14}|,?(?:的,|者)"
)
_PERSON = re.compile(
    r"(?:我家|俺家|我这|我们家|他家|她家|家里|自家|一家人|小两口|老两口)|(?:村民|农户|户主|贫困户|"
    r"脱贫户|低保户|种植户|养殖户|种粮户|职工|居民|大户|果农|菜农|茶农|牧民|渔民|摊主|店主)"
    r"[\u4e00-\u9fff]{1,4}?(?:说|家|的|今年|去年|靠|通过|在|告诉|算|种|养|经营|承包|流转|每|一年|"
    r"高兴|,)|(?:大爷|大妈|大叔|大姐|大娘|老汉|阿姨|奶奶|爷爷|师傅|老板)"
)


def passages(text: str, published: date | None) -> list[tuple[int, bool]]:
    """Where the text turns to what lies ahead and back: (offset, ahead), in order. Short texts have no such parts."""
    turns: list[tuple[int, bool]] = [(0, False)]
    folded = fold(text)
    if len(text) >= _LONG:
        for m in _HEADING.finditer(folded):
            if _BACK_HEADING.search(m["head"]):
                turns.append((m.start(), False))
            elif _AHEAD_HEADING.search(m["head"]) and m.start() > len(text) // 8:
                turns.append((m.start(), True))
        turns += [(m.start(), True) for m in _AHEAD_OPENING.finditer(folded) if m.start() > len(text) // 5]
    return sorted(turns)


def ahead(sentence: str, clause: str, turns: list[tuple[int, bool]], at: int) -> bool:
    """Whether a quantity at `at` lies ahead: `sentence` is its sentence up to it, `clause` its own words."""
    i = bisect_right(turns, (at, True)) - 1
    if i >= 0 and turns[i][1]:
        return True
    if _AHEAD_SENTENCE.search(sentence):
        return True
    words = list(_PLANNED.finditer(clause))
    return bool(words) and not _DONE.search(clause[words[-1].end() :])


def is_threshold(bound: str, right: str, tail: str) -> bool:
    """Whether the quantity limits a class (收入50万元以上的村): a bound, then the class, then its count or rule."""
    if bound not in ("ge", "gt", "le", "lt", "range"):
        return False
    if right.startswith("的"):
        return right == "的" or bool(re.search(r"\d", right + tail[:16]))
    return False


def is_story(sentence: str) -> bool:
    """Whether a sentence tells of one person or household."""
    return bool(_PERSON.search(sentence))
