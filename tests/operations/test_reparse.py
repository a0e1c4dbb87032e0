"""The archive is read anew: nothing changes with the same rules; with others, what changes is shown first."""

import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import flows.digest
import flows.reparse
from extractors.errors import UsageError, WarehouseError
from flows.cli import run as command_line
from flows.reparse import reparse
from flows.run import Run, choose, plainly
from flows.settings import Settings, load
from warehouse import open_warehouse

OWN = """
topic = "environment"
[[indicator]]
id = "village_cleaners"
zh = "保洁员人数"
en = "Village cleaners"
dimension = "person"
aspect = "stock"
counts = "People paid to keep a village clean."
aliases = ["保洁员"]
examples = ["配备保洁员 | 人", "聘用保洁员 | 名"]
"""
Tables = Callable[..., dict[str, list[tuple[object, ...]]]]


def other_rules(monkeypatch: pytest.MonkeyPatch, keep: Callable[[Any], bool]) -> None:
    """Rules of another version that read less."""
    inner = flows.digest.figures

    def figures(*given: Any) -> Any:
        parsed = inner(*given)
        kept = tuple(replace(o, rules_version="other") for o in parsed.observations if keep(o))
        return replace(parsed, observations=kept)

    monkeypatch.setattr(flows.digest, "figures", figures)
    monkeypatch.setattr(flows.reparse, "rules", lambda indicators: "other")


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


def test_indicators_of_ones_own_are_read_by_once(settings: Settings) -> None:
    folder = settings.data / "indicators"
    folder.mkdir()
    (folder / "own.toml").write_text(OWN, encoding="utf-8")
    settings = load({}, file=None, data=settings.data)
    with_them = reparse(settings)
    assert with_them.pages > 30, "an indicator more makes other rules"
    assert {row["indicator"] for row in with_them.difference.figures.records()} == {"village_cleaners"}
    again = reparse(settings)
    assert again.pages == 2, "those that no article could be read from are tried again"
    assert again.difference.figures.rows == ()
    assert plainly(settings, choose(settings), day=date(2026, 1, 31)).figures_added == 0


def test_a_lost_warehouse_is_made_anew_from_the_archive(settings: Settings, tables: Tables) -> None:
    before, published = tables(settings.data), tables(settings.data, "fangzhi.duckdb")
    (settings.data / "warehouse.duckdb").unlink()
    done = reparse(settings)
    assert done.taken_in > 30
    after, again = tables(settings.data), tables(settings.data, "fangzhi.duckdb")
    for name in ("page", "article", "reading", "figure", "evidence", "link", "district", "source"):
        assert after[name] == before[name], name
    assert len(again["figure"]) == len(published["figure"]) > 100
    assert again["figure"] == published["figure"]


def test_a_lost_warehouse_is_not_compared_with(settings: Settings) -> None:
    (settings.data / "warehouse.duckdb").unlink()
    shutil.rmtree(settings.data / "scratch")
    before = sorted(settings.data.rglob("*"))
    with pytest.raises(UsageError, match="`fangzhi reparse` makes it anew"):
        reparse(settings, adopt=False)
    assert sorted(settings.data.rglob("*")) == before


def test_pages_of_a_source_that_is_not_asked_for_keep_their_source(settings: Settings, tables: Tables) -> None:
    before = tables(settings.data)["figure"]
    (settings.data / "warehouse.duckdb").unlink()
    with open_warehouse(settings.data) as warehouse:
        run = Run(settings, warehouse, choose(settings, ["demo-yingquan"]), day=date(2026, 1, 31))
        run.prepare()
        run.finish()
    assert tables(settings.data)["figure"] == before


def test_an_empty_warehouse_is_not_published_over_a_full_copy(settings: Settings, tables: Tables) -> None:
    before = tables(settings.data, "fangzhi.duckdb")
    (settings.data / "warehouse.duckdb").unlink()
    shutil.rmtree(settings.data / "archive")
    with open_warehouse(settings.data) as warehouse, pytest.raises(WarehouseError, match="no article"):
        warehouse.publish()
    assert tables(settings.data, "fangzhi.duckdb") == before
    assert not (settings.data / "fangzhi.duckdb.new").exists()


@pytest.mark.parametrize(
    "command", [["reparse"], ["reparse", "--diff"], ["housekeeping"], ["metrics"], ["watch", "--once"]]
)
def test_a_mistyped_directory_is_named_and_not_made(
    command: list[str], tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert command_line([*command, "--data", str(tmp_path / "typo")]) == 2
    assert "--data" in capfd.readouterr().err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("command", [["reparse"], ["reparse", "--diff"], ["housekeeping"]])
def test_a_directory_that_holds_nothing_is_left_as_it_is(command: list[str], tmp_path: Path) -> None:
    (tmp_path / "fangzhi.toml").write_text("workers = 1\n")
    assert command_line([*command, "--data", str(tmp_path)]) == 2
    assert [path.name for path in tmp_path.iterdir()] == ["fangzhi.toml"]


def test_a_view_that_is_refused_is_told_and_the_rest_is_published(settings: Settings) -> None:
    (settings.data / "views").mkdir()
    (settings.data / "views" / "broken.sql").write_text("create vie x")
    report = plainly(settings, choose(settings), day=date(2026, 1, 31))
    assert report.figures > 100
    assert any("views/broken.sql" in failure and "syntax error" in failure for failure in report.failures)
