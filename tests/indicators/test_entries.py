"""Every entry's own examples and counter-examples, and what holds for all entries."""

import tomllib
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.indicators import Entry, catalogue
from extractors.indicators.entry import Example

BUILT_IN = catalogue()
DATA = Path(__file__).parents[2] / "extractors/data"
BASE = [entry for entry in BUILT_IN.entries if entry.derived_from is None]


def found(example: Example) -> str | None:
    return BUILT_IN.find(
        example.measure, unit=example.unit, kind=example.kind, per=example.per, context=example.context
    )


@pytest.mark.parametrize("entry", BASE, ids=lambda entry: entry.id)
def test_examples_are_found(entry: Entry) -> None:
    assert {e.measure: found(e) for e in entry.examples} == {e.measure: entry.id for e in entry.examples}


@pytest.mark.parametrize("entry", [e for e in BASE if e.counter], ids=lambda entry: entry.id)
def test_counter_examples_are_another_thing(entry: Entry) -> None:
    assert {e.measure: found(e) for e in entry.counter} == {e.measure: e.other for e in entry.counter}


def test_every_entry_has_two_examples() -> None:
    assert all(len(set(entry.examples)) >= 2 for entry in BASE)


def test_the_chinese_name_is_found_or_means_nothing_else() -> None:
    unit_of = {name: min(row.units, default="") for name, row in BUILT_IN.dimensions.items()}
    for entry in BASE:
        kind = "share" if entry.dimension == "share" else "level"
        assert BUILT_IN.find(entry.zh, unit=unit_of[entry.dimension], kind=kind) in (entry.id, None), entry.zh


def test_files_say_where_their_names_come_from() -> None:
    for path in (Path(__file__).parents[2] / "extractors/data/indicators").glob("*.toml"):
        assert path.read_text(encoding="utf-8").startswith("#"), path.name


# What stands around a name in a text; some of it makes words of its own with the name (青山县外贸, 其中小麦, 推进出口).
@pytest.mark.parametrize(
    ("before", "behind"),
    [
        ("全县", ""),
        ("青山县", ""),
        ("其中", ""),
        ("扎实推进", ""),
        ("到2030年", ""),
        ("青山镇", "已达"),
        ("", "同比"),
        ("", "突破"),
    ],
)
def test_what_stands_around_changes_nothing(before: str, behind: str) -> None:
    missed = {}
    for entry in BASE:
        for e in entry.examples:
            measure = before + e.measure + behind
            if (got := BUILT_IN.find(measure, unit=e.unit, kind=e.kind, per=e.per, context=e.context)) != entry.id:
                missed[measure] = got
    assert missed == {}


ALIEN = "".join(
    sorted(
        set(map(chr, range(0x4E00, 0x9FA6)))
        - set("".join(path.read_text(encoding="utf-8") for path in (DATA / "indicators").rglob("*.toml")))
    )
)
PLACES = tuple(tomllib.loads((DATA / "indicators/lexicon/places.toml").read_text(encoding="utf-8"))["endings"])
SHOWN = [(entry, example) for entry in BASE for example in entry.examples]


def narrowed(word: str, entry: Entry, example: Example) -> set[str | None]:
    """The ids of the measure with a word before it, and behind it, that no table knows."""
    told = [example.measure + word]
    if not example.measure.startswith(PLACES):  # such a word before 村 is the name of a village
        told.append(word + example.measure)
    return {found(replace(example, measure=measure)) for measure in told} - (set() if entry.strict else {entry.id})


def test_an_unknown_word_makes_another_concept() -> None:
    wrong = {(entry.id, e.measure): ids for entry, e in SHOWN if (ids := narrowed(ALIEN[:2], entry, e)) != {None}}
    assert wrong == {}


@given(st.text(ALIEN, min_size=2, max_size=6), st.sampled_from(SHOWN))
def test_any_unknown_word_makes_another_concept(word: str, shown: tuple[Entry, Example]) -> None:
    assert narrowed(word, *shown) <= {None}


def test_open_entries_are_few() -> None:
    assert [entry.id for entry in BASE if not entry.strict] == []
