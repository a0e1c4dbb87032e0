"""What a numeral is when it is no figure: a date, a phone, an ordinal, a road, a slogan ...

A rule is a reason with a pattern that begins at the numeral and says how far the reason reaches, and often a second for
what it comes after (up to 16 characters). The first rule that fits decides. Measured durations (平均用时12.5天) are
figures, so the duration rule asks `is_measured` first.

>>> other("国发〔2021〕25号", 3)
('document number', 11)
>>> other("拨打12345热线", 2), other("完成12345户", 2)
(('phone', 7), None)
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

WINDOW = 16
N = r"(?:\d{1,12}(?:\.\d{1,6})?|[零〇一二两三四五六七八九十百千]{1,12})"
TO = r"(?:-{1,2}|—{1,2}|~|～|至|到|、|,|和|及|与)"
CLOCK_BEFORE = r"(?:日|午|晨|晚|夜|早上?|时|点|[-—~至到])\s*"


@dataclass(frozen=True, slots=True)
class Other:
    """Why a numeral is no figure: `here` must begin at it, and, where given, what it comes `after` must end at it."""

    reason: str
    here: str
    after: str = ""
    ends: str = ""  # the letters `after` may end with, besides blanks; empty where it may end with any


RULES = (
    # 2022-11-03 16:59 · 2022年11月 · 2021—2025年 · 二〇二二年
    Other("date", r"(?:19|20)\d\d[-/.](?:0?[1-9]|1[0-2])[-/.](?:[12]\d|3[01]|0?[1-9])(?!\d)"),
    Other("date", rf"(?:1[6-9]|20)\d\d年?{TO}(?:1[6-9]|20)\d\d(?:年度?|(?=[,。;:)》”、\s]|$))"),
    Other("date", r"(?:1[6-9]|20)\d\d(?:[、,](?:1[6-9]|20)\d\d){0,9}年(?:代|度|末|底|初|春|夏|秋|冬)?"),
    Other("date", r"[一二][〇零○一二三四五六七八九]{3}年"),
    Other(
        "date",
        r"[\d一二三四五六七八九十]{1,4}(?:、[\d一二三四五六七八九十]{1,4})?(?:年代|年)",
        after=r"(?:上世纪|世纪|公元|本世纪)",
        ends="纪元",
    ),
    Other(
        "date",
        rf"(?:\d{{1,2}}|[一二三四五六七八九十]{{1,2}})(?:月份?)?{TO}?(?:\d{{1,2}}|[一二三四五六七八九十]{{1,2}})"
        rf"?\s?月(?:份|底|末|初|上旬|中旬|下旬)?(?!票|饼|租)",
    ),
    Other("date", r"\d{1,2}(?:、\d{1,2}){1,5}[两三四五]个?月"),  # 7、8两月
    Other(
        "date", r"\d{1,2}(?:日|号)?(?=[-—~至到、日号])(?:日|号)?", after=r"(?:月|\d[-—~至到、])\s*", ends="月-—~至到、"
    ),
    Other("date", r"(?:[12]?\d|3[01])[日号](?=[上下中]午|凌晨|晚|早|夜|傍晚|清晨|至|起|前|后|,|。|讯|电|\d|$)"),
    Other("date", rf"[一二两三四前](?:{TO}[一二三四])?季度"),
    Other("date", r"[\d一二两三四五六七八九十]{1,2}(?:个?月|个?季度|季)", after=r"前", ends="前"),
    Other("time", r"(?:[01]?\d|2[0-4]):[0-5]\d(?::[0-5]\d)?(?![:.\d])"),
    Other(
        "time",
        r"(?:[01]?\d|2[0-4]|[一二两三四五六七八九十]{1,3})[时点](?:\d{1,2}分|[一二三四五]?十?[一二三四五六七八九]?分|"
        r"半|许|整|钟|(?=[,。;到至、(]|起|前|后|左右|多|$))",
    ),
    Other(
        "time",
        r"(?:[01]?\d|2[0-4]|[一二两三四五六七八九十]{1,3})[时点](?!\w?[类项]|建议)",
        after=CLOCK_BEFORE,
        ends="日午晨晚夜早上时点-—~至到",
    ),
    Other("time", r"\d{1,2}分(?!之)", after=r"[时点]", ends="时点"),
    # 0554-5678123 · 热线12320 · 13812345678
    Other(
        "phone",
        r"(?:0\d{2,3}[-—]\d{6,8}(?:[-—]\d{1,12})?|400(?:-\d{3,4}){2}|(?:400\d{7}|400-?\d{3,4}-?\d{3,4})(?!\d|\s?[元亩吨公平千万亿人户个株台%])|1[3-9]\d{9}(?!\d|\s?[元亩吨公平千万亿人户个株台%])"
        r"|\d{3,4}-\d{7,8})",
    ),
    Other(
        "phone",
        r"\d{4,12}(?![\d.,]*[%万亿个人件户次条起元])(?:[-—、]\d{3,12}){0,5}",
        after=r"(?:电话|热线|拨打|专线|拨|咨询|致电|传真|QQ群?|微信|邮编|举报|号码|手机)[^。;\n]{0,6}?",
    ),
    Other("phone", r"(?:1[12]\d{1,3}|9[56]\d{3,4})(?=[\"”]?(?:政务|市民|热线|平台|服务热线|指挥|短信|急救|报警))"),
    Other("phone", r"(?:110|119|120|122)(?=人人|消防|报警|急救|指挥|出警|宣传)"),
    # 浏览次数：1286次
    Other(
        "page counter",
        r"\d{1,9}(?:次|人次)?(?!\d|[.,]\d|[万亿])",
        after=r"(?:浏览|点击|阅读|访问)(?:次数|量|数)?:\s*",
        ends=":",
    ),
    # 国发〔2021〕25号 · (2022年第1期)
    Other("document number", r"\d{4}[〕\]】)]\s*第?\d{1,12}号", after=r"[〔\[【(]", ends="〔[【("),
    Other("document number", r"\d{4}[〕\]】)]", after=r"[〔\[【(]", ends="〔[【("),
    Other("footnote", r"\d{1,3}\]", after=r"\[", ends="["),
    Other("figure number", r"\d{1,2}(?!\d|[个万亿%人户])", after=r"(?:图|表|附件|附表|专栏)", ends="图表件栏"),
    # 第二届 · 第43条 ; ranks are read before these rules
    Other(
        "ordinal",
        rf"{N}(?:届|期|次|批|号|条|款|章|部分|轮|代|阶段|季度|产业|名|位|个|家|站|天|年|课|书记|组)?",
        after=r"第\s*",
        ends="第",
    ),
    Other(
        "heading",
        r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})(?:[、)]|\.(?!\d)|是(?!\d))",
        after=r"(?:^|[\n。;:!?]\s*[(]?)",
        ends="。;:!?(",
    ),
    Other("heading", r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})\)", after=r"[(]", ends="("),
    Other(
        "heading", r"[一二三四五六七八九十]{1,2}(?:是|要|来(?=[,是]))", after=r"(?:^|[\n。;:!?,”\s])", ends="。;:!?,”"
    ),
    # 417路 · 206国道 · 1号线 · 3栋2单元501室
    Other("road", r"\d{1,4}(?:路|国道|省道|县道|乡道|号线|线(?=公交|公路))"),
    Other("address", r"\d{1,12}(?:[-—]\d{1,12})?(?:号楼|栋\d{1,12}|幢\d{1,12}|单元|室|弄|号院|楼(?!盘|宇))"),
    Other("number name", r"\d{1,12}(?:[-—、]\d{1,12}){0,5}\s*(?:号|#)"),
    Other("number name", r"[一二三四五六七八九十]{1,2}号"),
    Other("number name", r"\d{1,2}(?=组\d)"),
    Other("number name", r"\d{1,3}[组社](?![织会成])", after=r"(?:村|社区|屯|寨)"),
    Other("address", r"\d{1,4}[幢栋](?!楼?房)", after=r"\d号"),
    Other("serial number", r"0\d{1,12}(?![.\d]|[%年月日])"),
    Other("score", r"\d{1,3}(?:比|:|-)\d{1,3}", after=r"(?:以|比分|战胜)[^,。]{0,4}"),
    Other("score", r"\d{1,2}比\d{1,2}(?=[战击胜负平大险])"),
    # 57岁 · 35到64岁 · 60岁以上 · 90后 · 六十挂零
    Other("age", rf"{N}(?:{TO}{N})?[多余来]?(?:周岁|岁)(?:及?以[上下])?"),
    Other("age", rf"\d{{1,12}}(?:周岁|岁)?{TO}\d{{1,12}}(?:周岁|岁)"),
    Other("age", r"(?:[1-9]0(?:、[1-9]0){0,5}|[五六七八九]零|零零)后"),
    Other("age", r"[一二三四五六七八九]?十(?:挂零|出头|开外)"),
    Other(
        "coordinate",
        r"\d{1,12}(?:\.\d{1,12})?[°度]?(?:\d{1,12}[′分])?",
        after=r"(?:北纬|南纬|东经|西经)\s*",
        ends="纬经",
    ),
    Other(
        "version",
        r"\d{1,12}(?:\.\d{1,12})+(?:版|时代)|\d\.0(?!\d|\s?[%‰℃个万亿元吨米公千亩人户家度毫微立平斤克升分小成倍])",
    ),
    # 十四五 · 二十大 · 三中全会
    Other(
        "plan or congress",
        r"(?:十[一二三四五六]五|(?:十[六七八九]|二十)(?:大|届)|[一二三四五六七八九]中全会|两会|二十届)",
    ),
    Other(
        "pattern",
        r"(?:\d{1,12}|[一二三四])[+×](?:\d{1,12}|[A-ZXN一二三四])(?:[+×](?:\d{1,12}|[A-ZXN一二三四])" r"){0,8}",
    ),
    Other("pattern", r"\d{1,12}(?!\d|[.%万亿名个家人户])", after=r"[+×]", ends="+×"),
    # 10千伏线路 · 三星级 · 4A级 · 一等奖 · 3级
    Other("rating", r"\d{1,12}(?:千伏|kV|KV|伏)(?!安)"),
    Other("rating", rf"\d{{1,2}}{TO}\d{{1,2}}级(?!别)"),
    Other("rating", rf"{N}(?:星级?|等奖|级(?!别)|号文)"),
    Other("weekday", r"[一二三四五六日]", after=r"(?:周|星期|礼拜)", ends="周期拜"),
    Other(
        "calendar",
        r"[一二三四五六七八九十]{1,3}(?!个|户|人)",
        after=r"(?:正月|腊月|农历|初|大年|小年)",
        ends="月历初年",
    ),
    # 每100人 · 1公顷地能打 : what a rate is per
    Other(
        "denominator",
        rf"(?:{N}|百|千|万)[万千百]?(?:人|名|户|亩|公里|平方公里|平方米|元|立方米|公斤|吨|台|个村|个|"
        rf"人口|张)(?!次)(?!/)",
        after=r"(?:每|平均每)",
        ends="每",
    ),
    Other("denominator", r"[1一](?:公顷|亩)(?:地|田)?(?=[\u4e00-\u9fff])"),
    Other("name", r"\d{1,2}村(?!民)", after=r"[镇乡]", ends="镇乡"),  # 山王镇3村
    Other("name", r"[一二三四五六七八九十]里(?=[庙铺村店河桥屯坪堡岗坡])"),
    Other("package size", rf"{N}(?:斤|公斤|克|毫升|升|千克)[装袋]"),
    # 每年组织两次: how often
    Other(
        "frequency",
        rf"{N}次(?![序性生品产日数])",
        after=r"每(?:年|月|周|日|天|季度?|半年|学期|学年|旬)[^,。;、\d]{0,14}",
    ),
    # 4大类 · 7大领域 · 四个方面 · 三次产业
    Other("classification", rf"{N}大(?!学|专|队|于|桥|坝|棚|户|道|型|厅|批|米|豆|赛|事)"),
    Other("classification", rf"{N}(?:个)?(?:方面|层面|维度|环节|领域|类别|门类|层级|次产业|步骤)"),
    # 在74个县城中排名第9位: among how many
    Other(
        "ranking pool", rf"{N}个(?=[^\d,。;、]{{1,12}}[中里](?:排名?|位居|位列|名列|列|居|综合排名)[^\d,。;]{{0,6}}第)"
    ),
    Other("classification", r"(?:[一二两三四五六七八九十]|\d)类"),
)

# 三年 · 48小时 · 30多年 · 24小时 · 两个月
DURATION = re.compile(
    rf"(?:{N}|半|数|万|千万|亿)(?:{TO}{N})?[万余多来几]*(?:个半|个多|个)?(?:年(?!度[计重预目任投])|月|天|日|周|小时|钟头|星期|分钟|"
    rf"秒|工作日|昼夜|世纪|季|学期|学年|季度|代人)(?:间|来|内|期|多|余|以上|以内|半|前|后|左右|级)"
    rf"?"
)
MEASURED = re.compile(
    r"(?:用时|时长|时数|天数|时限|耗时|平均\w{0,6}|寿命|工期|周期|优良天|办理时间|时间[^。,;]{0,8}(?:缩短|"
    r"压缩|减少|为|至|到|控制)\w{0,3}|"
    r"(?:缩短|压缩|压减|提速)(?:了|至|到|为|近|约)?|"
    r"(?:同比|环比|[比较](?:上年|去年)(?:同期)?)[^\d。,;]{0,4}(?:增加|减少|增多|延长)了?)[达为至到在约近超过了是:]{0,3}$"
)
TO_A_TIME = re.compile(r"(?:压缩|缩短|缩减|压减|减少|降低|延长|提速|变)(?:至|到|为)")  # 由3个工作日压缩至0.5个工作日
COUNTED_DAYS = re.compile(r"(?:优良|达标|蓝天|重污染|无霜|晴好)(?:天气)?$")


# 5.3% · 28450万 · 3亿 · 860元: no rule that asks for nothing before it reads one of these
FIGURE = re.compile(r"[1-9]\d{0,8}(?:\.\d{1,6})?[万亿%]|[1-9]\d{2,7}[元户亩吨]")
Led = tuple[tuple[int, re.Pattern[str], re.Pattern[str]], ...]


class _Compiled(NamedTuple):
    """`RULES` as patterns that most numerals need try only once."""

    alone: re.Pattern[str]  # all rules that ask for nothing before them; the last group tells which one fits
    places: tuple[int, ...]  # of those rules
    led: Led  # place, after and here of the others
    far: Led  # those of them that may come after any letter
    by_last: Mapping[str, Led]  # and those that may come after this one


@cache
def _compiled() -> _Compiled:
    alone = [(i, r.here) for i, r in enumerate(RULES) if not r.after]
    led = tuple((i, re.compile(f"(?:{r.after})$"), re.compile(r.here)) for i, r in enumerate(RULES) if r.after)
    letters = {letter for r in RULES for letter in r.ends}
    return _Compiled(
        re.compile("|".join(f"(?:{here})()" for _, here in alone)),
        tuple(i for i, _ in alone),
        led,
        tuple(one for one in led if not RULES[one[0]].ends),
        {c: tuple(one for one in led if not RULES[one[0]].ends or c in RULES[one[0]].ends) for c in letters},
    )


def is_measured(before: str) -> bool:
    """Whether the words before a duration make it the thing measured (平均用时12.5天)."""
    return bool(MEASURED.search(before) or COUNTED_DAYS.search(before))


def _first(folded: str, at: int, before: str) -> tuple[str, int] | None:
    """Reason and end by the first rule that fits."""
    rules = _compiled()
    alone = None if FIGURE.match(folded, at) else rules.alone.match(folded, at)
    which = rules.places[alone.lastindex - 1] if alone and alone.lastindex else len(RULES)
    last = before[-1:]
    for i, after, here in rules.led if last.isspace() or not last else rules.by_last.get(last, rules.far):
        if i > which:
            break
        if (m := here.match(folded, at)) and after.search(before):
            return RULES[i].reason, m.end()
    return (RULES[which].reason, alone.end()) if alone else None


def other(folded: str, at: int) -> tuple[str, int] | None:
    """Reason and end of the non-figure that begins with the numeral at `at`, or None."""
    before = folded[max(0, at - WINDOW) : at]
    if found := _first(folded, at, before):
        reason, end = found
        return None if reason == "age" and "寿命" in before else (reason, end)
    if (m := DURATION.match(folded, at)) and not is_measured(before) and not TO_A_TIME.match(folded, m.end()):
        return "duration", m.end()
    return None
