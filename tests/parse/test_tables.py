"""The tables of words hold no entry that does nothing."""

import re
from collections import Counter

import pytest

from extractors.lexicon import any_of, table
from extractors.parse.words import _CLOSING, _LAST, _SINGLE


@pytest.mark.parametrize("name", ["number_words", "measure_words"])
def test_a_list_has_a_word_once(name: str) -> None:
    twice = {key: [w for w, n in Counter(words).items() if n > 1] for key, words in table(name).items()}
    assert {key: words for key, words in twice.items() if words} == {}


def test_a_whole_word_begins_like_one_that_is_taken_away() -> None:
    words = table("measure_words")
    taken = re.compile(f"{any_of(words['opening'])}|{_SINGLE}")
    assert [word for word in words["whole"] if not taken.match(word)] == []


@pytest.mark.parametrize("before", ["粮食产量", "粮食产量连续5"])
def test_a_closing_is_looked_for_behind_each_letter_it_ends_with(before: str) -> None:
    ends = {letter for letter in _CLOSING.pattern if _CLOSING.search(before + letter)}
    assert ends - _LAST == set()
