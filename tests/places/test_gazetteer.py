"""The gazetteer keeps its own promises: keys, parents, successors, counts, size."""

from collections import Counter
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

from extractors.places import gazetteer
from extractors.places.divisions import FOLDER

LAST_OF_2024 = date(2024, 12, 31)


def test_counts_at_the_end_of_2024_are_the_published_ones() -> None:
    valid = Counter(unit.level for unit in gazetteer().divisions() if unit.valid(LAST_OF_2024))
    assert valid == {1: 34, 2: 333, 3: 2846}


def test_code_and_first_day_are_a_key() -> None:
    keys = Counter((unit.code, unit.valid_from) for unit in gazetteer().divisions())
    assert [key for key, count in keys.items() if count > 1] == []


def test_two_units_of_one_code_overlap_only_within_a_year_of_known_vagueness() -> None:
    for code in {unit.code for unit in gazetteer().divisions()}:
        for earlier, later in pairwise(gazetteer().history(code)):
            assert earlier.valid_to is not None, code
            if later.valid_from < earlier.valid_to:
                assert "year" in (earlier.to_precision, later.from_precision), code
                assert later.valid_from.year == earlier.valid_to.year, code


def test_every_parent_exists_at_every_date() -> None:
    places = gazetteer()
    for unit in places.divisions():
        if unit.parent is None:
            assert unit.level == 1
            continue
        covered = unit.valid_from
        end = unit.valid_to or date.max
        for parent in places.history(unit.parent):
            if parent.valid_from <= covered:
                covered = max(covered, parent.valid_to or date.max)
        assert covered >= end, unit


def test_every_ended_unit_has_a_successor_or_a_reason() -> None:
    for unit in gazetteer().divisions():
        if unit.valid_to is not None:
            assert unit.successors or unit.reason, unit


def test_predecessors_mirror_successors() -> None:
    places = gazetteer()
    forward = {(unit.code, unit.valid_from, m.code, m.day) for unit in places.divisions() for m in unit.successors}
    backward = {(m.code, m.day, unit.code, unit.valid_from) for unit in places.divisions() for m in unit.predecessors}
    assert forward == backward


def test_the_new_area_of_2025_follows_the_two_districts_it_was_made_of() -> None:
    new = gazetteer().at("500157", date(2026, 1, 1))
    assert new is not None
    assert {move.code for move in new.predecessors} == {"500105", "500112"}
    assert gazetteer().at("500105", date(2026, 1, 1)) is None


def test_population_of_the_provinces_adds_up_to_the_census() -> None:
    mainland = [u for u in gazetteer().divisions() if u.level == 1 and u.valid_to is None and u.population_2020]
    assert sum(unit.population_2020 or 0 for unit in mainland) == pytest.approx(1_409_778_724, rel=0.002)


@pytest.mark.parametrize(
    ("code", "people"),
    [
        ("330105", 1_120_985),  # 拱墅区 with 下城区, merged in 2021
        ("410308", 485_987),  # 孟津区, of 孟津县 and 吉利区
        ("330110", None),  # 余杭区 gave half of itself to 临平区
        ("330102", None),  # 上城区 took a part of 江干区
        ("340405", 118_221),
    ],
)
def test_population_is_that_of_todays_bounds_or_unknown(code: str, people: int | None) -> None:
    unit = gazetteer().at(code, date(2024, 1, 1))
    assert unit is not None
    assert unit.population_2020 == people


def test_the_files_stay_small() -> None:
    assert sum(path.stat().st_size for path in Path(str(FOLDER)).iterdir()) < 8_000_000


@pytest.mark.parametrize(
    ("code", "name", "heirs"),
    [
        ("330103", "下城区", ("330105",)),  # merged into 拱墅区
        ("371202", "莱城区", ("370116",)),  # had given territory to 钢城区 before
        ("330109", "萧山区", ()),  # gave territory, exists
        ("500105", "江北区", ("500157",)),
        ("341400", "巢湖市", ("340100", "340200", "340500")),  # dissolved: its counties went to three cities
    ],
)
def test_heirs_are_those_that_took_an_ended_unit_over(code: str, name: str, heirs: tuple[str, ...]) -> None:
    (unit,) = (unit for unit in gazetteer().history(code) if unit.name == name and unit.heirs == heirs)
    assert bool(heirs) == (unit.valid_to is not None)
