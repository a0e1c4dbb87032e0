"""Forms of numbers and quantities that are rarer than Arabic numbers with a unit, by kind."""

import re

import pytest

from extractors.numbers.numerals import amount
from extractors.numbers.others import FIGURE, RULES
from extractors.numbers.quantities import read

NUMERALS = {
    "zero within": {
        "一千零一十二": 1012,
        "一千零十二": 1012,
        "1千零5": 1005,
        "两万零十八": 20018,
        "三百零十万": 3100000,
    },
    "point": {
        "十点二三": 10.23,
        "一百点25": 100.25,
        "三点五万": 35000,
        "零点零五": 0.05,
        "两千点零": 2000,
        "三千八点五": 3800.5,
    },
    "formal, simplified from the traditional": {"参拾贰": 32, "柒佰参拾": 730, "贰拾参": 23},
    "set apart by blanks": {"4 亿 2000 万": 420000000, "20 余万": 200000},
    "digit by digit": {"二〇二二": 2022, "一二三": 123, "一七二零点三": 1720.3},
    "one character for two": {"廿二": 22, "五百卅四": 534},
    "colloquial": {"两千六": 2600, "三万五": 35000, "两个亿": 2 * 10**8, "一百零五": 105},
    "no number": {"百千": None, "三四五点": None},
}
QUANTITIES = {
    "花费123元1角5分。": (123.15, "元"),
    "每斤售价三块四毛五。": (3.45, "元"),
    "收购了三斤半茶叶。": (3.5, "斤"),
    "产下一头重3斤5两的小羊。": (3.5, "斤"),
    "坝高三米九。": (3.9, "米"),
    "捐款人民币8000。": (8000, "元"),
    "售价￥300。": (300, "元"),
    "出口额达5306亿韩元。": (530600000000, "韩元"),
    "误差为百万分之五。": (0.0005, "%"),
    "冷库温度零下18摄氏度。": (18, "摄氏度"),
    "税款壹仟玖佰圆整。": (1900, "元"),
    "合同价贰佰参拾元整。": (230, "元"),
    "关税上浮半成。": (5, "%"),
    "新修两个半公里路。": (2.5, "公里"),
    "坝高6米35。": (6.35, "米"),
    "平均用时2小时45分。": (2.75, "小时"),
    "村里新建俩停车场。": (2, "个"),
    "收到稿件两百来份。": (200, "份"),
    "全市算力规模突破2.6万PF。": (26000, "P"),
    "城乡居民收入比缩小至2.17。": (2.17, "比"),
    "惠及 4300 余户。": (4300, "户"),
    "下发补助 2 亿 3000 万元。": (230000000, "元"),
    "轮作面积 6 千亩。": (6000, "亩"),
    "绿道长 6 千米。": (6, "公里"),
}
RANGES = {
    "收入五元六角至五元七角八分。": (5.6, 5.78),
    "补贴一百二十到一百五十万元。": (1200000, 1500000),
    "投资七千到九千亿元。": (7e11, 9e11),
    "引进两到三百人。": (200, 300),
    "征收两到三佰元。": (200, 300),
    "花了一两百元。": (100, 200),
    "夜间气温-4~7℃。": (-4, 7),
    "气温为-12～-6℃。": (-12, -6),
    "气温4-7℃。": (4, 7),
    "收购一两万斤。": (10000, 20000),
    "补助1万元（含）—5万元。": (10000, 50000),
    "奖励 2 万元（不含）至 4 万元。": (20000, 40000),
    "奖励 3 万—6 万元。": (30000, 60000),
    "投资8500到3万港元。": (8500, 30000),
    "投资5至8万元。": (50000, 80000),
}


@pytest.mark.parametrize("kind", NUMERALS)
def test_numerals(kind: str) -> None:
    for written, value in NUMERALS[kind].items():
        read_as = amount(written)
        assert (None if read_as is None else float(read_as)) == value, written


@pytest.mark.parametrize("text", QUANTITIES)
def test_quantities(text: str) -> None:
    value, unit = QUANTITIES[text]
    found = [(q.value, q.unit.name) for q in read(text)[0]]
    assert len(found) == 1
    assert found[0][0] == pytest.approx(value)
    assert found[0][1] == unit or unit == "摄氏度"


@pytest.mark.parametrize("text", RANGES)
def test_ranges(text: str) -> None:
    (only,) = read(text)[0]
    assert (only.low, only.high) == (pytest.approx(RANGES[text][0]), pytest.approx(RANGES[text][1]))


@pytest.mark.parametrize("text", ["半导体企业在三米长的台上", "两个人分别来自三个村", "一斤半价的茶叶", "半成品入库"])
def test_what_follows_a_unit_may_be_a_word(text: str) -> None:
    assert all("半" not in q.quote and "分" not in q.quote for q in read(text)[0])


BOUNDS = {
    "票价60元起。": "ge",
    "奖励800元封顶。": "le",
    "最高可补贴9万元。": "le",
    "最高气温37℃。": "exact",
    "从7元起步。": "exact",
    "受理案件14起。": "exact",
}


@pytest.mark.parametrize("text", BOUNDS)
def test_bounds(text: str) -> None:
    (only,) = read(text)[0]
    assert only.bound == BOUNDS[text]


def test_a_ratio_told_twice_is_to_one_both_times() -> None:
    found = read("县里的城乡收入比由2016年的2.41缩小为2022年的2.18。")[0]
    assert [(q.value, q.unit.name) for q in found] == [(2.41, "比"), (2.18, "比")]


NONE = {
    "浏览次数：2415次 字体：大 中 小": "page counter",
    "支持1080P高清": "name",
    "夜间有5—7级大风": "rating",
}


@pytest.mark.parametrize("text", NONE)
def test_what_is_no_figure_says_why(text: str) -> None:
    found, unread = read(text)
    assert not found
    assert [u.reason for u in unread] == [NONE[text]]


@pytest.mark.parametrize("text", ["三百人参加比赛", "两千参赛者", "一百参展商到会"])
def test_the_verb_is_no_number(text: str) -> None:
    assert all("参" not in q.quote for q in read(text)[0])


def test_a_plain_figure_is_read_by_no_rule_without_a_lead() -> None:
    """The short cut for plain figures holds: what it skips would have said nothing."""
    for number in ("1", "9.5", "2024", "12345.6", "110", "138123456", "75"):
        for unit in "万亿%元户亩吨":
            plain = number + unit
            if FIGURE.match(plain):
                assert not [r for r in RULES if not r.after and re.match(r.here, plain + "以上,第5年级号")], plain


@pytest.mark.parametrize(
    "before", ["上世纪", "9月", "2:", "图", "第 ", "热线请拨打", "以", "每", "农历", "(", "。 (", "北纬 ", "4×"]
)
def test_what_a_rule_follows_is_told_by_its_last_letter(before: str) -> None:
    """A rule is tried only behind the letters it names; so those must be all its pattern can end with."""
    for rule in RULES:
        if rule.after and re.search(f"(?:{rule.after})$", before):
            assert not rule.ends or before[-1].isspace() or before[-1] in rule.ends, rule
