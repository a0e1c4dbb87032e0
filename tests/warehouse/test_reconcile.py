"""Reconciling: one figure a fact, reprints once, the better witness wins, history kept."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from warehouse_makers import SOURCES, START, batch, digest, figures, furnish, observation

from extractors.records import Digest, Observation, Source
from warehouse import Reconciled, Warehouse, open_warehouse

Taken = Callable[..., Warehouse]


@pytest.fixture
def taken(tmp_path: Path) -> Any:
    """A furnished warehouse in which these digests are loaded and reconciled."""
    with open_warehouse(tmp_path) as warehouse:
        furnish(warehouse)

        def take(*digests: Digest) -> Warehouse:
            warehouse.load(batch(*digests))
            warehouse.reconcile()
            return warehouse

        yield take


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


def better(**more: Any) -> Observation:
    return replace(observation(6e9), **more)


WEAK = {"place_basis": "inherited", "period_basis": "inherited"}


@pytest.mark.parametrize(
    ("worse", "right"),
    [
        (digest("http://hn/1", observation(), source="hn"), digest("http://bgs/1", observation(6e9))),
        (
            digest("http://a/1", observation()),
            digest("http://a/2", observation(6e9), title="2024年国民经济和社会发展统计公报"),
        ),
        (digest("http://a/1", observation()), digest("http://a/2", observation(6e9), title="更正")),
        (
            digest("http://a/1", observation(), title="前三季度经济运行情况"),
            digest("http://a/2", observation(6e9), title="更正"),
        ),
        (digest("http://a/1", observation(place_basis="source")), digest("http://a/2", observation(6e9))),
        (digest("http://a/1", observation(period_basis="deictic")), digest("http://a/2", observation(6e9))),
        (digest("http://a/1", observation(bound="approx")), digest("http://a/2", observation(6e9))),
        (
            digest("http://a/1", observation(quote="50亿元")),
            digest("http://a/2", replace(observation(6.012e9), quote="60.12亿元")),
        ),
        (
            digest("http://a/1", observation(uncertain=True)),
            digest("http://hn/2", replace(observation(6e9), **WEAK), source="hn"),
        ),
    ],
    ids=[
        "own outlet",
        "bulletin",
        "correction",
        "correction of a bulletin",
        "place",
        "period",
        "exact",
        "precise",
        "certain",
    ],
)
def test_the_better_witness_wins(taken: Taken, worse: Digest, right: Digest) -> None:
    # The worse is published later, which would decide between equals.
    assert worse.article is not None
    late = replace(worse, article=replace(worse.article, published=datetime(2025, 2, 20)))
    warehouse = taken(late, right)
    assert right.observations[0].value == figures(warehouse, "value")[0][0]


def test_between_equals_the_later_word_counts(taken: Taken) -> None:
    warehouse = taken(digest("http://a/2", observation(6e9), days=5), digest("http://a/1", observation(), days=9))
    assert figures(warehouse, "value", "conflict") == [(5e9, True)]


def test_a_correction_closes_the_old_row_and_settles_the_conflict(taken: Taken) -> None:
    first = digest("http://a/1", observation(5e9))
    correction = digest("http://a/2", observation(5e9), observation(5.8e9), days=3, title="更正")
    warehouse = taken(first)
    warehouse.load(batch(correction))
    assert warehouse.reconcile() == Reconciled(corrected=1)
    rows = figures(warehouse, "value", "known_from", "known_to", "conflict", where="true")
    assert rows == [(5e9, START, START + timedelta(days=3), False), (5.8e9, START + timedelta(days=3), None, False)]


@pytest.mark.parametrize("undated", ["the other", "the correction"])
def test_a_correction_settles_nothing_that_may_have_come_after_it(taken: Taken, undated: str) -> None:
    def day(of: str) -> datetime | None:
        return None if of == undated else datetime(2025, 2, 1)

    warehouse = taken(
        digest("http://a/1", observation(6e9), published=day("the other")),
        digest("http://a/2", observation(5e9), days=3, title="更正", published=day("the correction")),
    )
    assert figures(warehouse, "value", "conflict", "spread") == [(5e9, True, 1e9)]


def test_an_edited_page_takes_its_earlier_words_back(taken: Taken) -> None:
    warehouse = taken(digest("http://a/1", observation(50e9)))
    taken(digest("http://a/1", observation(5e9), days=1, body=b"edited"))
    assert figures(warehouse, "value", "conflict", "articles", where="true") == [(50e9, False, 1), (5e9, False, 1)]


def test_a_figure_struck_from_its_page_is_withdrawn(taken: Taken) -> None:
    warehouse = taken(digest("http://a/1", observation()))
    warehouse.load(batch(digest("http://a/1", days=1, body=b"edited")))
    assert warehouse.reconcile().withdrawn == 1
    assert figures(warehouse, "value") == []
    assert figures(warehouse, "value", "known_to", where="true") == [(5e9, START + timedelta(days=1))]


def test_a_page_that_returns_to_its_first_words_has_them_in_force(taken: Taken) -> None:
    taken(digest("http://a/1", observation(5e9)))
    taken(digest("http://a/1", observation(6e9), days=1, body=b"edited"))
    warehouse = taken(digest("http://a/1", observation(5e9), days=2))
    assert figures(warehouse, "value", "conflict") == [(5e9, False)]


@pytest.mark.parametrize(
    ("one", "other", "conflict"),
    [
        (observation(5.682e9, quote="56.82亿元"), observation(5.68e9, quote="56.8亿元"), False),
        (observation(5.682e9, quote="56.82亿元"), observation(5.7e9, quote="57亿元"), False),
        (observation(5.682e9, quote="56.82亿元"), observation(5.9e9, quote="59亿元"), True),
        (observation(5.682e9, quote="56.82亿元"), observation(5.5e9, quote="突破55亿元", bound="gt"), False),
        (observation(5.682e9, quote="56.82亿元"), observation(6e9, quote="突破60亿元", bound="gt"), True),
        (observation(5.682e9, quote="56.82亿元"), observation(6e9, quote="近60亿元", bound="lt"), False),
        (observation(5.682e9, quote="56.82亿元"), observation(6e9, quote="约60亿元", bound="approx"), False),
        (observation(5.682e9, quote="56.82亿元"), observation(9e9, uncertain=True), False),
    ],
    ids=["rounded", "rounded more", "differs", "over", "over too much", "nearly", "about", "a guess"],
)
def test_only_disagreement_beyond_rounding_is_a_conflict(
    taken: Taken, one: Observation, other: Observation, conflict: bool
) -> None:
    warehouse = taken(digest("http://a/1", one), digest("http://a/2", other, source="hn"))
    assert figures(warehouse, "value", "conflict") == [(5.682e9, conflict)]


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


def test_a_guess_stands_alone_only_with_its_flag(taken: Taken) -> None:
    warehouse = taken(digest("http://a/1", observation(uncertain=True)))
    assert figures(warehouse, "uncertain") == [(True,)]
    taken(digest("http://a/2", observation(), source="hn"))
    assert figures(warehouse, "uncertain", "value") == [(False, 5e9)]


def test_a_source_that_turns_out_to_be_another_districts_is_graded_anew(taken: Taken) -> None:
    warehouse = taken(
        digest("http://a/1", observation(5e9)), digest("http://a/2", observation(6e9), source="dt", days=-1)
    )
    assert figures(warehouse, "value") == [(5e9,)]
    moved = [replace(source, home={"bgs": "340402", "dt": "340405"}.get(source.id, source.home)) for source in SOURCES]
    furnish(warehouse, moved)
    warehouse.reconcile()
    assert figures(warehouse, "value") == [(6e9,)]


def test_an_unknown_source_is_no_hindrance(tmp_path: Path) -> None:
    with open_warehouse(tmp_path) as warehouse:
        warehouse.dimensions((), (Source("x", "某网", None, "list", ""),), (), ())
        warehouse.load(batch(digest("http://a/1", observation(), source="unheard-of")))
        assert warehouse.reconcile().added == 1
