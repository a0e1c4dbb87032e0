"""The cases of `cases/`, told apart by drawer; `cases/README.md` explains how they are written."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from extractors.periods import attribute, days, find
from extractors.periods.days import Days
from extractors.records import Kind, Stated, Status, TimeMention

CASES = Path(__file__).parent / "cases"
MARKED = re.compile("⟦([^⟧]*)⟧")
KINDS: dict[str, Kind] = {"share": "share", "change_rate": "change_rate", "change_abs": "change_abs", "rank": "rank"}
STATUSES: dict[str, Status] = {"planned": "planned", "threshold": "threshold", "anecdote": "anecdote"}


def cases(name: str) -> Iterator[tuple[date, str, str]]:
    for line in (CASES / name).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            published, text, expected = line.split(" | ")
            yield date.fromisoformat(published), text.replace("⏎", "\n"), expected


def split_title(text: str) -> tuple[str, str]:
    """The title stands before the text: 一季度经济运行‖全区生产总值……"""
    title, bar, body = text.partition("‖")
    return (title, body) if bar else ("", text)


def unit(word: str) -> Days | None:
    """2025 · 2025-Q1 · 2025-H1 · 2025-03 · 2025-03-05"""
    year, *rest = word.split("-")
    match rest:
        case []:
            return days.year(int(year))
        case [part] if part[0] in "QH":
            return (days.quarter if part[0] == "Q" else days.half)(int(year), int(part[1]))
        case [month]:
            return days.month(int(year), int(month))
        case [month, day]:
            return days.day(int(year), int(month), int(day))
    raise ValueError(word)


def period(words: str) -> Days | None:
    if words.strip() == "-":
        return None
    first, _, last = words.strip().partition("/")
    return days.join(unit(first), unit(last or first))


def span(mention: TimeMention | None) -> Days | None:
    return (mention.first, mention.last) if mention and mention.first and mention.last else None


def found_days(published: date, text: str) -> Days | None:
    """The days of the expression in brackets; fails where it is not found as a whole."""
    start, end = text.index("⟦"), text.index("⟧") - 1
    mentions = find(MARKED.sub(r"\1", text), published=published)
    overlapping = [m for m in mentions if m.start < end and start < m.end]
    assert [m.text for m in overlapping if m.start <= start] or not overlapping
    (mention,) = overlapping
    assert mention.end == end
    assert mention.start == start or MARKED.sub(r"\1", text)[mention.start : start] in {
        "截至",
        "截止",
        "从",
        "自",
        "到",
    }
    return span(mention)


def governing(published: date, text: str) -> list[Days | None]:
    title, text = split_title(text)
    plain, figures = "", []
    for place, piece in enumerate(MARKED.split(text)):
        if place % 2:
            words = piece.split()
            kind = next((KINDS[word] for word in words[1:] if word in KINDS), "level")
            status = next((STATUSES[word] for word in words[1:] if word in STATUSES), "actual")
            figures.append(Stated(len(plain), len(plain) + len(words[0]), kind, status))
            plain += words[0]
        else:
            plain += piece
    mentions = find(plain, published=published, title=title)
    return [span(m) for m in attribute(plain, mentions, figures, published=published, title=title)]


@pytest.mark.parametrize(("published", "text", "expected"), [*cases("synthetic.find")])
def test_an_expression_means_these_days(published: date, text: str, expected: str) -> None:
    assert found_days(published, text) == period(expected)


@pytest.mark.parametrize(("published", "text", "expected"), [*cases("negative.find")])
def test_no_period_is_seen(published: date, text: str, expected: str) -> None:
    assert [m.text for m in find(text, published=published) if m.first] == []


@pytest.mark.parametrize(("published", "text", "expected"), [*cases("in_the_wild.govern")])
def test_a_period_governs_these_figures(published: date, text: str, expected: str) -> None:
    assert governing(published, text) == [period(words) for words in expected.split(";")]


@pytest.mark.xfail(strict=True)
@pytest.mark.parametrize(("published", "text", "expected"), [*cases("known_failures.find")])
def test_an_expression_is_not_understood_yet(published: date, text: str, expected: str) -> None:
    assert found_days(published, text) == period(expected)


@pytest.mark.xfail(strict=True)
@pytest.mark.parametrize(("published", "text", "expected"), [*cases("known_failures.govern")])
def test_figures_are_not_governed_rightly_yet(published: date, text: str, expected: str) -> None:
    assert governing(published, text) == [period(words) for words in expected.split(";")]


def test_there_are_enough_cases_of_every_row() -> None:
    text = (CASES / "synthetic.find").read_text(encoding="utf-8")
    assert all(f"# T{row} " in text for row in range(1, 8))
    assert len([*cases("synthetic.find")]) >= 120
