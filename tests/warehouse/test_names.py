"""Indicators and districts are asked for as people call them; what is unknown names what is near."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from warehouse_makers import DIVISIONS, HISTORY, Told, observation

from extractors.errors import UsageError
from warehouse import Division, Table, ask
from warehouse.names import district_code

NAMES = {"gdp": ("生产总值", "经济总量"), "hospital_beds": ("床位",), "grain_area": ("面积",), "greening": ("面积",)}
ALIKE = (
    Division("500000", "重庆市", 1, None, "重庆市"),
    Division("500107", "大通区", 3, "500000", "重庆市/大通区"),
    Division(
        "340499", "大通区", 3, "340400", "安徽省/淮南市/大通区", valid_to=date(2001, 1, 1), successors=("340402",)
    ),
    Division(
        "340498", "大同县", 3, "340400", "安徽省/淮南市/大同县", valid_to=date(2001, 1, 1), successors=("340402",)
    ),
)
WAYS: dict[str, Callable[[Path, str], Table]] = {
    "within": lambda folder, said: ask.compare(folder, "gdp", "2024", within=said),
    "peers of": lambda folder, said: ask.compare(folder, "gdp", "2024", peers_of=said),
    "among": lambda folder, said: ask.compare(folder, "gdp", "2024", among=["340405", said]),
    "trend": lambda folder, said: ask.trend(folder, "gdp", said),
    "rank": lambda folder, said: ask.rank_within(folder, "gdp", "2024", said),
    "growth": lambda folder, said: ask.growth(folder, "gdp", "2024", within=said),
    "coverage": lambda folder, said: ask.coverage(folder, "gdp", "2024", within=said),
}


@pytest.mark.parametrize("said", ["gdp", "GDP", "地区生产总值", " gdp "])
def test_an_indicator_is_known_by_id_and_name(shared: Path, said: str) -> None:
    assert ask.compare(shared, said, "2024").rows


def test_an_alias_that_one_indicator_bears_is_its_name(shared: Path) -> None:
    assert ask.indicator(shared, "生产总值", NAMES) == "gdp"
    with pytest.raises(
        UsageError, match="2 indicators are called '面积': grain_area 粮食种植面积, greening 绿化覆盖率;"
    ):
        ask.indicator(shared, "面积", NAMES)


@pytest.mark.parametrize(
    ("said", "near"),
    [("gpd", "gdp 地区生产总值"), ("生产总", "gdp 地区生产总值"), ("hospital_bed", "hospital_beds 医院床位"),
     ("经济总", "gdp 地区生产总值"), ("粮食种值面积", "grain_area 粮食种植面积")],
)  # fmt: skip
def test_an_unknown_indicator_names_those_that_are_near(shared: Path, said: str, near: str) -> None:
    with pytest.raises(UsageError, match=f"no indicator is called '{said}'; the nearest: {near}$"):
        ask.indicator(shared, said, NAMES)


@pytest.mark.parametrize("said", ["zzzzqq", "", "x", "%", "渔" * 3000])
def test_an_indicator_that_is_like_none_names_none(shared: Path, said: str) -> None:
    with pytest.raises(UsageError, match=r"no indicator is called .*; `fangzhi indicators list` shows them all"):
        ask.compare(shared, said, "2024")


@pytest.mark.parametrize(
    ("said", "code"),
    [("340405", "340405"), ("八公山区", "340405"), ("八公山", "340405"), ("淮南市/八公山区", "340405"),
     ("安徽省/淮南市/八公山区/", "340405"), (" 淮南市", "340400"), ("安徽", "340000")],
)  # fmt: skip
def test_a_district_is_known_by_code_name_and_path(told: Told, said: str, code: str) -> None:
    folder = told(observation())
    assert ask.trend(folder, "gdp", said).rows == ask.trend(folder, "gdp", code).rows
    assert ask.compare(folder, "gdp", "2024", among=[said]).records()[0]["code"] == code
    with ask.copy_of(folder) as copy:
        assert district_code(copy, said) == code


def test_a_name_that_several_bear_is_refused_with_all_of_them(told: Told) -> None:
    folder = told(observation(), divisions=(*DIVISIONS, *ALIKE))
    with pytest.raises(
        UsageError, match="2 districts are called '大通区': 340402 安徽省/淮南市/大通区, 500107 重庆市/大通区;"
    ):
        ask.trend(folder, "gdp", "大通区")
    assert ask.compare(folder, "gdp", "2024", among=["淮南市/大通区"]).records()[0]["code"] == "340402"
    assert ask.compare(folder, "gdp", "1999", among=["大同"]).records()[0]["code"] == "340498", "the only one so called"


@pytest.mark.parametrize("said", ["999999", "八公区", "", "%", "'; drop table figure; --"])
@pytest.mark.parametrize("way", WAYS)
def test_a_district_that_is_none_names_the_nearest(shared: Path, said: str, way: str) -> None:
    with pytest.raises(UsageError, match=r"no district is called .* expected a code .* the nearest are 340"):
        WAYS[way](shared, said)


def test_a_district_with_nothing_below_it_is_told_not_shown_as_nothing(told: Told) -> None:
    folder = told(observation(), divisions=HISTORY)
    with pytest.raises(UsageError, match=r"no district below .*大田区 \(340410\) is known; ask for its peers"):
        ask.compare(folder, "gdp", "2025", within="大田区")
    with pytest.raises(
        UsageError, match=r"大通区 \(340402\) did not exist on 2025-12-31; it became 340410 .*大田区; ask"
    ):
        ask.compare(folder, "gdp", "2025", within="340402")
    with pytest.raises(UsageError, match="did not exist"):
        ask.coverage(folder, "gdp", "2025", within="340402")
