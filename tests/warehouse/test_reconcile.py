"""Reconciling: one figure a fact and none of what is no fact of a district, reprints once, units made comparable."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from warehouse_makers import Taken, batch, digest, figures, observation

from extractors.records import Observation, Source
from warehouse import open_warehouse


def test_reports_of_one_fact_become_one_figure(taken: Taken) -> None:
    warehouse = taken(digest("http://a/1", observation()), digest("http://a/2", observation(), source="hn", days=1))
    assert figures(warehouse, "value", "unit", "articles", "copies", "outlets", "conflict", "spread") == [
        (5e9, "元", 2, 2, 2, False, 0.0)
    ]


def test_repeats_within_an_article_count_once(taken: Taken) -> None:
    warehouse = taken(digest("http://a/1", observation(), observation(), observation()))
    assert figures(warehouse, "articles", "copies") == [(1, 1)]


@pytest.mark.parametrize(
    "shared",
    [
        {"text": "全文一字不差，去年全区地区生产总值50亿元。"},
        {"fingerprint": tuple(range(64))},
        {"outlet": "淮南日报"},
    ],
    ids=["same text", "same signature", "same outlet and day"],
)
def test_a_reprint_counts_once(taken: Taken, shared: dict[str, Any]) -> None:
    warehouse = taken(
        digest("http://a/1", observation(), **shared),
        digest("http://b/1", observation(), source="hn", days=0.1, **shared),
        digest("http://c/1", observation(), source="dt", days=2),
    )
    assert figures(warehouse, "articles", "copies", "outlets") == [(2, 3, 2)]


def test_near_duplicates_share_a_part_of_their_signature(taken: Taken) -> None:
    original = tuple(range(64))
    edited = (*original[:60], 7, 7, 7, 7)
    other = tuple(range(100, 164))
    warehouse = taken(
        digest("http://a/1", observation(), fingerprint=original),
        digest("http://b/1", observation(), source="hn", fingerprint=edited),
        digest("http://c/1", observation(), source="dt", fingerprint=other),
    )
    assert figures(warehouse, "articles", "copies") == [(2, 3)]


def test_the_same_template_with_another_value_is_no_reprint(taken: Taken) -> None:
    warehouse = taken(
        digest("http://a/1", observation(5e9), fingerprint=(1, 2, 3)),
        digest("http://b/1", observation(6e9), source="hn", fingerprint=(1, 2, 3)),
    )
    assert figures(warehouse, "value", "articles", "conflict", "spread") == [(5e9, 1, True, 1e9)]


def test_a_chain_of_excerpts_is_one_report(taken: Taken) -> None:
    warehouse = taken(
        digest("http://a/1", observation(), fingerprint=tuple(range(16))),
        digest("http://b/1", observation(), source="hn", fingerprint=(*range(8), *range(50, 58))),
        digest("http://c/1", observation(), source="dt", fingerprint=(*range(90, 98), *range(50, 58))),
    )
    assert figures(warehouse, "articles", "copies") == [(1, 3)]


@pytest.mark.parametrize(
    "unfit",
    [
        observation(status="threshold"),
        observation(status="anecdote"),
        observation(place_level=5, town_code="340405100001"),
        observation(place_level=4, town_code=None),
        observation(place_level=None),
        observation(place_code=None),
        observation(period_start=None, period_end=None),
        observation(indicator=None),
        observation(unit="亩", si_unit="m2"),
        observation(kind="change_rate", unit="%", si_unit="%", direction=""),
        observation(kind="change_rate", unit="元", direction="+"),
        observation(kind="share", unit="元"),
        observation(None, values=(8.5, 37.0, 54.5)),
        observation(None),
    ],
    ids=[
        *("threshold", "anecdote", "village", "town without code", "development zone", "no place", "no period"),
        *("no indicator", "other dimension", "change without sense", "rate in money", "share in money"),
        *("structure ratio", "no value"),
    ],
)
def test_what_is_no_figure_of_a_district_becomes_none(taken: Taken, unfit: Observation) -> None:
    assert figures(taken(digest("http://a/1", unfit)), "value", where="true") == []


@pytest.mark.parametrize(
    "different",
    [
        {"status": "planned"},
        {"kind": "share", "unit": "%"},
        {"period_end": date(2024, 9, 30)},
        {"aspect": "stock"},
        {"cumulative": True},
        {"per": "人"},
        {"place_level": 4, "town_code": "340405100"},
        {"kind": "change_abs", "direction": "+", "base": "year"},
    ],
    ids=lambda changed: next(iter(changed)) if isinstance(changed, dict) else str(changed),
)
def test_what_is_not_the_same_is_never_one_figure(taken: Taken, different: dict[str, Any]) -> None:
    warehouse = taken(digest("http://a/1", observation()), digest("http://a/2", observation(7e9, **different)))
    assert len(figures(warehouse, "value", where="not conflict")) == 2


def test_a_fall_is_negative_and_its_bound_turns(taken: Taken) -> None:
    fall = observation(5.0, kind="change_rate", unit="%", si_unit=None, direction="-", base="year", bound="gt")
    assert figures(taken(digest("http://a/1", fall)), "value", "unit", "bound") == [(-5.0, "%", "lt")]


def test_units_are_made_comparable(taken: Taken) -> None:
    area = {"indicator": "grain_area", "si_value": None, "si_unit": None}
    warehouse = taken(
        digest("http://a/1", observation(30_000.0, unit="亩", quote="3万亩", **area)),
        digest("http://a/2", observation(2_000.0, unit="公顷", quote="2000公顷", **area), source="hn"),
    )
    assert figures(warehouse, "value", "unit", "articles", "conflict") == [(pytest.approx(2e7), "m2", 2, False)]


def test_a_range_is_a_figure_without_a_value(taken: Taken) -> None:
    both = observation(None, low=1e8, high=2e8, bound="range", si_value=None)
    assert figures(taken(digest("http://a/1", both)), "value", "low", "high", "bound") == [(None, 1e8, 2e8, "range")]


def test_an_aspect_the_text_does_not_tell_comes_from_the_catalogue(taken: Taken) -> None:
    warehouse = taken(digest("http://a/1", observation(aspect=None)), digest("http://a/2", observation()))
    assert figures(warehouse, "aspect", "articles") == [("flow", 2)]


def test_an_unknown_source_is_no_hindrance(tmp_path: Path) -> None:
    with open_warehouse(tmp_path) as warehouse:
        warehouse.dimensions((), (Source("x", "某网", None, "list", ""),), (), ())
        warehouse.load(batch(digest("http://a/1", observation(), source="unheard-of")))
        assert warehouse.reconcile().added == 1
