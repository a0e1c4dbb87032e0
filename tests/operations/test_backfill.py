"""Older pages of one source, by their days: the same in one go, interrupted, or asked for twice."""

import os
import signal
import subprocess
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from extractors import sources
from extractors.archive import Archive
from extractors.errors import UsageError
from flows.backfill import Step, steps
from flows.run import choose, plainly
from flows.settings import load
from flows.sites import paper
from flows.sites.pages import Reply
from flows.sites.server import listen
from warehouse import open_warehouse

FIRST, LAST = date(2026, 1, 1), date(2026, 1, 30)
Tables = Callable[..., dict[str, list[tuple[object, ...]]]]


class Press:
    """The sample newspaper, which can be told to do something at the request for a page."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.at: dict[str, Callable[[], None]] = {}
        self.base = ""

    def reply(self, path: str) -> Reply:
        self.asked.append(path)
        self.at.pop(path, lambda: None)()
        return paper.reply(path)

    def furnish(self, folder: Path) -> Path:
        """A data directory whose only source is the paper."""
        folder.mkdir()
        (folder / "fangzhi.toml").write_text("builtin_sources = false\nworkers = 1\n")
        sources.append(folder / "sources", [paper.source(self.base)])
        return folder


@pytest.fixture
def press() -> Iterator[Press]:
    press = Press()
    with listen(press.reply) as press.base:
        yield press


def backfilled(folder: Path, id: str, first: date, last: date) -> int:
    """What the flow does for each step, plainly; how many articles it fetched."""
    settings = load({}, file=None, data=folder)
    planned = steps(settings, id, first, last)
    done = [plainly(settings, choose(settings, [id]), day=s.last, since=s.first, whole=True) for s in planned]
    return sum(source.fetched for report in done for source in report.sources)


def archived(folder: Path) -> set[tuple[str, str]]:
    archive = Archive(folder / "archive")
    return {(page.url, page.sha256) for file in archive.files() for page in archive.scan(file)}


def days(folder: Path) -> list[tuple[date, int]]:
    """Days of publication, and how many articles of each."""
    with open_warehouse(folder) as warehouse:
        found = [warehouse.articles_published(day, day) for day in (date(2026, 1, n) for n in range(1, 32))]
    return [(date(2026, 1, n), sum(of_day.values())) for n, of_day in enumerate(found, 1) if of_day]


def test_a_list_takes_one_run_and_a_paper_one_a_week(data: Path, press: Press, tmp_path: Path) -> None:
    settings = load({}, file=None, data=data)
    assert steps(settings, "demo-yingquan", FIRST, LAST) == [Step("demo-yingquan", FIRST, LAST)]
    settings = load({}, file=None, data=press.furnish(tmp_path / "paper"))
    planned = steps(settings, "demo-paper", FIRST, LAST)
    assert [(step.first.day, step.last.day) for step in planned] == [(1, 4), (5, 11), (12, 18), (19, 25), (26, 30)]
    with pytest.raises(UsageError, match="give the earlier day first"):
        steps(settings, "demo-paper", LAST, FIRST)
    with pytest.raises(UsageError, match="no source has the id 'nobody'"):
        steps(settings, "nobody", LAST, LAST)


def test_a_list_is_read_between_two_days(data: Path) -> None:
    first, last = date(2025, 10, 1), date(2025, 11, 30)
    assert backfilled(data, "demo-yingquan", first, last) > 0
    with open_warehouse(data) as warehouse:
        assert warehouse.articles_published(date(2000, 1, 1), date(2025, 9, 30)) == {}
        assert warehouse.articles_published(date(2025, 12, 1), date(2100, 1, 1)) == {}
        assert warehouse.articles_published(first, last) == {"demo-yingquan": 5}


def test_what_earlier_runs_left_is_fetched_and_again_is_nothing(
    data: Path, furnish: Callable[[Path], Path], tmp_path: Path, tables: Tables
) -> None:
    first, last = date(2025, 1, 1), date(2026, 1, 31)
    settings = load({}, file=None, data=data)
    plainly(settings, choose(settings, ["demo-yingquan"]), day=last, since=date(2026, 1, 20))
    assert backfilled(data, "demo-yingquan", first, last) > 0, "older links, though the list was read before"
    whole = furnish(tmp_path / "whole")
    assert backfilled(whole, "demo-yingquan", first, last) > 0
    assert tables(data)["figure"] == tables(whole)["figure"]
    assert backfilled(data, "demo-yingquan", first, last) == 0


def test_a_paper_that_was_read_is_not_read_again(press: Press, tmp_path: Path) -> None:
    data = press.furnish(tmp_path / "data")
    first, last = date(2026, 1, 9), date(2026, 1, 13)
    backfilled(data, "demo-paper", first, last)
    assert days(data) == [(date(2026, 1, n), 3) for n in (9, 10, 12, 13)], "on Sunday the 11th there was none"
    press.asked.clear()
    assert backfilled(data, "demo-paper", first, last) == 0
    assert not [path for path in press.asked if "content" in path]


@pytest.mark.prefect
def test_thirty_days_interrupted_twice_end_like_thirty_days_that_were_not(
    server: Any, press: Press, tmp_path: Path, tables: Tables
) -> None:
    data = press.furnish(tmp_path / "data")
    command = ("-m", "flows", "backfill", "demo-paper", "--from", str(FIRST), "--to", str(LAST), "--data", str(data))

    def broken_off(at: str, by: signal.Signals) -> int:
        """Run it until the page of this name is asked for; its exit code."""
        running = server.start(*command)
        press.at[at] = lambda: os.kill(running.pid, by)
        try:
            code: int = running.wait(300)
        finally:
            kill(running)
        assert at not in press.at, "it ended before that page"
        return code

    assert broken_off("/html/2026-01/09/content_2.htm", signal.SIGTERM) == 130
    assert broken_off("/html/2026-01/22/content_3.htm", signal.SIGKILL) == -signal.SIGKILL
    done = server.run(*command)
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[-1] == "5 of 5: demo-paper 2026-01-26 to 2026-01-30 done"

    whole = press.furnish(tmp_path / "whole")
    backfilled(whole, "demo-paper", FIRST, LAST)
    assert tables(data) == tables(whole)
    assert archived(data) == archived(whole)
    assert days(data) == [(date(2026, 1, n), 3) for n in range(1, 31) if date(2026, 1, n).weekday() != 6]


def kill(running: "subprocess.Popen[bytes]") -> None:
    """Whatever is left of it."""
    if running.poll() is None:
        os.killpg(running.pid, signal.SIGKILL)
        running.wait(60)


@pytest.mark.prefect
def test_on_a_server_it_waits_behind_the_others_and_is_not_done_twice(
    server: Any, press: Press, tmp_path: Path
) -> None:
    data = press.furnish(tmp_path / "data")
    assert server.run("-m", "flows", "deploy", "--data", str(data)).returncode == 0
    worker = server.start("-m", "prefect", "worker", "start", "--pool", "fangzhi", "--type", "process")
    command = ("-m", "flows", "backfill", "demo-paper", "--from", "2026-01-16", "--to", "2026-01-19")
    try:
        done = server.run(*command, "--data", str(data))
        assert {line.partition(": ")[2] for line in done.stdout.splitlines()} == {
            "demo-paper 2026-01-16 to 2026-01-18 Completed",
            "demo-paper 2026-01-19 to 2026-01-19 Completed",
        }, done.stderr
        again = server.run(*command, "--data", str(data))
        assert again.returncode == 0, again.stderr
    finally:
        kill(worker)
    runs = [row for row in server.runs() if row["name"].startswith("backfill")]
    assert len(runs) == 2
    assert {run["work_queue_name"] for run in runs} == {"backfill"}
    assert {run["idempotency_key"] for run in runs} == {f"{run['name']} attempt 1" for run in runs}
    assert [day for day, _ in days(data)] == [date(2026, 1, n) for n in (16, 17, 19)]
