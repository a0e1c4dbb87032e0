"""The tables beside the entries: a word stands in one place and means one thing there."""

from collections import Counter

import pytest

from extractors.indicators.catalogue import LEXICON
from extractors.indicators.words import read_table

TABLES = ["classifiers", "facets", "generic", "modifiers", "neutral", "places", "synonyms"]


def words(name: str) -> list[str]:
    return [word for row in read_table(LEXICON / f"{name}.toml").values() for word in row]


@pytest.mark.parametrize("name", TABLES)
def test_a_table_has_a_word_once(name: str) -> None:
    assert [word for word, count in Counter(words(name)).items() if count > 1] == []


def test_what_changes_nothing_changes_no_concept() -> None:
    assert set(words("neutral")) & set(words("modifiers")) == set()
