"""Numbers without a unit of their own: which unit goes without saying, or that they are no figure.

>>> from extractors.numbers.shapes import number
>>> def of(text, at): r = number(text, at, text[:at]); return r and bare_unit(text[:at], r, text[r.end :], True)
>>> of("有874护林志愿者", 1), of("惠及职工38.24万,", 4), of("东风20学校", 2)
('人', '人', None)
"""

import re

from extractors.numbers import bounds
from extractors.numbers.evidence import HAN, counts
from extractors.numbers.reading import Reading

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
NOUN_OF_COUNT = re.compile(
    r"(?:子项|子系统|项目|企业|农户|村庄|社区|学校|单位|部门|网点|站点|点位|岗位|指标|举措|工程|乡镇|街道|园区|基地)"
)
MONEY_BEFORE = re.compile(
    r"(?:资金|投资|收入|产值|金额|存款|贷款|税收|生产总值|GDP|总量|总额|规模|支出|资产)[^,。;]{0,6}$"
)
# 价格指数为102.1, 性别比108.2: the number of an index; 星级指数3 may be anything
INDEX_BEFORE = re.compile(r"(?:指数|性别比)(?:值|均?为|是|达到?)?$")


def bare_unit(before: str, r: Reading, after: str, arabic: bool) -> str | None:
    """The unit that goes without saying behind a number (874护林志愿者, 职工38.24万), None where it is no figure."""
    large = r.written[-1:] in tuple("万亿") or bool(r.more) or bool(bounds.before(before))
    if r.written in ("俩", "仨"):  # 新建俩停车场: two of them, the classifier is in the word
        return "个" if counts(before, r.written, "个", after) else None
    if not arabic and not (r.more and r.written[:1] not in "几数" and (r.low or 0) >= 10):
        return None
    behind = after.lstrip(" ")
    if arabic and "." in r.written and INDEX_BEFORE.search(before) and not HAN.match(behind):
        return ""
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
        return "元" if MONEY_BEFORE.search(before) else ""
    if arabic and r.written.isdigit() and HAN.match(behind) and STARTS_HERE.search(before) and len(r.written) < 6:
        return "个" if NOUN_OF_COUNT.match(behind) else None
    return None
