"""What the sample sites hold: enough for comparisons, corrections, reprints and repairs."""

import re
from pathlib import Path

import pytest
from sites_held import SITES, TEXTS, body

import flows.sites
from extractors.repair import repair
from flows.sites.content import CONTENT
from flows.sites.pages import list_pages

COMPARED = ("地区生产总值", "规模以上工业增加值增长", "固定资产投资增长", "社会消费品零售总额", "一般公共预算收入")


def test_three_districts_of_two_cities_speak_and_one_is_silent() -> None:
    speaking = {site.home for site, text in TEXTS if "地区生产总值" in body(site, text)}
    assert speaking >= {"340405", "340404", "341204"}
    assert len({home[:4] for home in speaking}) >= 2
    assert "340402" in {site.home for site in SITES.values()} - speaking


def test_there_are_enough_pages() -> None:
    assert len(TEXTS) + sum(list_pages(site) for site in SITES.values()) >= 36
    assert len([text for _, text in TEXTS if text.fault is None]) >= 36


@pytest.mark.parametrize("period", ["上半年", "前三季度", "2025年"])
@pytest.mark.parametrize("name", ["bagongshan", "xiejiaji", "yingquan"])
def test_the_same_indicators_recur_for_the_same_periods(name: str, period: str) -> None:
    said = [body(SITES[name], text) for text in SITES[name].texts if period in body(SITES[name], text)]
    assert any(all(indicator in text for indicator in COMPARED) for text in said)


@pytest.mark.parametrize("indicator", ["清运垃圾", "完成农村改厕", "城镇新增就业", "建成老年助餐点", "普法讲座"])
def test_district_work_can_be_compared(indicator: str) -> None:
    assert {site.name for site, text in TEXTS if indicator in body(site, text)} >= {
        "bagongshan",
        "xiejiaji",
        "yingquan",
    }


def test_a_reprint_names_its_source_and_says_the_same() -> None:
    pairs = [(a, b) for a in TEXTS for b in TEXTS if a[0] is not b[0] and a[1].paragraphs == b[1].paragraphs]
    assert pairs
    assert all(first[1].outlet == second[1].outlet for first, second in pairs)


def test_a_correction_follows_what_it_corrects() -> None:
    wrong, right = (
        next(
            text
            for text in SITES["bagongshan"].texts
            if f"社会消费品零售总额{amount}" in body(SITES["bagongshan"], text)
        )
        for amount in ("38.4亿元", "36.9亿元")
    )
    assert right.title == "更正"
    assert right.published > wrong.published
    assert f"{wrong.published.month}月{wrong.published.day}日" in right.paragraphs[0]
    assert wrong.title in right.paragraphs[0]


def test_planned_stands_beside_achieved() -> None:
    for name in ("bagongshan", "xiejiaji", "yingquan"):
        said = "".join(body(SITES[name], text) for text in SITES[name].texts)
        assert "主要预期目标是：地区生产总值增长" in said
        assert re.search(r"计划2025年完成农村改厕|计划完成农村改厕|年初计划", said)


def test_a_notice_holds_no_figure() -> None:
    assert sum("公告" in text.title and not re.search(r"\d", body(site, text)) for site, text in TEXTS) >= 2


def test_one_page_is_damaged_and_can_be_repaired() -> None:
    damaged = [text for site, text in TEXTS if re.search(r"\([a-zà-ü]+\)|\(xiāng\)", body(site, text))]
    assert "dangjian" in [text.slug for text in damaged]
    (told,) = (text.paragraphs[1] for text in damaged if text.slug == "dangjian")
    assert "開展志愿服務(wù)1.4萬人次" in told
    assert "开展志愿服务1.4万人次" in repair(told).text


def test_the_content_lies_in_the_package() -> None:
    assert Path(flows.sites.__file__).parent in CONTENT.parents
