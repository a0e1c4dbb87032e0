"""Older pages of one source, by dates: the same in one go, interrupted, or asked for twice."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from extractors import sources
from extractors.errors import UsageError
from extractors.records import Source
from flows.backfill import steps
from flows.run import Run, choose, groups
from flows.settings import load
from warehouse import open_warehouse

DAY = date(2026, 1, 31)
Tables = Callable[..., dict[str, list[tuple[object, ...]]]]


def backfilled(folder: Path, since: date = date(2025, 1, 1)) -> int:
    """What the flow does for each step, plainly; how many articles it fetched."""
    settings = load({}, file=None, data=folder)
    fetched = 0
    for source in choose(settings):
        for step in steps(settings, source.id, since, DAY):
            with open_warehouse(folder) as warehouse:
                run = Run(settings, warehouse, [source], day=step.day, since=step.since, whole=bool(step.since))
                run.prepare()
                for group in groups([source]):
                    run.remember(group)
                    run.take_in(*run.visit(group))
                fetched += sum(report.fetched for report in run.finish().sources)
    return fetched


def test_a_list_takes_one_run_and_a_paper_one_a_day(data: Path) -> None:
    sources.append(data / "sources", [Source("p", "P", "340400", "epaper", "https://p.example.cn/{yyyy}/{mm}/{dd}/")])
    settings = load({}, file=None, data=data)
    assert [step.since for step in steps(settings, "demo-yingquan", date(2025, 12, 1), DAY)] == [date(2025, 12, 1)]
    assert [step.day.day for step in steps(settings, "p", date(2026, 1, 29), DAY)] == [29, 30, 31]
    with pytest.raises(UsageError, match="give the earlier day first"):
        steps(settings, "p", DAY, date(2025, 12, 1))
    with pytest.raises(UsageError, match="no source nobody"):
        steps(settings, "nobody", DAY, DAY)


def test_what_daily_runs_left_is_fetched_and_again_is_nothing(data: Path, furnish: Callable[[Path], Path],
                                                              tmp_path: Path, tables: Tables) -> None:  # fmt: skip
    late = date(2026, 1, 20)
    first = backfilled(data, since=late)
    second = backfilled(data)
    assert first > 0
    assert second > 0, "older links than the first time's, though the lists were read before"
    whole = furnish(tmp_path / "whole")
    assert backfilled(whole) > 0
    assert tables(data)["figure"] == tables(whole)["figure"]
    assert backfilled(data) == 0


def test_a_backfill_interrupted_twice_ends_like_one_that_was_not(
    data: Path, furnish: Callable[[Path], Path], tmp_path: Path, tables: Tables
) -> None:
    killed = Path(__file__).parents[1] / "flows" / "killed.py"
    for stage in ("archiving the twentieth page", "inside reconciling"):
        command = [sys.executable, str(killed), str(data), DAY.isoformat(), stage]
        root = str(Path(__file__).resolve().parents[2])
        done = subprocess.run(command, env={**os.environ, "PYTHONPATH": root}, check=False)
        assert done.returncode == -signal.SIGKILL
    backfilled(data)
    whole = furnish(tmp_path / "whole")
    backfilled(whole)
    assert tables(data)["figure"] == tables(whole)["figure"]


@pytest.mark.prefect
def test_on_a_server_it_waits_behind_the_others_and_is_not_done_twice(
    new_server: Callable[..., object], data: Path
) -> None:
    with new_server() as server:  # type: ignore[attr-defined]  # see the fixture
        assert server.run("-m", "flows", "deploy", "--data", str(data)).returncode == 0
        worker = server.start("-m", "prefect", "worker", "start", "--pool", "fangzhi", "--type", "process")
        command = ("-m", "flows", "backfill", "demo-yingquan", "--from", "2025-01-01", "--to", "2026-01-31")
        try:
            done = server.run(*command, "--data", str(data))
            assert done.stdout == "1 of 1: demo-yingquan down to 2025-01-01 Completed\n", done.stderr
            again = server.run(*command, "--data", str(data))
            assert again.stdout == done.stdout
        finally:
            os.killpg(worker.pid, signal.SIGKILL)
            worker.wait(60)
        (run,) = [row for row in server.runs() if row["name"].startswith("backfill")]
        assert run["work_queue_name"] == "backfill"
        assert run["idempotency_key"].startswith("backfill demo-yingquan down to 2025-01-01")
    assert (data / "fangzhi.duckdb").exists()
