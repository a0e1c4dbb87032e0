"""The examples of docs/reading.md say what happens, and its tables name what exists."""

import doctest
import re
from pathlib import Path

from extractors.read.trim import AFTER, rules

PAGE = Path(__file__).parents[2] / "docs" / "reading.md"


def test_examples() -> None:
    assert doctest.testfile(str(PAGE), module_relative=False).failed == 0


def test_every_rule_is_named() -> None:
    text = PAGE.read_text("utf-8")
    for place in ("head", "tail"):
        for name, _ in rules(place):
            assert f"`{name}`" in text
    assert set(AFTER) == {name for name, _ in rules("tail")}


def test_every_reason_is_named() -> None:
    source = Path(__file__).parents[2] / "extractors" / "read" / "refuse.py"
    raised = set(re.findall(r'Unreadable\(\s*"([\w ]+)"', source.read_text("utf-8")))
    assert raised == set(re.findall(r"^\| `([\w ]+)` \|", PAGE.read_text("utf-8"), re.M))


def test_example_lines_have_the_form_of_the_tables() -> None:
    text = PAGE.read_text("utf-8")
    for table, example in (("containers.csv", ".news_detail_txt,exact,"), ("lines.csv", "tail,related,")):
        assert f"`{example}" in text
        data = Path(__file__).parents[2] / "extractors" / "data" / table
        assert any(
            line.split(",")[1] == example.split(",")[1] for line in data.read_text("utf-8").splitlines() if "," in line
        )
