"""Comparisons: only like with like, silence shown, predecessors followed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from warehouse_makers import DIVISIONS, INDICATORS, SOURCES, UNITS, batch, digest, observation

from extractors.errors import UsageError, WarehouseError
from extractors.records import Observation
from warehouse import Division, IndicatorRow, Table, ask, open_warehouse
from warehouse.names import district_code

OTHER = {"place_code": "340402"}
RATE = {"kind": "change_rate", "unit": "%", "si_unit": "%", "direction": "+", "base": "year"}
Told = Callable[..., Path]


def year(number: int) -> dict[str, Any]:
    return {"period_start": date(number, 1, 1), "period_end": date(number, 12, 31)}


@pytest.fixture
def told(tmp_path: Path) -> Told:
    """A published copy in which these observations were made, each in an article of its own."""

    def tell(
        *observations: Observation,
        divisions: tuple[Division, ...] = DIVISIONS,
        indicators: tuple[IndicatorRow, ...] = INDICATORS,
    ) -> Path:
        with open_warehouse(tmp_path) as warehouse:
            warehouse.dimensions(divisions, SOURCES, indicators, UNITS)
            warehouse.load(batch(*[digest(f"http://a/{n}", one) for n, one in enumerate(observations)]))
            warehouse.reconcile()
            warehouse.publish()
        return tmp_path

    return tell


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A published copy with one figure, for questions that are refused."""
    folder = tmp_path_factory.mktemp("shared")
    with open_warehouse(folder) as warehouse:
        warehouse.dimensions(DIVISIONS, SOURCES, INDICATORS, UNITS)
        warehouse.load(batch(digest("http://a/1", observation())))
        warehouse.reconcile()
        warehouse.publish()
    return folder


def ranks(table: Table) -> dict[str, tuple[object, object]]:
    return {str(row["name"]): (row["comparable"], row["rank"]) for row in table.records()}


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


def test_growth_computed_stands_beside_growth_stated(told: Told) -> None:
    folder = told(observation(5.5e9), observation(5e9, **year(2023)), observation(40.0, si_value=40.0, **RATE))
    last = ask.trend(folder, "gdp", "340405").records()[-1]
    assert (last["period"], last["growth_computed"], last["growth_stated"], last["contradicts"]) == (
        "2024", pytest.approx(10.0), 40.0, True,
    )  # fmt: skip
    row = ask.growth(folder, "gdp", "2024").records()[0]
    assert (row["computed"], row["stated"], row["contradicts"]) == (pytest.approx(10.0), 40.0, True)


@pytest.mark.parametrize(
    "unlike",
    [{"bound": "gt"}, {"aspect": "stock"}, {"per": "人"}, {"cumulative": True}, {"status": "planned"}],
    ids=lambda unlike: next(iter(unlike)),
)
def test_growth_is_not_computed_from_unlike_figures(told: Told, unlike: dict[str, Any]) -> None:
    folder = told(observation(5.5e9), observation(5e9, **year(2023), **unlike))
    assert {row["growth_computed"] for row in ask.trend(folder, "gdp", "340405").records()} == {None}


MERGED = date(2024, 7, 1)
HISTORY = (
    *DIVISIONS[:2],
    replace(DIVISIONS[2], valid_to=MERGED, successors=("340410",)),
    replace(DIVISIONS[3], valid_to=MERGED, successors=("340410",)),
    replace(DIVISIONS[4], valid_to=MERGED, successors=("340410", "340405")),
    DIVISIONS[5],
    Division("340410", "大田区", 3, "340400", "安徽省/淮南市/大田区", valid_from=MERGED, population_2020=1_160_000),
)


def test_a_merged_district_is_followed_to_its_predecessors(told: Told) -> None:
    whole = tuple(replace(d, successors=()) if d.code == "340404" else d for d in HISTORY)
    folder = told(
        observation(9e9, place_code="340410", **year(2025)),
        observation(3e9, place_code="340402", **year(2023)),
        observation(5e9, place_code="340403", **year(2023)),
        divisions=whole,
    )
    rows = [(r["period"], r["value"], r["basis"], r["code"]) for r in ask.trend(folder, "gdp", "340410").records()]
    assert rows == [("2023", 8e9, "predecessors", "340402+340403"), ("2025", 9e9, "own", "340410")]


@pytest.mark.parametrize("case", ["one is silent", "one went elsewhere in part", "may not be summed"])
def test_predecessors_that_cannot_be_summed_are_shown_apart(told: Told, case: str) -> None:
    green = {"indicator": "greening", "kind": "share", "unit": "%", "si_unit": "%"} if "may not" in case else {}
    divisions = HISTORY if "part" in case else tuple(
        replace(d, successors=()) if d.code == "340404" else d for d in HISTORY
    )  # fmt: skip
    codes = (
        ["340402"] if "silent" in case else ["340402", "340403", "340404"] if "part" in case else ["340402", "340403"]
    )
    said = [observation(30.0, place_code=code, **year(2023), **green) for code in codes]
    folder = told(*said, divisions=divisions)
    table = ask.trend(folder, str(green.get("indicator", "gdp")), "340410", kind=str(green.get("kind", "level")))
    assert [(row["basis"], row["code"]) for row in table.records()] == [("apart", code) for code in codes]


def test_a_renamed_district_is_one_line(told: Told) -> None:
    divisions = (
        *DIVISIONS[:2],
        replace(DIVISIONS[2], valid_to=MERGED, successors=("340410",)),
        Division("340410", "大田区", 3, "340400", "安徽省/淮南市/大田区", valid_from=MERGED),
    )
    green = {"indicator": "greening", "kind": "share", "unit": "%", "si_unit": "%"}
    folder = told(observation(30.0, place_code="340402", **year(2023), **green), divisions=divisions)
    table = ask.trend(folder, "greening", "340410", kind="share")
    assert [(row["value"], row["basis"]) for row in table.records()] == [(30.0, "predecessors")]


def test_a_district_that_was_not_there_yet_is_not_silent(told: Told) -> None:
    folder = told(
        observation(3e9, **OTHER, **year(2023)), observation(place_code="340410", **year(2025)), divisions=HISTORY
    )
    assert set(ranks(ask.compare(folder, "gdp", "2023", within="340400"))) == {
        "大通区",
        "田家庵区",
        "谢家集区",
        "八公山区",
    }
    assert set(ranks(ask.compare(folder, "gdp", "2025", within="340400"))) == {"大田区", "八公山区"}


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


@pytest.mark.parametrize("said", ["gdp", "GDP", "地区生产总值", " gdp "])
def test_an_indicator_is_known_by_id_and_name(shared: Path, said: str) -> None:
    assert ask.compare(shared, said, "2024").rows


@pytest.mark.parametrize(
    "macro",
    ["compare('gpd', '2024')", "trend('gpd', '340405')", "coverage('gpd', '2024')", "growth('gpd', '2024')",
     "rank_within('gpd', '2024', '340400')"],
)  # fmt: skip
def test_a_macro_refuses_an_indicator_that_is_none(shared: Path, macro: str) -> None:
    with pytest.raises(UsageError, match=r"expected the id of an indicator such as gdp .*; found gpd"):
        ask.query(shared, f"from {macro}")
    assert ask.query(shared, f"from {macro.replace('gpd', 'gdp')}").rows


def test_the_group_of_most_districts_is_the_first(told: Told) -> None:
    stock = {"aspect": "stock"}
    folder = told(observation(**stock), observation(2e9, **OTHER, **stock), observation(9e9, place_code="340404"))
    found = ranks(ask.compare(folder, "gdp", "2024", within="340400"))
    assert [found[name] for name in ("八公山区", "大通区", "谢家集区")] == [(1, 1), (1, 2), (2, 1)]


def test_growth_that_was_stated_alone_is_told(told: Told) -> None:
    """The usual case in news: a rate without the amount."""
    rate = observation(6.1, si_value=6.1, **RATE)
    folder = told(rate, replace(rate, value=5.5, place_code="340402"), observation(5e9, place_code="340403"))
    rows = ask.growth(folder, "gdp", "2024", within="340400").records()
    assert [(row["name"], row["stated"], row["computed"], row["value"]) for row in rows] == [
        ("八公山区", 6.1, None, None),
        ("大通区", 5.5, None, None),
        ("田家庵区", None, None, 5e9),
    ]
    assert len(ask.growth(folder, "gdp", "2024", within="340000").rows) == 0, "none of its children is meant"


def test_a_part_of_the_greatest_is_told_of_levels_alone(told: Told) -> None:
    fall = {**RATE, "direction": "-"}
    folder = told(
        observation(2.0, **fall), observation(4.0, **fall, **OTHER), observation(5e9), observation(1e9, **OTHER)
    )
    parts = [row["of_greatest"] for row in ask.rank_within(folder, "gdp", "2024", "340400").records()]
    assert parts == [100, 20]
    rates = ask.rank_within(folder, "gdp", "2024", "340400", kind="change_rate").records()
    assert [row["of_greatest"] for row in rates] == [None, None]


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


NAMES = {"gdp": ("生产总值", "经济总量"), "hospital_beds": ("床位",), "grain_area": ("面积",), "greening": ("面积",)}


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


def test_a_name_that_several_bear_is_refused_with_all_of_them(told: Told) -> None:
    folder = told(observation(), divisions=(*DIVISIONS, *ALIKE))
    with pytest.raises(
        UsageError, match="2 districts are called '大通区': 340402 安徽省/淮南市/大通区, 500107 重庆市/大通区;"
    ):
        ask.trend(folder, "gdp", "大通区")
    assert ask.compare(folder, "gdp", "2024", among=["淮南市/大通区"]).records()[0]["code"] == "340402"
    assert ask.compare(folder, "gdp", "1999", among=["大同"]).records()[0]["code"] == "340498", "the only one so called"


WAYS: dict[str, Callable[[Path, str], Table]] = {
    "within": lambda folder, said: ask.compare(folder, "gdp", "2024", within=said),
    "peers of": lambda folder, said: ask.compare(folder, "gdp", "2024", peers_of=said),
    "among": lambda folder, said: ask.compare(folder, "gdp", "2024", among=["340405", said]),
    "trend": lambda folder, said: ask.trend(folder, "gdp", said),
    "rank": lambda folder, said: ask.rank_within(folder, "gdp", "2024", said),
    "growth": lambda folder, said: ask.growth(folder, "gdp", "2024", within=said),
    "coverage": lambda folder, said: ask.coverage(folder, "gdp", "2024", within=said),
}


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


def test_who_bears_a_code_is_known_for_every_day(told: Told) -> None:
    """Each code has one row for each day: whoever bore it, or else the last who did."""
    again = replace(DIVISIONS[2], name="大通县", valid_to=date(1990, 5, 1), path="安徽省/淮南市/大通县")
    new = replace(DIVISIONS[2], valid_from=date(1995, 1, 1))
    old = observation(**OTHER, **year(1989))
    folder = told(observation(), old, divisions=(*DIVISIONS[:2], again, new, *DIVISIONS[3:]))
    assert [row["name"] for row in ask.compare(folder, "gdp", "1989", among=["340402"]).records()] == ["大通县"]
    days = {
        "1800-01-01": "大通县",
        "1990-04-30": "大通县",
        "1990-05-01": "大通区",
        "1995-01-01": "大通区",
        "9999-01-01": "大通区",
    }
    for day, name in days.items():
        rows = ask.query(folder, "select name, existed from district_on($1::DATE) where code = '340402'", (day,)).rows
        assert rows == ((name, not "1990-05-01" <= day < "1995-01-01"),)
    doubles = (
        "select code from district_span s join calendar c on c.first_day >= s.first_day and c.first_day < s.next_day"
    )
    assert ask.query(folder, f"{doubles} group by code, c.name having count(*) != 1").rows == ()


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
