"""Does a numeral with a classifier count something? Words around it that say so, or that say the contrary.

An Arabic number with a unit counts unless something speaks against it. A Chinese one (三个, 两期) is as often part of a
phrase, so it must follow a verb that produces, holds or arranges, and must not point back (这三个) or name a scheme.

>>> counts("先后举办", "两", "期", "培训班")
True
>>> counts("围绕", "三", "个", "故事"), counts("这", "两", "个", "村")
(False, False)
"""

import re

from extractors.numbers import bounds
from extractors.numbers.shapes import Reading

MEASURES = frozenset(
    {
        "ratio",
        "points",
        "money",
        "area",
        "length",
        "mass",
        "volume",
        "energy",
        "power",
        "visit",
        "temperature",
        "speed",
        "data",
        "computing",
    }
)
POINTING = re.compile(r"(?:[这那该此本]|上述|以上|前述|另|同|[前后头末首]|其他|其余|之一)$")
# what makes, holds, sends or arranges the things counted
PRODUCING = (
    "新建|建成|建设|建立|建起|建有|新增|增加|增设|新设|设立|设置|开设|下设|设有|设|成立|组建|组成|"
    "分成|分为|划分为|举办|开办|办起|办了|"
    "开展|召开|组织|培训|轮训|宣讲|演出|放映|巡演|招募|督导|培育|培养|引进|签约|签下|落地|"
    "完成|实施|打造|创建|获评|获批|获得|荣获|"
    "入选|拥有|现有|共有|还有|辖有|下辖|"
    "管辖|辖|派出|抽调|选派|派驻|投放|投用|安装|新装|配备|配置|购置|购买|购进|改造|修建|维修|修复|"
    "整治|拆除|清理|排查|查处|办理|"
    "立案|侦破|抓获|调解|化解|发放|捐赠|资助|救助|慰问|走访|涵盖|覆盖|涉及|包括|容纳|吸纳|安置|"
    "带动|惠及|服务|接待|开通|新开|增开|"
    "出台|制定|印发|发布|评选|评出|表彰|认定|命名|吸引|集聚|投入|派|建|有|共|达"
)
PRODUCED = re.compile(rf"(?:{PRODUCING})(?:了|起|出|过)?(?:共|共计|近|超|约|逾)?$")
SCHEME = re.compile(
    r"(?:方面|层面|维度|环节|领域|阶段|步骤|故事|问题|原则|转变|结合|目标|关键|重点|确保|坚持|意识|"
    r"到位|层次|特点|字|半|月|世纪|小时|星期|工作日|月内|多月|人值守|人)"
)
DISTRICT = re.compile(r"(?:乡镇|镇|村|乡|县|社区|街道|区|市|省|行政村|自然村|居委会)(?![长民委内里])")
LINKING = re.compile(r"(?:[把将、和]|覆盖|涉及|惠及|辐射|横跨|联合|连起)$")  # not 六个县中排第五
ONE = re.compile(r"(?:新装|新建|建成|建起|新增|增设|安装|配备|购置|投用|成立)(?:了|起)?$")
ONE_OF = frozenset("台座所处条套辆支家间栋个")
NOT_FOR_CHINESE = frozenset(
    [
        "类",
        "种",
        "样",
        "级",
        "层",
        "步",
        "句",
        "天",
        "年",
        "日",
        "月",
        "趟",
        "顿",
        "圈",
        "代",
        "把",
        "面",
        "点",
        "段",
        "片",
        "字",
        "道",
        "排",
        "双",
        "对",
        "包",
        "队",
        "班",
        "站",
        "度",
        "分",
        "里",
        "根",
        "周",
        "遍",
        "番",
        "市",
        "省",
    ]
)


def counts(before: str, number: str, unit: str, after: str) -> bool:
    """Whether a Chinese numeral with a counting unit is a figure, from up to 16 characters on either side."""
    if unit in NOT_FOR_CHINESE or POINTING.search(before) or SCHEME.match(after):
        return False
    if unit == "个" and number != "一" and DISTRICT.match(after) and LINKING.search(before):
        return True
    if number == "二":  # 二期, 二轮: an ordinal; two of a thing are 两
        return False
    if number == "一":
        return unit in ONE_OF and bool(ONE.search(before))
    return bool(PRODUCED.search(before))


PERSONS = re.compile(
    r"[\u4e00-\u9fff]{0,5}?(?:村民|居民|市民|群众|乡亲|党员|干部|学生|教师|职工|工人|农民|老人|"
    r"儿童|妇女|青年|专家|代表|明白人|志愿者|人员|委员|队员)"
)
HOUSEHOLDS = re.compile(r"[\u4e00-\u9fff]{0,4}?(?:农户|住户|商户|牧户|脱贫户|低保户)")
PEOPLE_BEFORE = re.compile(
    r"(?:民|人口|群众|学生|党员|干部|老人|妇女|职工|工人|会员|人员|劳动力|粉丝|网友)(?:数|总数)"
    r"?(?:达到?|为|有|约|近|超过?|逾|共)*$"
)
USERS_BEFORE = re.compile(r"(?:用户|客户|商户)(?:数|总数)?$")
STARTS_HERE = re.compile(r"(?:^|[,。;:、(\n]|建成|培养|培育|新增|完成|有|共|达|下设|包括|含|分解为|细化为|设|为)$")
HAN = re.compile(r"[\u4e00-\u9fff]")


def bare_unit(before: str, r: Reading, after: str, arabic: bool) -> str | None:
    """The unit that goes without saying behind a number (1521法律明白人, 牧民76.53万), None where it is no figure."""
    large = r.written[-1:] in tuple("万亿") or bool(r.more) or bool(bounds.before(before))
    if not arabic and not (r.more and r.written[:1] not in "几数"):
        return None
    behind = after.lstrip(" ")
    if HOUSEHOLDS.match(behind):
        return "户" if large or STARTS_HERE.search(before) else None
    if PERSONS.match(behind):
        return "人" if large or STARTS_HERE.search(before) else None
    if large and USERS_BEFORE.search(before):
        return "户"
    if large and PEOPLE_BEFORE.search(before):
        return "人"
    if r.more and HAN.match(behind):
        return "个"
    if r.written[-1:] in tuple("万亿") and (r.low or 0) >= 10**4:
        return (
            "元"
            if re.search(
                r"(?:资金|投资|收入|产值|金额|存款|贷款|税收|生产总值|GDP|总量|总额|规模|支出|资产)[^,。;]{0,6}$",
                before,
            )
            else ""
        )
    if arabic and r.written.isdigit() and HAN.match(behind) and STARTS_HERE.search(before) and len(r.written) < 6:
        return "个" if NOUN_OF_COUNT.match(behind) else None
    return None


NOUN_OF_COUNT = re.compile(
    r"(?:子项|子系统|项目|企业|农户|村庄|社区|学校|单位|部门|网点|站点|点位|岗位|指标|举措|工程|乡镇|街道|园区|基地)"
)
# an Arabic number with one of these units is a name or a number in a series unless a verb asks for it
STEP = re.compile(r"[十百千万亿]+元?(?:级|台阶|大关)")  # 4个万亿元台阶
SERIAL = frozenset(
    [
        "期",
        "届",
        "轮",
        "代",
        "层",
        "级",
        "度",
        "分",
        "点",
        "段",
        "班",
        "组",
        "队",
        "排",
        "道",
        "号",
        "席",
        "P",
        "字",
        "步",
        "圈",
        "句",
        "首",
        "集",
        "星",
        "面",
    ]
)
ASKED = re.compile(
    rf"(?:{PRODUCING}|得分|评分|平均分|满意度|成绩|分数|指数|用电|供电|发电|电量|气温|温度|总分|"
    rf"加|扣|办|设|组|队|出动|编|为|得|至|到|是)(?:了|起|出|过|约|近|超)?[^,。;、]{{0,2}}$"
)


def doubtful(before: str, r: Reading, after: str) -> str | None:
    """Why an Arabic number with a unit is no figure all the same, None if it is one."""
    if STEP.match(after):
        return "step"
    if r.unit.name in SERIAL and not ASKED.search(before) and not HAN.match(after):
        return "number name"
    if r.unit.name in ("届", "轮", "代", "层", "级"):
        return "ordinal" if not ASKED.search(before) else None
    if POINTING.search(before) and re.search(r"[前后头末]$", before):
        return "ordinal"
    return None
