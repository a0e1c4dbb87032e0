"""Over the years: growth from like figures alone, districts followed through mergers and renamings."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from warehouse_makers import DIVISIONS, HISTORY, MERGED, OTHER, RATE, Told, observation, ranks, year

from warehouse import Division, ask


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
