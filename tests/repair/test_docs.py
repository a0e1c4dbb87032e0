"""docs/repair.md shows what is true."""

import doctest
from pathlib import Path

from extractors.repair.pipeline import DAMAGE

PAGE = Path(__file__).resolve().parents[2] / "docs" / "repair.md"


def test_the_examples_hold() -> None:
    assert doctest.testfile(str(PAGE), module_relative=False, encoding="utf-8").failed == 0


def test_all_damage_is_named() -> None:
    text = PAGE.read_text(encoding="utf-8")
    assert [name for name in DAMAGE if f"`{name}`" not in text] == []
