"""The archive is read anew: nothing changes with the same rules; with others, what changes is shown first."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

import flows.digest
import flows.reparse
from flows.reparse import reparse
from flows.settings import Settings

Tables = Callable[..., dict[str, list[tuple[object, ...]]]]


def other_rules(monkeypatch: pytest.MonkeyPatch, keep: Callable[[Any], bool]) -> None:
    """Rules of another version that read less."""
    inner = flows.digest.figures

    def figures(*given: Any) -> Any:
        parsed = inner(*given)
        kept = tuple(replace(o, rules_version="other") for o in parsed.observations if keep(o))
        return replace(parsed, observations=kept)

    monkeypatch.setattr(flows.digest, "figures", figures)
    monkeypatch.setattr(flows.reparse, "rules_version", lambda: "other")


def test_the_same_rules_change_nothing(settings: Settings, tables: Tables) -> None:
    before = tables(settings.data)
    done = reparse(settings)
    assert done.difference.figures.rows == ()
    assert tables(settings.data)["figure"] == before["figure"]


def test_rules_that_read_the_same_figures_change_none(
    settings: Settings, tables: Tables, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = tables(settings.data)["figure"]
    other_rules(monkeypatch, keep=lambda observation: True)
    done = reparse(settings)
    assert done.pages > 30
    assert done.difference.figures.rows == ()
    assert len(tables(settings.data)["figure"]) == len(before)


def test_what_would_change_is_shown_before_it_counts(
    settings: Settings, tables: Tables, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = tables(settings.data)["figure"]
    other_rules(monkeypatch, keep=lambda observation: observation.kind != "share")
    shown = reparse(settings, adopt=False)
    assert {row["change"] for row in shown.difference.figures.records()} == {"removed"}
    assert tables(settings.data)["figure"] == before
    adopted = reparse(settings)
    assert adopted.difference.figures.rows == shown.difference.figures.rows
    assert adopted.published is not None
    assert adopted.published.figures == shown_before(before) - len(shown.difference.figures.rows)


def shown_before(figures: list[tuple[object, ...]]) -> int:
    return len({row[0] for row in figures})


def test_only_what_was_asked_for_is_read(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    other_rules(monkeypatch, keep=lambda observation: True)
    assert reparse(settings, since=date(2100, 1, 1)).pages == 0
    one = reparse(settings, source_ids=["demo-yingquan"], adopt=False).pages
    assert 0 < one < reparse(settings, adopt=False).pages
