"""Cases in drawers: each line of cases/*.jsonl is a sentence of our own with what must be read from it.

`want` maps every quote that is a figure, in order, to the fields that must hold; `unread` maps numerals to reasons.
A case in known_failures must fail: when a failure is mended, its line moves to another drawer.
"""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from extractors.parse import parse

CASES = Path(__file__).parent / "cases"
PUBLISHED = date(2026, 2, 11)


def drawer(name: str) -> list[Any]:
    lines = (CASES / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return [pytest.param(case := json.loads(line), id=case["text"][:24]) for line in lines]


def plain(value: object) -> object:
    if isinstance(value, tuple):
        return list(value)
    return value.isoformat() if isinstance(value, date) else value


def check(case: dict[str, Any]) -> None:
    parsed = parse(case["text"], published=PUBLISHED, home="安徽省/淮南市/八公山区")
    first = [o for o in parsed.observations if o.ordinal == 0]
    if "want" in case:
        assert [o.quote for o in first] == list(case["want"])
        for o in first:
            told = case["want"][o.quote]
            got = {field: plain(getattr(o, field)) for field in told}
            assert got == {k: pytest.approx(v) if isinstance(v, float) else v for k, v in told.items()}, o.quote
    if "unread" in case:
        assert [o.quote for o in first] == []
        reasons = {u.text: u.reason for u in parsed.unread}
        assert {text: reasons.get(text) for text in case["unread"]} == case["unread"]


@pytest.mark.parametrize("case", drawer("synthetic"))
def test_synthetic(case: dict[str, Any]) -> None:
    check(case)


@pytest.mark.parametrize("case", drawer("in_the_wild"))
def test_in_the_wild(case: dict[str, Any]) -> None:
    check(case)


@pytest.mark.parametrize("case", drawer("negative"))
def test_negative(case: dict[str, Any]) -> None:
    check(case)


@pytest.mark.xfail(strict=True, reason="not read yet")
@pytest.mark.parametrize("case", drawer("known_failures"))
def test_known_failures(case: dict[str, Any]) -> None:
    check(case)


def test_one_value_for_two_measures() -> None:
    both = parse("社会消费品零售总额、一般公共预算收入增长6%左右。").observations
    assert [(o.ordinal, o.measure, o.indicator) for o in both] == [
        (0, "社会消费品零售总额", "retail_sales"),
        (1, "一般公共预算收入", "general_budget_revenue"),
    ]
