"""Asking in SQL: periods, questions that are refused with what was expected, and nothing but reading."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from warehouse_makers import Told, batch, digest, observation, year

from extractors.errors import UsageError, WarehouseError
from warehouse import ask, open_warehouse


@pytest.mark.parametrize(
    "period",
    ["", "24", "2024-13", "2024-Q5", "2024-H3", "2024/x", "2024-02-30", "-024-01-01", "２０２４", "2024/2024/2024",
     "2024-09/2024-01", "2025/2024", "2024'; drop table figure; --"],
)  # fmt: skip
def test_a_period_that_is_none_is_told(shared: Path, period: str) -> None:
    with pytest.raises(UsageError, match="expected a period such as"):
        ask.compare(shared, "gdp", period)


@pytest.mark.parametrize(
    ("period", "first", "last"),
    [
        ("2024", "2024-01-01", "2024-12-31"),
        ("2024-H2", "2024-07-01", "2024-12-31"),
        ("2024-Q1", "2024-01-01", "2024-03-31"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2024-02-03", "2024-02-03", "2024-02-03"),
        ("2024-01/2024-09", "2024-01-01", "2024-09-30"),
        ("2021/2025", "2021-01-01", "2025-12-31"),
        ("2024-10-28/2024-10-30", "2024-10-28", "2024-10-30"),
    ],
)
def test_periods_are_read_and_named(shared: Path, period: str, first: str, last: str) -> None:
    query = "select period_first($1)::VARCHAR, period_last($1)::VARCHAR, period_name(period_first($1), period_last($1))"
    named = {"2021/2025": "2021-01/2025-12"}.get(period, period)
    assert ask.query(shared, query, (period,)).rows == ((first, last, named),)


def test_a_period_is_told_by_its_shortest_name(told: Told) -> None:
    """In SQL the constant finds the rows; on the command line any way to write it will do."""
    half = {"period_start": date(2024, 1, 1), "period_end": date(2024, 6, 30)}
    span = {"period_start": date(2024, 1, 1), "period_end": date(2024, 9, 30)}
    day = {"period_start": date(2024, 5, 1), "period_end": date(2024, 5, 1)}
    folder = told(*[observation(value, **period) for value, period in ((1e9, half), (2e9, span), (3e9, day))])
    for period, value in {"2024-H1": 1e9, "2024-01/2024-09": 2e9, "2024-05-01": 3e9}.items():
        assert ask.query(folder, f"select value from compare('gdp', '{period}') where state = 'told'").rows == (
            (value,),
        )
    for written in ("2024-01/2024-06", "2024-01-01/2024-06-30", "2024-Q1/2024-Q2"):
        assert ask.compare(folder, "gdp", written).records()[0]["value"] == 1e9
        with pytest.raises(UsageError, match="by its shortest name"):
            ask.query(folder, f"from compare('gdp', '{written}')")
        assert ask.rank_within(folder, "gdp", written, "340400").records()[0]["value"] == 1e9
        assert ask.growth(folder, "gdp", written).records()[0]["value"] == 1e9
    with pytest.raises(UsageError, match=r"no figure of any indicator is told for 2024-01/2024-02; `fangzhi sql"):
        ask.compare(folder, "gdp", "2024-01/2024-02")
    assert ask.query(folder, "select distinct state from compare('gdp', 2024)").rows == (("silent",),)


def test_a_span_that_is_new_can_be_asked_for(told: Told, tmp_path: Path) -> None:
    """What is written into a copy of the copy that stands makes its periods known."""
    told(*[observation(1e9 + n, **year(1900 + n)) for n in range(20)])
    span = observation(7e9, period_start=date(2024, 1, 1), period_end=date(2024, 9, 30))
    with open_warehouse(tmp_path) as warehouse:
        warehouse.load(batch(digest("http://b/1", span)))
        warehouse.reconcile()
        warehouse.publish()
    assert ask.query(tmp_path, "select deltas from copy_state").rows == ((1,),)
    assert ask.compare(tmp_path, "gdp", "2024-01/2024-09").records()[0]["value"] == 7e9


@pytest.mark.parametrize(
    "macro",
    ["compare('gpd', '2024')", "trend('gpd', '340405')", "coverage('gpd', '2024')", "growth('gpd', '2024')",
     "rank_within('gpd', '2024', '340400')"],
)  # fmt: skip
def test_a_macro_refuses_an_indicator_that_is_none(shared: Path, macro: str) -> None:
    with pytest.raises(UsageError, match=r"expected the id of an indicator such as gdp .*; found gpd"):
        ask.query(shared, f"from {macro}")
    assert ask.query(shared, f"from {macro.replace('gpd', 'gdp')}").rows


@pytest.mark.parametrize(
    ("question", "expected"),
    [("compare('gdp', '2024', kind := 'levle')", "a kind: level, share, .*; found levle"),
     ("compare('gdp', '2024', status := 'done')", "a status: actual or planned; found done"),
     ("compare('gdp', '2024', order_by := 'foo')", "an order: value, per_capita or per_km2; found foo"),
     ("compare('gdp', '2024', within := parent_of('340000', '2024'))", "the code of a district below .*; found 340000"),
     ("compare('gdp', null)", "a period such as .*; found NULL"),
     ("compare('gdp', 'year')", "a period such as .*; found year"),
     ("trend('gdp', '340405', kind := 'levle')", "a kind: .*; found levle"),
     ("coverage('gdp', '2024', status := 'done')", "a status: .*; found done"),
     ("growth('gdp', '2024-13')", "a period such as .*; found 2024-13"),
     ("rank_within('gdp', '2024', '340400', status := 'done')", "a status: .*; found done")],
)  # fmt: skip
def test_a_macro_says_what_it_expected(shared: Path, question: str, expected: str) -> None:
    """Nobody takes a slip of the pen for the silence of all districts."""
    with pytest.raises(UsageError, match=f"^expected {expected}$"):
        ask.query(shared, f"from {question}")


@pytest.mark.parametrize(
    "query",
    [
        "create table x (a int)",
        "delete from figure",
        "drop table figure",
        "copy figure to '{folder}/out.csv'",
        "from '{folder}/secret.txt'",
        "from read_csv('{folder}/secret.txt')",
        "from read_text('/etc/passwd')",
        "from glob('/*')",
        "from 'https://example.org/x.parquet'",
        "attach '{folder}/warehouse.duckdb' as w",
        "install httpfs",
        "load httpfs",
        "set enable_external_access = true",
        "set lock_configuration = false",
        "export database '{folder}/out'",
        "import database '{folder}/out'",
    ],
)
def test_a_query_can_neither_write_nor_reach_out(told: Told, query: str) -> None:
    folder = told(observation())
    (folder / "secret.txt").write_text("secret", encoding="utf-8")
    before = sorted(path.name for path in folder.iterdir())
    with pytest.raises(WarehouseError, match="refused"):
        ask.query(folder, query.replace("{folder}", str(folder)))
    assert sorted(path.name for path in folder.iterdir()) == before
    assert len(ask.query(folder, "from figure").rows) == 1


@pytest.mark.parametrize(
    "several", ["select 1; select 2", "pragma database_list; set threads = 1", "select 1;;from figure"]
)
def test_several_statements_are_refused(shared: Path, several: str) -> None:
    with pytest.raises(UsageError, match="found 2; ask one at a time"):
        ask.query(shared, several)
    assert ask.query(shared, "select 1; -- and no more\n").rows == ((1,),)


@pytest.mark.parametrize("nothing", ["", " \n", "-- a comment"])
def test_a_query_without_a_statement_is_refused(shared: Path, nothing: str) -> None:
    with pytest.raises(UsageError, match="expected a statement"):
        ask.query(shared, nothing)
