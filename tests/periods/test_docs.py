"""docs/periods.md says what the code does."""

import re
from datetime import date
from pathlib import Path

import pytest

from extractors.periods import find
from extractors.periods.era_rules import holidays

DOC = (Path(__file__).parents[2] / "docs" / "periods.md").read_text(encoding="utf-8")
ROWS = re.findall(r"^\| (\S+) \| (\d{4}-\d\d-\d\d) \| (.+?) \|$", DOC, re.MULTILINE)


@pytest.mark.parametrize(("words", "published", "meant"), ROWS)
def test_the_words_mean_what_the_page_says(words: str, published: str, meant: str) -> None:
    (mention,) = find(f"{words}，全区清运垃圾5000吨", published=date.fromisoformat(published))
    assert mention.text == words
    assert meant == ("unknown" if mention.first is None else f"{mention.first} to {mention.last}")


def test_the_page_has_its_table() -> None:
    assert len(ROWS) > 15


def test_the_years_of_the_holidays_are_told() -> None:
    years = [year for _, year in holidays()]
    assert f"({min(years)}-{max(years)}," in DOC
