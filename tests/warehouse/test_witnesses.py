"""Which witness a figure believes, what counts as a conflict, and what an edit or a correction takes back."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from warehouse_makers import SOURCES, START, Taken, batch, digest, figures, furnish, observation

from extractors.records import Digest, Observation
from warehouse import Reconciled

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


def test_a_guess_stands_alone_only_with_its_flag(taken: Taken) -> None:
    warehouse = taken(digest("http://a/1", observation(uncertain=True)))
    assert figures(warehouse, "uncertain") == [(True,)]
    taken(digest("http://a/2", observation(), source="hn"))
    assert figures(warehouse, "uncertain", "value") == [(False, 5e9)]


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


def test_a_source_that_turns_out_to_be_another_districts_is_graded_anew(taken: Taken) -> None:
    warehouse = taken(
        digest("http://a/1", observation(5e9)), digest("http://a/2", observation(6e9), source="dt", days=-1)
    )
    assert figures(warehouse, "value") == [(5e9,)]
    moved = [replace(source, home={"bgs": "340402", "dt": "340405"}.get(source.id, source.home)) for source in SOURCES]
    furnish(warehouse, moved)
    warehouse.reconcile()
    assert figures(warehouse, "value") == [(6e9,)]
