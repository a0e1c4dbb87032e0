"""The same batches, whole or split, in any order, once or twice, give the same tables."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from warehouse_makers import START, digest, furnish, observation, tables

from extractors.records import Digest, Fetch, Link, Observation, Reject
from warehouse import Batch, Reconciled, Visit, open_warehouse

OBSERVATIONS: tuple[Observation, ...] = (
    observation(5e9),
    observation(5.2e9),
    observation(5.24e9, quote="52.4亿元"),
    observation(5e9, bound="gt"),
    observation(6e9, uncertain=True),
    observation(None, low=4e9, high=5e9, bound="range"),
    observation(4e9, place_code="340402", place_basis="inherited"),
    observation(7e9, status="planned"),
    observation(3.5, kind="change_rate", unit="%", si_unit="%", direction="-", base="year"),
)
URLS = ("http://a/1", "http://a/2", "http://b/1")
TITLES = ("全区经济运行平稳", "更正", "2024年统计公报")


@st.composite
def digests(draw: st.DrawFn) -> Digest:
    """A page of one of a few addresses, edited now and then, reprinted now and then."""
    url = draw(st.sampled_from(URLS))
    edition = draw(st.integers(0, 2))
    # What a page of this address and edition says is fixed; when it was fetched is not.
    said = OBSERVATIONS[(edition * 3 + len(url) + ord(url[-1])) % len(OBSERVATIONS) :][: 1 + edition]
    days = draw(st.integers(0, 6))
    source = draw(st.sampled_from(("bgs", "hn")))  # both may list the page: what they read in it differs in the place
    if source == "hn":
        said = tuple(replace(o, place_basis="source", place_code="340400", place_level=2) for o in said)
    made = digest(
        url,
        *said,
        days=days,
        source=source,
        body=str(edition).encode(),
        offset=edition,
        title=TITLES[edition],
        fingerprint=tuple(range(64)) if edition == 1 else tuple(range(n := 99 * edition + ord(url[-1]), n + 64)),
    )
    assert made.article is not None
    if edition == 2:  # a page without a day: that of the fetch stands for it
        undated = replace(made.article, published=datetime(2025, 2, 1 + days), published_basis="fetched")
        return replace(made, article=undated)
    page = replace(made.page, headers={"etag": f"{days}"})
    return replace(made, page=page, article=replace(made.article, published=datetime(2025, 2, 1 + edition)))


@st.composite
def batches(draw: st.DrawFn) -> Batch:
    at = START + timedelta(days=draw(st.integers(0, 3)))
    url = draw(st.sampled_from(URLS))
    return Batch(
        run_id=draw(st.sampled_from(("one", "two"))),
        digests=draw(st.lists(digests(), max_size=3)),
        links=[Link(url, "bgs", at, anchor=f"{at.day}")],
        fetches=[Fetch(url, "bgs", "article", at, draw(st.sampled_from(("failed", "refused"))), "timeout", retry=True)],
        rejects=[Reject("read", url, "no text", "", at, "bgs")],
        visits=[Visit("bgs", at, complete=True)],
        archive_files=["a.warc.gz"],
        rules_version="rules-1",
    )


def parts(batch: Batch) -> list[Batch]:
    """The batch as many small ones."""
    empty = Batch(batch.run_id, rules_version=batch.rules_version)
    return [
        *(replace(empty, digests=[one]) for one in batch.digests),
        replace(batch, digests=[]),
    ]


def outcome(plan: Sequence[Sequence[Batch]]) -> dict[str, list[tuple[object, ...]]]:
    """The tables after these runs, each of some loads and a reconciliation."""
    with tempfile.TemporaryDirectory() as folder, open_warehouse(Path(folder)) as warehouse:
        furnish(warehouse)
        for run in plan:
            for batch in run:
                warehouse.load(batch)
            warehouse.reconcile()
        assert not [c for c in warehouse.check(everything=True) if c.check.startswith(("double", "orphan"))]
        return tables(warehouse)


@settings(max_examples=12, suppress_health_check=list(HealthCheck))
@given(st.lists(batches(), min_size=1, max_size=4), st.data())
def test_any_order_any_split_and_twice_is_the_same(given_batches: list[Batch], data: st.DataObject) -> None:
    shuffled = data.draw(st.permutations([part for batch in given_batches for part in parts(batch)]))
    cut = data.draw(st.integers(0, len(shuffled)))
    twice = [shuffled[:cut], shuffled[cut:], given_batches]
    at_once, in_parts = outcome([given_batches]), outcome(twice)
    for name, rows in at_once.items():
        assert rows == in_parts[name], name


def test_figures_made_in_portions_are_those_made_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    said = [
        digest("http://a/1", *OBSERVATIONS[:2], OBSERVATIONS[6], OBSERVATIONS[7]),
        digest("http://a/2", *OBSERVATIONS[5:], days=1, title="更正", source="hn"),
        digest("http://a/1", *OBSERVATIONS[2:5], days=2, body=b"edited"),
    ]
    runs = [[Batch("one", said[:2], rules_version="rules-1")], [Batch("two", said[2:], rules_version="rules-1")]]
    at_once, counted = outcome(runs), told(runs)
    monkeypatch.setattr("warehouse.reconcile.MOST_FIGURES", 1)
    assert outcome(runs) == at_once
    assert told(runs) == counted


def told(plan: Sequence[Sequence[Batch]]) -> list[Reconciled]:
    """What each reconciliation says it did."""
    with tempfile.TemporaryDirectory() as folder, open_warehouse(Path(folder)) as warehouse:
        furnish(warehouse)
        done = []
        for run in plan:
            for batch in run:
                warehouse.load(batch)
            done.append(warehouse.reconcile())
        return done


def test_a_page_that_two_sources_list_is_read_as_by_the_one_that_fetched_it_first() -> None:
    ours, theirs, ours_earlier = (
        digest(
            "http://a/1", observation(5e9, place_code=code), days=days, source=source, published=datetime(2025, 2, 1)
        )
        for source, code, days in (("bgs", "340405", 3), ("hn", "340402", 2), ("bgs", "340405", 1))
    )
    runs = [[Batch("run", [one], rules_version="rules-1")] for one in (ours, theirs, ours_earlier)]
    assert outcome(runs) == outcome(runs[::-1]) == outcome(runs[2:] + runs[:2])
    assert [row[1] for row in outcome(runs)["figure"]] == ["340405"]
