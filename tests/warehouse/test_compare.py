"""Comparisons: only like with like, silence shown, shares only where they make sense."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from warehouse_makers import (
    DIVISIONS,
    INDICATORS,
    OTHER,
    RATE,
    SOURCES,
    UNITS,
    Told,
    batch,
    digest,
    observation,
    ranks,
)

from extractors.errors import WarehouseError
from warehouse import Division, IndicatorRow, ask, open_warehouse


@pytest.mark.parametrize(
    "unlike",
    [
        {"aspect": "stock"},
        {"cumulative": True},
        {"per": "人"},
        {"unit": "亩", "si_unit": "m2", "indicator": "anything"},
    ],
    ids=lambda unlike: next(iter(unlike)),
)
def test_unlike_figures_are_never_ranked_together(told: Told, unlike: dict[str, Any]) -> None:
    indicator = unlike.get("indicator", "gdp")
    free = IndicatorRow("anything", "任何事物", "anything", "other", "count")  # its entry forbids no unit
    folder = told(observation(indicator=indicator), observation(9e9, **OTHER, **unlike), indicators=(*INDICATORS, free))
    table = ask.query(folder, "from compare($1, '2024')", (indicator,))
    assert {(row["name"], row["rank"]) for row in table.records() if row["state"] == "told"} == {
        ("八公山区", 1),
        ("大通区", 1),
    }
    assert len({row["comparable"] for row in table.records() if row["state"] == "told"}) == 2


@pytest.mark.parametrize(
    "unlike",
    [
        {"status": "planned"},
        {"kind": "share", "unit": "%", "si_unit": "%"},
        {"period_end": date(2024, 9, 30)},
        {"period_start": date(2023, 1, 1)},
        {"status": "threshold"},
        {"status": "anecdote"},
        {"indicator": "hospital_beds", "unit": "张"},
    ],
    ids=["planned", "share", "nine months", "two years", "threshold", "anecdote", "other indicator"],
)
def test_what_was_not_asked_for_leaves_a_district_silent(told: Told, unlike: dict[str, Any]) -> None:
    table = ask.compare(told(observation(), observation(9e9, **OTHER, **unlike)), "gdp", "2024")
    assert ranks(table) == {"八公山区": (1, 1), "大通区": (None, None), "田家庵区": (None, None)}


def test_bases_of_growth_are_kept_apart(told: Told) -> None:
    bases = {"340405": "year", "340402": "month", "340403": "plan"}
    said = [observation(5.0, **{**RATE, "base": base}, place_code=code) for code, base in bases.items()]
    table = ask.compare(told(*said), "gdp", "2024", kind="change_rate")
    assert ranks(table) == {"八公山区": (1, 1), "大通区": (2, 1), "田家庵区": (3, 1)}, (
        "against the year before comes first"
    )


def test_the_group_of_most_districts_is_the_first(told: Told) -> None:
    stock = {"aspect": "stock"}
    folder = told(observation(**stock), observation(2e9, **OTHER, **stock), observation(9e9, place_code="340404"))
    found = ranks(ask.compare(folder, "gdp", "2024", within="340400"))
    assert [found[name] for name in ("八公山区", "大通区", "谢家集区")] == [(1, 1), (1, 2), (2, 1)]


def test_what_was_corrected_takes_no_part(tmp_path: Path) -> None:
    with open_warehouse(tmp_path) as warehouse:
        warehouse.dimensions(DIVISIONS, SOURCES, INDICATORS, UNITS)
        warehouse.load(batch(digest("http://a/1", observation()), digest("http://a/2", observation(3e9, **OTHER))))
        warehouse.load(batch(digest("http://a/3", observation(2e9), days=3, title="更正")))
        warehouse.reconcile()
        warehouse.publish()
    rows = ask.compare(tmp_path, "gdp", "2024", among=["340402", "340405"]).records()
    assert [(row["rank"], row["name"], row["value"]) for row in rows] == [(1, "大通区", 3e9), (2, "八公山区", 2e9)]


def test_the_first_in_rank_is_first(told: Told) -> None:
    placed = {"kind": "rank", "unit": "位", "si_unit": None}
    folder = told(observation(3.0, **placed), observation(1.0, **placed, **OTHER))
    assert ranks(ask.compare(folder, "gdp", "2024", kind="rank"))["大通区"] == (1, 1)


def test_levels_of_districts_are_kept_apart(told: Told) -> None:
    folder = told(observation(), observation(9e10, place_code="340400", place_level=2))
    table = ask.compare(folder, "gdp", "2024", among=["340400", "340405"])
    assert {row["rank"] for row in table.records()} == {1}


def test_towns_are_compared_within_their_county_only(told: Told) -> None:
    towns = (
        Division("340405001", "新庄孜街道", 4, "340405", "安徽省/淮南市/八公山区/新庄孜街道", code_system="NBS"),
        Division("340405100", "八公山镇", 4, "340405", "安徽省/淮南市/八公山区/八公山镇", code_system="NBS"),
    )
    folder = told(observation(3e8, place_level=4, town_code="340405100"), divisions=(*DIVISIONS, *towns))
    assert ranks(ask.compare(folder, "gdp", "2024", within="340405")) == {
        "八公山镇": (1, 1),
        "新庄孜街道": (None, None),
    }
    assert ranks(ask.compare(folder, "gdp", "2024"))["八公山区"] == (None, None), "a town's figure is not its county's"


def test_the_ways_to_say_which_districts(told: Told) -> None:
    folder = told(observation())
    assert set(ranks(ask.compare(folder, "gdp", "2024"))) == {"八公山区", "大通区", "田家庵区"}
    assert len(ranks(ask.compare(folder, "gdp", "2024", within="340400"))) == 4
    assert len(ranks(ask.compare(folder, "gdp", "2024", within="340000", level=3))) == 4
    assert set(ranks(ask.compare(folder, "gdp", "2024", within="340000"))) == {"淮南市"}
    assert len(ranks(ask.compare(folder, "gdp", "2024", peers_of="340402"))) == 4
    assert set(ranks(ask.compare(folder, "gdp", "2024", among=["340404"]))) == {"谢家集区"}


def test_per_head_and_per_square_kilometre(told: Told) -> None:
    table = ask.compare(told(observation(1.3e9), observation(2.7e9, **OTHER)), "gdp", "2024", order_by="per_capita")
    rows = {row["name"]: row for row in table.records()}
    assert rows["八公山区"]["per_capita"] == 10_000
    assert rows["大通区"]["per_km2"] == pytest.approx(2.7e9 / 306)
    assert [row["rank"] for row in table.records()][:2] == [1, 1]


@pytest.mark.parametrize(
    "unfit",
    [
        {"per": "人"},
        {"kind": "share", "unit": "%", "si_unit": "%"},
        {"indicator": "grain_area", "unit": "亩"},
    ],
    ids=["per head already", "share", "not per head"],
)
def test_nothing_else_is_divided_by_the_population(told: Told, unfit: dict[str, Any]) -> None:
    folder = told(observation(50.0, **unfit))
    table = ask.compare(folder, str(unfit.get("indicator", "gdp")), "2024", kind=str(unfit.get("kind", "level")))
    assert {row["per_capita"] for row in table.records()} == {None}


def test_reprints_count_once_in_a_comparison(tmp_path: Path) -> None:
    with open_warehouse(tmp_path) as warehouse:
        warehouse.dimensions(DIVISIONS, SOURCES, INDICATORS, UNITS)
        same = {"text": "同一篇稿件，去年全区地区生产总值50亿元。"}
        warehouse.load(batch(*[digest(f"http://{n}/1", observation(), source="hn", **same) for n in range(5)]))
        warehouse.reconcile()
        warehouse.publish()
    assert next(iter(ask.compare(tmp_path, "gdp", "2024").records()))["articles"] == 1


def test_rank_within_gives_the_share_of_the_parent(told: Told) -> None:
    whole = {"place_code": "340400", "place_level": 2}
    folder = told(observation(5e9), observation(3e9, **OTHER), observation(1e10, **whole))
    rows = ask.rank_within(folder, "gdp", "2024", "340400").records()
    assert [(r["rank"], r["of"], r["share_of_parent"]) for r in rows] == [(1, 2, 50.0), (2, 2, 30.0)]


def test_what_may_not_be_summed_has_no_share_of_its_parent(told: Told) -> None:
    green = {"indicator": "greening", "kind": "share", "unit": "%", "si_unit": "%"}
    city = {"place_code": "340400", "place_level": 2}
    folder = told(observation(40.0, si_value=40.0, **green), observation(50.0, si_value=50.0, **green, **city))
    rows = ask.rank_within(folder, "greening", "2024", "340400", kind="share").records()
    assert [row["share_of_parent"] for row in rows] == [None]


def test_a_level_that_may_not_be_summed_is_no_share_and_none_of_a_square_kilometre(told: Told) -> None:
    cover = {"indicator": "greening", "unit": "%", "si_unit": "%"}
    folder = told(observation(40.0, **cover), observation(50.0, **cover, place_code="340400", place_level=2))
    assert [row["share_of_parent"] for row in ask.rank_within(folder, "greening", "2024", "340400").records()] == [None]
    assert [row["per_km2"] for row in ask.compare(folder, "greening", "2024", among=["340405"]).records()] == [None]


def test_a_part_of_the_greatest_is_told_of_levels_alone(told: Told) -> None:
    fall = {**RATE, "direction": "-"}
    folder = told(
        observation(2.0, **fall), observation(4.0, **fall, **OTHER), observation(5e9), observation(1e9, **OTHER)
    )
    parts = [row["of_greatest"] for row in ask.rank_within(folder, "gdp", "2024", "340400").records()]
    assert parts == [100, 20]
    rates = ask.rank_within(folder, "gdp", "2024", "340400", kind="change_rate").records()
    assert [row["of_greatest"] for row in rates] == [None, None]


def test_coverage_counts_the_told_and_the_silent(told: Told) -> None:
    row = ask.coverage(told(observation()), "gdp", "2024").records()[0]
    assert (row["name"], row["districts"], row["with_source"], row["told"], row["silent"]) == ("淮南市", 4, 3, 1, 2)


def test_evidence_leads_to_the_sentence_and_the_page(told: Told) -> None:
    folder = told(observation(), observation(6e9))
    figure = str(ask.compare(folder, "gdp", "2024").records()[0]["figure_id"])
    rows = ask.evidence(folder, figure).records()
    assert [(row["of_record"], row["quote"]) for row in rows] in ([(True, "50亿元"), (False, "60亿元")],
                                                                  [(True, "60亿元"), (False, "50亿元")])  # fmt: skip
    assert str(rows[0]["url"]).startswith("http://a/")
    assert str(rows[0]["sentence"]).startswith("去年全区")
    with pytest.raises(WarehouseError, match="no figure has the id"):
        ask.evidence(folder, "nonsense")
