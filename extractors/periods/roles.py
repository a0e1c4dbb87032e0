"""What a time expression does to the figures around it.

window     governs the figures behind it until the next one: 前三季度, 2022年, 10月28日至30日
present    governs likewise, and means the running year: 截至目前, 现有
nested     governs to the end of its sentence only: 其中6月份, 仅9月份, 10月15日9时30分
base       is what figures are compared with: 比2018年, 高于去年一季度; governs only what it directly qualifies
point      dates an event or the telling of it: 12月17日, 市统计局公布; governs nothing
undated    takes the period away: 近年来
recurring  takes it away in its own clause: 每年
note       is told of the figure before its brackets: 最高气温38.5℃（8月6日）
silent     近日
"""

import re
from typing import Literal

from extractors.records import TimeMention

Role = Literal["window", "present", "nested", "base", "point", "undated", "recurring", "note", "silent"]

BY_RULE: dict[str, Role] = {
    "undated": "undated", "season.unfixed": "undated", "recurring": "recurring", "narrative": "silent",
    "present": "present", "same_period": "base",
}  # fmt: skip
DAYS = {"day", "day.bare", "day.lunar", "day.said", "day.iso", "week"}

# 比2018年 · 高于去年一季度 · 较上年 · 与2019年相比
COMPARES = re.compile(r"(?:比|较|与|同|跟|相对于|[高低快慢多少优好大小强]于|快过)\Z")
COMPARING = frozenset("比较与同跟于过")  # what it ends with
# 与2020年末相比 · 同改造前的2020年比 (but 2022年比2021年)
COMPARED_WITH = re.compile(r"(?:水平|同期)?(?:相比|相较|持平)")
COMPARED_BARE, WITH = re.compile(r"比(?!例|重|率|武|赛)"), re.compile(r"[同与跟和][^，,。；;\n]{0,8}\Z")
# 恢复到2019年同期的112% · 是2015年的3.2倍: how much of it, not when
REFERS = re.compile(r"(?:恢复[到至]|相当于|达到?了?|是|为|超过?)\Z")
MEASURES = re.compile(
    r"(?:同期|水平|全年)?的(?:近|约|逾|超)?(?:\d[\d.]*(?:%|倍|成)|[一二两三四五六七八九]倍|[一二三四五六七八九]成)"
)
# 近七年最高 · 30年来首次
RECORDS = re.compile(r"最[高低好大多优佳]|首次|新[高低]|罕见")
# 由2018年的8万元增至 · 从去年三季度的1.86∶1收窄到
STARTS_FROM = re.compile(r"(?:由|从|在)\Z")
MOVES = re.compile(r"[增升提涨减降缩收扩跃变下上]")
NESTS = re.compile(r"(?:其中|仅|单看|仅看|只看|只有|光|单|单是|尤其是)[，,、：:]?\Z")
# 新项目26个（含2011年签约的）: which of them are counted too
ASIDE = re.compile(r"[（(](?:不?[包内]?含|不?包括)\Z")
# 这家食堂是今年3月开张的 · 这是今年9月以来的第五次行动: when something came about, not when its figures are of
IS = re.compile(r"(?:是|始于)(?:在|从|自)?\Z")
CAME_ABOUT = re.compile(r"[^，,。；;\d]{1,14}的[，,。]")
THIS_IS = re.compile(r"[这也]已?经?是[^，,。；;\d]{0,8}\Z")
NTH_TIME = re.compile(r"[^，,。；;\d]{0,14}第[一二三四五六七八九十百\d]{1,4}[次批个场期届轮]")
# the hour of a day, and the words that make it the day of the news
HOUR = re.compile(
    r"[，,（(]?(?:上午|下午|凌晨|清晨|清早|早上?|晚上?|中午|傍晚|夜[里间]?|一早|许|\d{1,2}[时点:]"
    r"|[一二三四五六七八九十]{1,3}[时点]){1,2}(?:\d{1,2}(?!\d)分?|半|整|许|左右)?"
)
TELLS = re.compile(
    r"获悉|公布|发布|通报|举行|召开|消息|讯|记者|透露|介绍|了解到|报道|报送|来到|走进|走访[^\d]|看到|摄|开幕|启动|揭牌"
    r"|签约仪式|说"
)
# 5月20日，推进会召开: what takes place on a day, before anybody tells of something else
HAPPENS = re.compile(
    r"(?:召开|举行|举办)(?![^，,。]{0,24}(?:发布会|通气会))|开展|启动|开幕|出动|揭牌|聚集|齐聚|集中(?:开工|签约|销毁|整治|行动)"
)
# at a meeting figures are told of elsewhere, but for those of the meeting itself
FAIR = "聘销易览动庙乐晚商"  # 招聘会, 运动会: no meetings
MEETS = re.compile(
    rf"(?:(?<![{FAIR}])会|会议)[在于上]?[^，,。]{{0,12}}(?:召开|举行)|(?:召开|举行|举办)[^，,。]{{0,30}}?(?<![{FAIR}])会(?![演展徽战])"
)
OF_MEETING = re.compile(
    r"参[加会]|到会|出席|代表|表彰|授牌|登台|述职|递交|接过|颁发|宣读|当场|签约|现场|求职|岗位|招聘|设展"
)
REPORTS = re.compile(
    r"据(?:悉|介绍|了解|统计|测算)|了解到|获悉|指出|强调|要求|听取|通报|显示|公布|发布|介绍|报道|近年|下一步|接下来|累计|至此"
)
NEAR_DAY, NEAR_FIGURE = 60, 16  # characters
COUNTS_TO = re.compile(r"截至|截止|统计到")
CLAUSE_STOP = re.compile(r"[，,。！？!?；;：:\n]")
# 38.5℃（8月6日）
NOTED = re.compile(r"\d[万亿]?[\u4e00-\u9fffA-Za-z%‰℃/]{1,4}(?:[（(]|[，,（(]?(?P<happened>出现|发生)[在于])\Z")


def role(text: str, mention: TimeMention) -> Role:
    left = text[max(0, mention.start - 4) : mention.start]
    right = text[mention.end : mention.end + 40]
    if mention.rule == "same_period" and REFERS.search(left) and MEASURES.match(right):
        return "point"
    if known := BY_RULE.get(mention.rule):
        return known
    if is_note(text, mention.start, mention.end):
        return "note"
    if RECORDS.match(right) or ASIDE.search(text, max(0, mention.start - 8), mention.start):
        return "silent"
    if is_base(text, mention.start, mention.end):
        return "base"
    if REFERS.search(left) and MEASURES.match(right):
        return "point"
    if came_about(left, right) or (
        THIS_IS.search(text[max(0, mention.start - 12) : mention.start]) and NTH_TIME.match(right)
    ):
        return "point"
    if NESTS.search(left):
        return "nested"
    if STARTS_FROM.search(left) and moves(right):
        return "base"
    if mention.rule in DAYS and not as_of(text, mention) and (hour := HOUR.match(right)):
        narrated = "许" in hour[0] or told_in(right[hour.end() :])  # 10时许，羊舍外: a scene
        return "point" if narrated else "nested"
    if mention.rule in DAYS and not as_of(text, mention) and told_in(right):
        return "point"
    return "window"


def came_about(left: str, right: str) -> bool:
    """Whether 是 before a time and 的 at the end of its clause date an event.

    >>> came_about("合作社是", "成立的，社员90户"), came_about("产值是", "的3倍")
    (True, False)
    """
    return bool(IS.search(left) and CAME_ABOUT.match(right))


def is_base(text: str, start: int, end: int) -> bool:
    """Whether [start, end) is what figures are compared with."""
    left = text[max(0, start - 10) : start]
    return bool(
        (left[-1:] in COMPARING and COMPARES.search(left))
        or COMPARED_WITH.match(text, end)
        or (COMPARED_BARE.match(text, end) and WITH.search(left))
    )


def is_note(text: str, start: int, end: int) -> bool:
    """Whether [start, end) is the day of the figure before it: in brackets, or 38.5℃，出现在8月6日."""
    noted = NOTED.search(text[max(0, start - 16) : start])
    return noted is not None and (noted["happened"] is not None or text[end : end + 1] in ("）", ")"))


def as_of(text: str, mention: TimeMention) -> bool:
    """截至11月3日, 统计截止时间为18日: a day that figures count up to."""
    left = text[max(0, mention.start - 8) : mention.start]
    return bool(COUNTS_TO.search(left)) or (left.endswith("到") and mention.text.endswith(("日", "底", "末")))


def happens(right: str) -> bool:
    """Whether the words behind a day say what took place on it, not what was told.

    >>> happens("上午，全县招聘会在文化广场举行，"), happens("，县统计局公布，上半年开展培训")
    (True, False)
    """
    event = HAPPENS.search(right)
    return event is not None and not REPORTS.search(right, 0, event.start())


def of_event(day: TimeMention, text: str, start: int, end: int) -> bool:
    """Whether a figure at [start, end) tells of what took place on the day: at a meeting only who came and did what."""
    if not MEETS.search(text, day.end, min(len(text), day.end + NEAR_DAY)):
        return True
    return OF_MEETING.search(text, max(day.end, start - NEAR_FIGURE), min(len(text), end + NEAR_FIGURE)) is not None


def moves(right: str) -> bool:
    """Whether the words behind 由2018年 say 的8万元增至 within one clause."""
    clause = CLAUSE_STOP.split(right, 1)[0]
    return clause.startswith(("的", "末的", "底的")) and bool(MOVES.search(clause))


def told_in(right: str) -> bool:
    """Whether the clause behind a day (40 characters of it) is about the telling."""
    return bool(TELLS.search(CLAUSE_STOP.split(right.lstrip("，,"), 1)[0]))
