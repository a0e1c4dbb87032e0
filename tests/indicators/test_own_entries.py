"""A user's own folder of indicators: what it adds and replaces, and what is told of an entry that does not hold."""

import re
from pathlib import Path

import pytest

from extractors.errors import CatalogueError
from extractors.indicators import Catalogue, catalogue
from extractors.indicators.catalogue import load
from extractors.indicators.entry import Example

BUILT_IN = catalogue()
ENTRY = """
topic = "orchards"

[[indicator]]
id = "{id}"
zh = "枇杷产量"
en = "Loquats"
dimension = "mass"
aspect = "flow"
counts = "Loquats picked in the year."
aliases = ["枇杷 产量|总产"]
examples = ["枇杷产量 | 吨", "枇杷总产 | 公斤"]
{more}
"""


def folder(tmp_path: Path, id: str = "loquat_output", more: str = "") -> Path:
    (tmp_path / "orchards.toml").write_text(ENTRY.format(id=id, more=more), encoding="utf-8")
    return tmp_path


def test_a_folder_adds_an_indicator(tmp_path: Path) -> None:
    mine = catalogue([folder(tmp_path)])
    assert mine.find("全镇枇杷总产", unit="吨", kind="level") == "loquat_output"
    assert mine.find("GDP", unit="元", kind="level") == "gdp"
    assert BUILT_IN.find("全镇枇杷总产", unit="吨", kind="level") is None


def test_a_folder_replaces_an_indicator(tmp_path: Path) -> None:
    mine = catalogue([folder(tmp_path, id="apple_output")])
    assert mine.find("枇杷产量", unit="吨", kind="level") == "apple_output"
    assert mine.find("苹果产量", unit="吨", kind="level") is None


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ("colour = 'red'", "unknown field colour"),
        ("units = 3", "expected a list of words for units"),
        ("sum = 'yes'", "expected true or false for sum"),
        ("counter = ['苹果产量 | 吨 | tally']", "expected a kind of"),
        ("facets = ['decline']", "expected facets of growth, completion, new"),
        ("[[", "expected a TOML file"),
    ],
)
def test_what_does_not_hold_is_told(tmp_path: Path, more: str, told: str) -> None:
    with pytest.raises(CatalogueError, match=told.replace("[", "\\[")):
        Catalogue(load([folder(tmp_path, more=more)]))


def test_missing_and_wrong_fields_are_told(tmp_path: Path) -> None:
    for words, found, told in (
        ('en = "Loquats"', "", "missing en"),
        ('dimension = "mass"', 'dimension = "weight"', "expected a dimension of"),
        ('aspect = "flow"', 'aspect = "river"', "expected aspect flow or stock"),
        ('id = "loquat_output"', 'id = "枇杷"', "expected an id of small letters"),
        (', "枇杷总产 | 公斤"', "", "two examples at least"),
        ('aliases = ["枇杷 产量|总产"]', 'aliases = ["@枇杷"]', "must stand in the measure itself"),
        ('topic = "orchards"', "", "expected topic"),
    ):
        path = folder(tmp_path) / "orchards.toml"
        text = path.read_text(encoding="utf-8")
        assert words in text
        path.write_text(text.replace(words, found), encoding="utf-8")
        with pytest.raises(CatalogueError, match=told):
            Catalogue(load([tmp_path]))


def test_a_name_belongs_to_one(tmp_path: Path) -> None:
    path = folder(tmp_path) / "orchards.toml"
    path.write_text(
        path.read_text(encoding="utf-8").replace("枇杷 产量|总产", "苹果 产量|总产|总产量"), encoding="utf-8"
    )
    with pytest.raises(CatalogueError, match="apple_output"):
        catalogue([tmp_path])


def test_a_missing_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(CatalogueError, match="expected a folder"):
        catalogue([tmp_path / "nowhere"])


def test_the_documentation_adds_an_indicator(tmp_path: Path) -> None:
    text = (Path(__file__).parents[2] / "docs" / "indicators.md").read_text(encoding="utf-8")
    (entry,) = re.findall(r"```toml\n(.*?)```", text, re.S)
    (tmp_path / "mine.toml").write_text(entry, encoding="utf-8")
    mine = catalogue([tmp_path])
    (new,) = [e for e in mine.entries if BUILT_IN.get(e.id) is None]
    for example in (*new.examples, *new.counter):
        expected = example.other if example in new.counter else new.id
        assert ask(mine, example) == expected, example


def ask(known: Catalogue, e: Example) -> str | None:
    return known.find(e.measure, unit=e.unit, kind=e.kind, per=e.per, context=e.context)
