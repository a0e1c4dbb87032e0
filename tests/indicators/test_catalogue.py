"""The catalogue as a whole: what a measure means, what it does not, and when nobody can say."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.indicators import catalogue

BUILT_IN = catalogue()
TOPICS = [
    *["economy", "fiscal", "investment", "agriculture", "rural", "environment", "energy", "water", "health"],
    *["education", "care", "employment", "housing", "transport", "justice", "safety", "governance", "culture"],
    *["tourism", "technology", "population"],
]


def find(measure: str, unit: str = "元", kind: str = "level", **other: str) -> str | None:
    return BUILT_IN.find(measure, unit=unit, kind=kind, **other)


def test_breadth() -> None:
    assert len([entry for entry in BUILT_IN.entries if entry.derived_from is None]) >= 250
    topics = " ".join(sorted({entry.topic for entry in BUILT_IN.entries}))
    assert [topic for topic in TOPICS if topic not in topics] == []


def test_ids_are_stable_names() -> None:
    allowed = set(string.ascii_lowercase + string.digits + "_")
    assert all(set(entry.id) <= allowed for entry in BUILT_IN.entries)
    assert all(BUILT_IN.get(entry.id) is entry for entry in BUILT_IN.entries)
    assert BUILT_IN.get("no_such_indicator") is None


def test_chinese_names_are_unique() -> None:
    names = [entry.zh for entry in BUILT_IN.entries]
    assert len(names) == len(set(names))


# 规模以上工业增加值 is not 工业增加值 · 城镇居民 is not 居民 · 新能源汽车 is not 汽车
@pytest.mark.parametrize(
    ("whole", "part"),
    [
        ("工业增加值", "规模以上工业增加值"),
        ("居民人均可支配收入", "城镇居民人均可支配收入"),
        ("汽车产量", "新能源汽车产量"),
        ("社会消费品零售总额", "限额以上社会消费品零售总额"),
        ("固定资产投资", "民间固定资产投资"),
        ("粮食产量", "优质粮食产量"),
        ("地区生产总值", "人均地区生产总值"),
        ("贷款余额", "绿色贷款余额"),
        ("常住人口", "城镇常住人口"),
    ],
)
def test_a_part_is_not_the_whole(whole: str, part: str) -> None:
    assert find(whole, "%", "change_rate") is not None
    assert find(whole, "%", "change_rate") != find(part, "%", "change_rate")


def test_the_unit_decides_between_things_of_one_name() -> None:
    assert find("城乡低保", "户") == "minimum_living_households"
    assert find("城乡低保", "人") == "minimum_living_people"
    assert find("城乡低保", "元") == "minimum_living_paid"
    assert find("城乡低保", "亩") is None


def test_a_share_of_a_thing_is_not_the_thing() -> None:
    assert find("粮食产量占全国比重", "%", "share") is None
    assert find("城镇新增就业占全年目标", "%", "share") == "urban_new_jobs_completion"


def test_growth_of_growth_and_ranks() -> None:
    assert find("GDP", "%", "change_rate") == find("GDP增速", "%", "change_rate") == "gdp"
    assert find("GDP增速", "百分点", "change_abs") == "gdp_growth"
    assert find("GDP增速", "位", "rank") == "gdp_growth"
    assert find("GDP总量", "位", "rank") == "gdp"


# 新建充电桩 is not 累计建成充电桩 · 净增 is the change of the stock, less what went
@pytest.mark.parametrize(
    ("measure", "unit", "expected"),
    [
        ("累计建成充电桩", "个", "charging_points"),
        ("新建充电桩", "个", "charging_points_new"),
        ("新培育省级绿色工厂", "家", "green_factories_new"),
        ("净增充电桩", "个", None),
        ("新建公共图书馆", "座", "libraries_new"),
    ],
)
def test_what_is_new_is_not_what_there_is(measure: str, unit: str, expected: str | None) -> None:
    assert find(measure, unit) == expected


def test_a_new_stock_is_a_flow() -> None:
    new = BUILT_IN.get("charging_points_new")
    assert new is not None
    assert (new.aspect, new.dimension, new.derived_from) == ("flow", "count", "charging_points")


def test_the_unit_of_its_own_dimension_wins() -> None:
    assert find("倒塌房屋", "间") == "houses_collapsed"
    assert find("倒塌房屋", "户") == "houses_collapsed_households"


# 473张 of a hospital are beds, 册 of a library are books
@pytest.mark.parametrize(
    ("measure", "unit", "expected"),
    [
        ("公立医院", "家", "public_hospitals"),
        ("公立医院", "张", None),
        ("公共图书馆", "册", None),
        ("羊存栏", "头", "sheep_stock"),
        ("羊存栏", "台", None),
    ],
)
def test_a_classifier_tells_what_is_counted(measure: str, unit: str, expected: str | None) -> None:
    assert find(measure, unit) == expected


# 在校学生 alone is of all schools told before or of one kind of them; which one, only the parser can tell.
@pytest.mark.parametrize("noun", ["在校学生", "招生", "毕业生"])
@pytest.mark.parametrize("sentence", ["全县有小学31所，专任教师、在校学生、招生、毕业生如下。", "初中8所。", ""])
def test_what_all_schools_have_takes_no_school_from_the_sentence(noun: str, sentence: str) -> None:
    assert find(noun, "人", context=sentence) is None


def test_a_price_index_may_be_written_in_percent() -> None:
    assert find("衣着类价格指数", "%", "share") == "price_clothes"
    assert find("居民消费价格", "%", "change_rate") == "cpi"


def test_an_average_of_years_is_the_flow_of_a_year() -> None:
    assert find("城镇新增就业", "人", per="年") == find("城镇新增就业", "人") == "urban_new_jobs"


def test_a_denominator_makes_another_thing() -> None:
    assert find("粮食产量", "公斤", per="亩") == "grain_yield"
    assert find("水果产量", "公斤", per="亩") is None
    assert find("快递业务量", "件", per="月") == "express_items"
    assert find("水果产量", "公斤", per="袋") is None


def test_two_things_at_once_are_none() -> None:
    assert find("住户存款和涉农贷款余额", "元") is None
    assert find("一般公共预算收入、固定资产投资", "%", "change_rate") is None  # though the second must stand alone


def test_context_decides_bare_words() -> None:
    assert find("旧存", "件", context="县法院审判运行情况") == "court_pending"
    assert find("处罚单位", "家") is None
    assert find("处罚单位", "家", context="消防安全夜查") == "fire_penalties"


@given(
    st.text(max_size=300),
    st.sampled_from(["", "元", "%", "百分点", "人", "件", "元/亩", "/", "·", "颗"]),
    st.sampled_from(["level", "share", "change_rate", "change_abs", "rank", "other"]),
    st.none() | st.text(max_size=5),
    st.text(max_size=50),
)
def test_never_raises(measure: str, unit: str, kind: str, per: str | None, context: str) -> None:
    found = BUILT_IN.find(measure, unit=unit, kind=kind, per=per, context=context)
    assert found is None or BUILT_IN.get(found) is not None


@given(st.permutations(["2025年", "全县", "社会消费品零售总额", "同比"]))
def test_order_is_free(words: list[str]) -> None:
    assert find("".join(words), "%", "change_rate") == "retail_sales"


def test_the_sentence_completes_a_bare_measure() -> None:
    sentence = "全镇拆除危房12栋、猪圈30处。"
    assert find("危房", "栋", context=sentence) == "unsafe_houses_demolished"
    assert find("危房", "栋") is None
    assert find("砖瓦危房", "栋", context=sentence) is None  # something of the measure is left over


def test_a_long_context_is_cut() -> None:
    assert find("危房", "栋", context="甲" * 200_000 + "拆除") is None


# What stands near a known name and is something else.
@pytest.mark.parametrize(
    ("measure", "unit", "kind"),
    [
        ("数字经济核心产业营业收入", "%", "change_rate"),
        ("高耗能制造业增加值占规模以上工业比重", "%", "share"),
        ("对俄进出口增速", "百分点", "change_abs"),
        ("每万人拥有5G基站", "座", "level"),
        ("非常规天然气产量", "立方米", "level"),
        ("绿色低碳水稻种植面积", "亩", "level"),
        ("海水浴场水质优良率", "%", "share"),
        ("限上仓储会员店零售额", "%", "change_rate"),
        ("脱贫县农村居民人均可支配收入", "%", "change_rate"),
        ("集团营业收入", "元", "level"),
        ("示范村党员", "人", "level"),
    ],
)
def test_near_misses(measure: str, unit: str, kind: str) -> None:
    assert find(measure, unit, kind) is None


def test_words_that_many_share_are_not_completed_by_a_sentence() -> None:
    sentence = "完成水利投资12亿元，能源领域投资30亿元。"
    assert find("能源领域投资", "元", context=sentence) is None
    assert find("企业", "家", context="新增上市公司3家、企业120家。") is None
