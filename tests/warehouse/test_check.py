"""Quality checks: each finds what it is for, and nothing in sound figures."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
from warehouse_makers import DIVISIONS, INDICATORS, RATE, SOURCES, UNITS, batch, digest, furnish, observation, year

from extractors.records import Digest
from warehouse import Complaint, Division, ask, open_warehouse
from warehouse.check import Grain, checks, grains

BEFORE = year(2023)
GREEN = {"indicator": "greening", "kind": "share", "unit": "%", "si_unit": "%"}
CITY = {"place_code": "340400", "place_level": 2}
PROVINCE = {"place_code": "340000", "place_level": 1}
TOWN = Division("340405100", "八公山镇", 4, "340405", "安徽省/淮南市/八公山区/八公山镇", code_system="NBS")
SOUND = (
    digest("http://a/1", observation(5e9), observation(4.8e9, **BEFORE), observation(5.0, si_value=5.0, **RATE)),
    digest("http://a/2", observation(40.5, si_value=40.5, **GREEN), observation(130e9, **CITY)),
)


def complaints(folder: Path, *digests: Digest) -> list[Complaint]:
    with open_warehouse(folder) as warehouse:
        furnish(warehouse)
        warehouse.dimensions((*DIVISIONS, TOWN), SOURCES, INDICATORS, UNITS)
        warehouse.load(batch(*digests))
        warehouse.reconcile()
        return list(warehouse.check())


def test_sound_figures_give_no_complaint(tmp_path: Path) -> None:
    assert complaints(tmp_path, *SOUND) == []


@pytest.mark.parametrize(
    ("name", "digests"),
    [
        ("impossible_share", [digest("http://a/1", observation(140.0, si_value=140.0, **GREEN))]),
        ("greater_than_parent", [digest("http://a/1", observation(5e9), observation(4e9, **CITY))]),
        ("jump", [digest("http://a/1", observation(5e9), observation(4e8, **BEFORE))]),
        ("jump_of_magnitude", [digest("http://a/1", observation(5e9), observation(4.8e6, **BEFORE))]),
        (
            "growth_contradicts",
            [
                digest(
                    "http://a/1", observation(5e9), observation(4.8e9, **BEFORE), observation(40, si_value=40, **RATE)
                )
            ],
        ),
        ("told_before_it_was", [digest("http://a/1", observation(), published=datetime(2023, 3, 1))]),
        ("unknown_district", [digest("http://a/1", observation(place_code="999999"))]),
        ("unfit_unit", [digest("http://a/1", observation(unit="亩", si_unit="m2"))]),
        ("below_zero", [digest("http://a/1", observation(-3.0, si_value=None, unit="张", indicator="hospital_beds"))]),
        ("impossible_share", [digest("http://a/1", observation(None, bound="range", low=110.0, high=120.0, **GREEN))]),
        ("impossible_share", [digest("http://a/1", observation(150.0, status="planned", **GREEN))]),
        ("impossible_share", [digest("http://a/1", observation(150.0, **GREEN | {"kind": "level"}))]),
        ("greater_than_parent", [digest("http://a/1", observation(5e9), observation(4e9, **PROVINCE))]),
        ("jump", [digest("http://a/1", observation(5e9), observation(2e8, **year(2021)))]),
        ("unknown_district", [digest("http://a/1", observation(place_level=4, town_code="340405999"))]),
        ("unfit_unit", [digest("http://a/1", observation(3e8, **GREEN | {"unit": "元", "si_unit": "元"}))]),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_each_check_finds_what_it_is_for(tmp_path: Path, name: str, digests: list[Digest]) -> None:
    assert name in {complaint.check for complaint in complaints(tmp_path, *digests)}


def test_a_figure_with_an_error_stays_out_of_the_copy_and_is_told(tmp_path: Path) -> None:
    impossible = digest("http://a/1", observation(140.0, si_value=140.0, **GREEN), observation())
    with open_warehouse(tmp_path) as warehouse:
        furnish(warehouse)
        warehouse.load(batch(impossible))
        warehouse.reconcile()
        warehouse.check()
        published = warehouse.publish()
    assert (published.figures, published.withheld) == (1, 1)
    assert ask.query(tmp_path, "select indicator from figure").rows == (("gdp",),)
    assert (
        ask.query(tmp_path, "select distinct figure_id from evidence").rows
        == ask.query(tmp_path, "select figure_id from figure").rows
    )
    assert ask.query(tmp_path, "select check_name from complaint").rows == (("impossible_share",),)
    held_back = ask.query(tmp_path, "select indicator, period, kind, status, name, check_name from withheld").rows
    assert held_back == (("greening", "2024", "share", "actual", "八公山区", "impossible_share"),)
    states = {
        row["name"]: row["state"]
        for row in ask.compare(tmp_path, "greening", "2024", kind="share", within="340400").records()
    }
    assert states == {"八公山区": "withheld", "大通区": "silent", "田家庵区": "silent", "谢家集区": "silent"}
    row = ask.coverage(tmp_path, "greening", "2024", kind="share", within="340400").records()[0]
    assert (row["told"], row["withheld"], row["silent"]) == (0, 1, 2), "what was said was not silence"


def test_a_slip_of_units_keeps_out_the_weaker_figure(tmp_path: Path) -> None:
    slipped = digest("http://a/1", observation(4.8e6, **BEFORE))
    sound = [digest(f"http://b/{n}", observation(5e9), source=source) for n, source in enumerate(("bgs", "hn"))]
    complaint = next(c for c in complaints(tmp_path, slipped, *sound) if c.check == "jump_of_magnitude")
    with open_warehouse(tmp_path) as warehouse:
        warehouse.publish()
    assert [row[0] for row in ask.query(tmp_path, "select value from figure").rows] == [5e9]
    assert complaint.severity == "error"
    assert complaint.message == "gdp in 340405: 4,800,000 元 in 2023, but 5,000,000,000 元 in 2024"


@pytest.mark.parametrize(
    ("told", "kept"),
    [
        ({2022: 5e9, 2023: 5e13, 2024: 5.2e9}, {5e9, 5.2e9}),
        ({2023: 5e9, 2024: 5.123e13}, set()),
        ({2020: 4e9, 2021: 4.5e9, 2023: 4e6}, {4e9, 4.5e9}),
        ({2020: 4e9, 2021: 4.5e9, 2023: 4e6, 2024: 4.1e6}, {4e9, 4.1e6}),
        ({2010: 5e9, 2024: 5e13}, {5e9, 5e13}),
    ],
    ids=["years that agree outvote it", "nothing tells which is right", "over a gap", "two against two", "long ago"],
)
def test_of_a_slip_what_has_less_behind_it_is_kept_out(
    tmp_path: Path, told: dict[int, float], kept: set[float]
) -> None:
    """However many digits it is written with: an exact slip is a slip."""
    complaints(tmp_path, *[digest(f"http://a/{n}", observation(value, **year(n))) for n, value in told.items()])
    with open_warehouse(tmp_path) as warehouse:
        warehouse.publish()
    assert {row[0] for row in ask.query(tmp_path, "select value from figure").rows} == kept


def test_a_town_is_held_against_its_county(tmp_path: Path) -> None:
    town = observation(6e9, place_level=4, town_code=TOWN.code)
    found = complaints(tmp_path, digest("http://a/1", observation(5e9), town))
    assert [(c.check, c.message) for c in found] == [
        ("greater_than_parent", "gdp, 2024: 6,000,000,000 元 in 340405100, but 5,000,000,000 元 in 340405")
    ]


# The complaints themselves are made anew by each check.
@pytest.mark.parametrize("grain", [g for g in grains() if g.table != "complaint"], ids=lambda grain: grain.table)
def test_a_double_row_is_found_in_every_table(tmp_path: Path, grain: Grain) -> None:
    table = grain.table
    with open_warehouse(tmp_path) as warehouse:
        connection = warehouse._connection
        for _ in range(2):
            columns = [row[0] for row in connection.execute(f"describe {table}").fetchall()]
            clock = {"load_no": "7", "reconcile_no": "7"}
            connection.execute(
                f"insert into {table} select " + ", ".join(clock.get(column, "null") for column in columns)
            )
        found = {complaint.check for complaint in warehouse.check()}
    assert f"double_{table}" in found


@pytest.mark.parametrize("lost", ["evidence", "article"])
@pytest.mark.parametrize("everything", [False, True], ids=["what is new", "everything"])
def test_a_figure_or_evidence_that_hangs_in_the_air_is_found(tmp_path: Path, lost: str, everything: bool) -> None:
    with open_warehouse(tmp_path) as warehouse:
        furnish(warehouse)
        warehouse.load(batch(digest("http://a/1", observation())))
        warehouse.reconcile()
        warehouse._connection.execute(f"delete from {lost}")
        found = [complaint.check for complaint in warehouse.check(everything=everything)]
    assert found == ["orphan_evidence"]


def test_a_complaint_stands_until_it_is_mended(tmp_path: Path) -> None:
    """The next check looks at what is new, but not past what it complained of the last time."""
    with open_warehouse(tmp_path) as warehouse:
        furnish(warehouse)
        warehouse.load(batch(digest("http://a/1", observation())))
        warehouse.reconcile()
        warehouse._connection.execute("create temp table lost as from evidence")
        warehouse._connection.execute("delete from evidence")
        found = []
        for _ in range(3):
            found.append([complaint.check for complaint in warehouse.check()])
            warehouse.publish()
        warehouse._connection.execute("insert into evidence from lost")
        mended = warehouse.check()
    assert found == [["orphan_evidence"]] * 3
    assert mended == ()


def test_every_table_has_a_grain(tmp_path: Path) -> None:
    with open_warehouse(tmp_path) as warehouse:
        rows = warehouse._connection.execute(
            "select table_name from duckdb_tables() where table_name != 'schema_migration'"
        ).fetchall()
    assert {row[0] for row in rows} == {grain.table for grain in grains()}


def test_every_check_says_how_severe_it_is() -> None:
    assert {severity for _, severity, _ in checks()} == {"error", "warning"}
