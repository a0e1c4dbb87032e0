"""Reparsing: what newer rules would change is seen first, then adopted or dropped."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from warehouse_makers import START, digest, figures, furnish, observation, tables

from extractors.records import Digest, Reject
from warehouse import Batch, Warehouse, open_warehouse


def reread(one: Digest, *values: float, rules: str = "rules-2", reader: str = "reader-1") -> Digest:
    """The same page under other rules."""
    assert one.article is not None
    made = tuple(
        replace(observation(value), start=10 * n, end=10 * n + 5, rule="amount-2", rules_version=rules)
        for n, value in enumerate(values)
    )
    return replace(one, article=replace(one.article, reader_version=reader), observations=made)


ONE = digest("http://a/1", observation(5e9), offset=0)
TWO = digest("http://a/2", observation(7e9, place_code="340402"), offset=900)


@pytest.fixture
def warehouse(tmp_path: Path) -> Warehouse:
    with open_warehouse(tmp_path) as opened:
        furnish(opened)
        opened.load(Batch("run", [ONE, TWO], rules_version="rules-1"))
        opened.reconcile()
        yield opened  # type: ignore[misc]  # a fixture


def test_a_trial_changes_no_figure(warehouse: Warehouse) -> None:
    before = tables(warehouse, ("evidence", "figure"))
    warehouse.load(Batch("reparse", [reread(ONE, 6e9)], rules_version="rules-2", trial=True))
    assert warehouse.reconcile().added == 0
    assert tables(warehouse, ("evidence", "figure")) == before


def test_the_difference_names_each_figure_and_changes_nothing(warehouse: Warehouse) -> None:
    warehouse.load(Batch("reparse", [reread(ONE, 6e9), reread(TWO)], rules_version="rules-2", trial=True))
    before = tables(warehouse)
    difference = warehouse.difference()
    rows = [(r["change"], r["code"], r["value_before"], r["value_after"]) for r in difference.figures.records()]
    assert rows == [("removed", "340402", 7e9, None), ("changed", "340405", 5e9, 6e9)]
    by_rule = {r["rule"]: (r["added"], r["removed"], r["changed"]) for r in difference.observations.records()}
    assert by_rule == {"amount-2": (1, 0, 0), "amount": (0, 2, 0)}
    assert tables(warehouse) == before


def test_adopting_does_what_the_difference_said(warehouse: Warehouse) -> None:
    warehouse.load(Batch("reparse", [reread(ONE, 6e9), reread(TWO)], rules_version="rules-2", trial=True))
    assert warehouse.adopt() == 2
    warehouse.reconcile()
    assert figures(warehouse, "place_code", "value") == [("340405", 6e9)]
    assert warehouse.difference().figures.rows == ()
    observations = warehouse._connection.execute("select value from observation").fetchall()
    assert observations == [(6e9,)], "the view shows the rules in force, the table keeps the older"
    assert warehouse._connection.execute("select count(*) from observation_all").fetchone() == (3,)
    assert warehouse.forget(keep=1) == 2
    assert warehouse._connection.execute("select count(*) from observation_all").fetchone() == (1,)


def test_discarding_leaves_nothing_behind(warehouse: Warehouse) -> None:
    before = tables(warehouse)
    warehouse.load(Batch("reparse", [reread(ONE, 6e9), reread(TWO)], rules_version="rules-2", trial=True))
    assert warehouse.discard() == 2
    assert tables(warehouse) == before


def test_a_page_that_the_new_reader_refuses_loses_its_figures(warehouse: Warehouse) -> None:
    refused = Digest(ONE.page, rejects=(Reject("read", ONE.page.url, "no article", "a list", START, "bgs"),))
    warehouse.load(Batch("reparse", [refused], rules_version="rules-2", trial=True))
    assert [row["change"] for row in warehouse.difference().figures.records()] == ["removed"]
    warehouse.adopt()
    warehouse.reconcile()
    assert figures(warehouse, "place_code") == [("340402",)]


def test_a_newer_reader_of_the_same_page_replaces_the_older(warehouse: Warehouse) -> None:
    warehouse.load(Batch("run", [reread(ONE, 6e9, rules="rules-1", reader="reader-2")], rules_version="rules-1"))
    warehouse.reconcile()
    assert figures(warehouse, "value", "known_from", where="place_code = '340405'") == [(6e9, START)]


def test_a_reparse_goes_on_where_it_stopped(warehouse: Warehouse) -> None:
    asked = {"rules_version": "rules-2", "reader_version": "reader-1"}
    assert [page.url for page in warehouse.archived(**asked)] == ["http://a/1", "http://a/2"]
    warehouse.load(Batch("reparse", [reread(ONE, 6e9)], rules_version="rules-2", trial=True))
    assert [(page.url, page.archive_offset) for page in warehouse.archived(**asked)] == [("http://a/2", 900)]
    assert warehouse.archived(**asked, source_ids=["hn"]) == []
    assert warehouse.archived(**asked, since=START.date()) != []
    assert warehouse.archived(**asked, since=START.date().replace(year=2026)) == []


def test_rules_that_were_taken_back_count_again(warehouse: Warehouse) -> None:
    first = {"rules_version": "rules-1", "reader_version": "reader-1"}
    assert warehouse.archived(**first) == []
    warehouse.load(Batch("reparse", [reread(ONE, 6e9), reread(TWO)], rules_version="rules-2", trial=True))
    warehouse.adopt()
    warehouse.reconcile()
    replaced = tables(warehouse)
    assert [page.url for page in warehouse.archived(**first)] == ["http://a/1", "http://a/2"]

    warehouse.load(Batch("reparse", [ONE], rules_version="rules-1", trial=True))
    assert [page.url for page in warehouse.archived(**first)] == ["http://a/2"], "it goes on where it stopped"
    warehouse.load(Batch("reparse", [TWO], rules_version="rules-1", trial=True))
    assert [row["change"] for row in warehouse.difference().figures.records()] == ["added", "changed"]
    warehouse.discard()
    assert tables(warehouse) == replaced, "a difference that was only shown changes nothing"

    warehouse.load(Batch("reparse", [ONE, TWO], rules_version="rules-1", trial=True))
    warehouse.adopt()
    warehouse.reconcile()
    assert figures(warehouse, "place_code", "value") == [("340402", 7e9), ("340405", 5e9)]
    assert warehouse.archived(**first) == []


def test_a_page_that_a_newer_reader_refuses_loses_its_figures_under_the_same_rules_too(warehouse: Warehouse) -> None:
    refused = Digest(ONE.page, rejects=(Reject("read", ONE.page.url, "no article", "a list", START, "bgs"),))
    warehouse.load(Batch("reparse", [refused], rules_version="rules-1", trial=True))
    assert [row["change"] for row in warehouse.difference().figures.records()] == ["removed"]
    warehouse.adopt()
    warehouse.reconcile()
    assert figures(warehouse, "place_code") == [("340402",)]
    taken_again = reread(ONE, 6e9, rules="rules-1", reader="reader-3")
    warehouse.load(Batch("reparse", [taken_again], rules_version="rules-1", trial=True))
    warehouse.adopt()
    warehouse.reconcile()
    assert figures(warehouse, "place_code", "value") == [("340402", 7e9), ("340405", 6e9)]
