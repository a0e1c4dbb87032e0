"""Does a numeral with a classifier count something? Words around it that say so, or that say the contrary.

An Arabic number with a unit counts unless something speaks against it. A Chinese one (三个, 两期) is as often part of a
phrase, so it must follow a verb that produces, holds or arranges, and must not point back (这三个) or name a scheme.

>>> counts("先后举办", "两", "期", "培训班")
True
>>> counts("围绕", "三", "个", "故事"), counts("这", "两", "个", "村")
(False, False)
"""

import re

from extractors.lexicon import any_of, table
from extractors.numbers.reading import Reading

WORDS = table("number_words")

MEASURES = frozenset(WORDS["measures"])
POINTING = re.compile(r"(?:[这那该此本]|上述|以上|前述|另|同|[前后头末首]|其他|其余|之一)$")
PRODUCING = any_of(WORDS["producing"])
PRODUCED = re.compile(rf"(?:{PRODUCING})(?:了|起|出|过)?(?:共|共计|近|超|约|逾)?$")
SCHEME = re.compile(
    r"(?:方面|层面|维度|环节|领域|阶段|步骤|故事|问题|原则|转变|结合|目标|关键|重点|确保|坚持|意识|"
    r"到位|层次|特点|字|半|月|世纪|小时|星期|工作日|月内|多月|人值守|人)"
)
DISTRICT = re.compile(r"(?:乡镇|镇|村|乡|县|社区|街道|区|市|省|行政村|自然村|居委会)(?![长民委内里])")
LINKING = re.compile(r"(?:[把将、和]|覆盖|涉及|惠及|辐射|横跨|联合|连起)$")  # not 八个乡中排第三
ONE = re.compile(r"(?:新装|新建|建成|建起|新增|增设|安装|配备|购置|投用|成立)(?:了|起)?$")
ONE_OF = frozenset("台座所处条套辆支家间栋个")
NOT_FOR_CHINESE = frozenset(WORDS["not_for_chinese"])


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


HAN = re.compile(r"[\u4e00-\u9fff]")


# an Arabic number with one of these units is a name or a number in a series unless a verb asks for it
STEP = re.compile(r"[十百千万亿]+元?(?:级|台阶|大关)")  # 3个千亿元台阶
SERIAL = frozenset(WORDS["serial"])
OF_SERIES = re.compile(r"\d部[、,共计]{0,2}$")  # 电视剧42部1530集
ASKED = re.compile(
    rf"(?:{PRODUCING}|得分|评分|平均分|满意度|成绩|分数|指数|用电|供电|发电|电量|气温|温度|总分|"
    rf"加|扣|办|组|队|出动|编|为|得|至|到|是)(?:了|起|出|过|约|近|超)?[^,。;、]{{0,2}}$"
)


def doubtful(before: str, r: Reading, after: str) -> str | None:
    """Why an Arabic number with a unit is no figure all the same, None if it is one."""
    if STEP.match(after):
        return "step"
    if r.unit.name == "集" and OF_SERIES.search(before):
        return None
    if r.unit.name in SERIAL and not ASKED.search(before) and not HAN.match(after):
        return "number name"
    if r.unit.name == "期" and not ASKED.search(before):
        return "number name"
    if r.unit.name in ("届", "轮", "代", "层", "级"):
        return "ordinal" if not ASKED.search(before) else None
    if before[-1:] in ("前", "后", "头", "末"):
        return "ordinal"
    return None
