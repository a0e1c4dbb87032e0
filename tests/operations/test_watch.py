"""What is wrong is told once, to the listener, with what somebody needs; and so is its end."""

import shutil
from collections import namedtuple
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from extractors.records import Source
from flows import ledger
from flows.cli import run
from flows.run import choose, plainly
from flows.settings import Settings, load
from flows.targets import targets
from flows.watch import watch_once
from flows.watch_sources import Watched, of_rhythm
from flows.watch_statistics import binomial_above, far_below, jumped, poisson_below, silence_allowed
from warehouse import RunRow, open_warehouse

DAY = date(2026, 3, 31)
NOW = datetime(2026, 3, 31, 12, tzinfo=UTC)
Usage = namedtuple("Usage", "total used free")


@pytest.fixture(autouse=True)
def alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PREFECT_API_URL", raising=False)


@pytest.fixture
def settings(data: Path, listener: Any) -> Settings:
    return replace(load({}, file=None, data=data), alert_webhook=listener.url)


def record(settings: Settings, rows: Sequence[RunRow]) -> None:
    with open_warehouse(settings.data) as warehouse:
        warehouse.record_run(rows)
        warehouse.publish()


def row(source: str, day: date, **given: Any) -> RunRow:
    at = datetime(day.year, day.month, day.day, 4, tzinfo=UTC)
    values = {"run_id": f"run-{day}", "source_id": source, "day": day, "started_at": at, "outcome": "ok"} | given
    return RunRow(**{"ended_at": at + timedelta(minutes=5), **values})


def run_on(day: date, *sources: RunRow) -> list[RunRow]:
    return [*sources, row("", day)]


def test_nothing_ran_is_told_once_and_so_is_its_end(settings: Settings, listener: Any) -> None:
    watch_once(settings, now=NOW)
    (said,) = listener.heard
    assert "no run was ever recorded" in said["what"][0]
    assert said["look"].startswith("fangzhi harvest")
    watch_once(settings, now=NOW + timedelta(hours=1))
    assert listener.kinds() == ["nothing ran"]
    record(settings, run_on(DAY, row("s", DAY)))
    watch_once(settings, now=NOW + timedelta(hours=2))
    assert listener.kinds() == ["over nothing ran"]
    watch_once(settings, now=NOW + timedelta(hours=40))
    assert "no run has ended for" in listener.heard[0]["what"][0]
    assert listener.heard[0]["since"].startswith("2026-03-31T04:05")


def test_the_command_lists_what_stands_at_every_look(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["watch", "--once", "--data", str(data)]
    assert run(words) == 1
    first = capsys.readouterr().out.splitlines()
    assert run(words) == 1
    second = capsys.readouterr().out.splitlines()
    assert second[0] == f"still: {first[0]}"
    assert "UTC+8; look: " in first[0]
    assert first[-1] == "1 alert stands, 1 new, 0 over"
    assert second[-1] == "1 alert stands, 0 new, 0 over"


def test_a_full_disk_is_told(settings: Settings, listener: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = replace(settings, disk_percent=90)
    record(settings, run_on(DAY, row("s", DAY)))
    monkeypatch.setattr(shutil, "disk_usage", lambda path: Usage(100 * 2**30, 93 * 2**30, 7 * 2**30))
    watch_once(settings, now=NOW)
    assert "93 % full, 7.0 GiB are free" in listener.heard[0]["what"][0]
    assert listener.kinds() == ["disk nearly full"]
    monkeypatch.setattr(shutil, "disk_usage", lambda path: Usage(100 * 2**30, 50 * 2**30, 50 * 2**30))
    watch_once(settings, now=NOW)
    assert listener.kinds() == ["over disk nearly full"]


def test_a_failing_source_is_named(settings: Settings, listener: Any) -> None:
    before = DAY - timedelta(days=1)
    record(settings, run_on(before, row("good", before), row("bad", before)))
    complaint = {"outcome": "complaint", "message": "no list could be had: http 500"}
    record(settings, run_on(DAY, row("good", DAY), row("bad", DAY, **complaint)))
    watch_once(settings, now=NOW)
    (said,) = listener.heard
    assert said["kind"] == "source failing"
    assert said["sources"] == ["bad"]
    assert "http 500" in said["what"][0]
    assert said["since"].startswith("2026-03-30")
    assert said["look"] == "fangzhi sources check bad"
    listener.kinds()
    after = DAY + timedelta(days=1)
    record(settings, run_on(after, row("good", after), row("bad", after)))
    watch_once(settings, now=NOW + timedelta(days=1))
    assert listener.kinds() == ["over source failing"]


def test_sources_that_fail_together_make_one_message(settings: Settings, listener: Any) -> None:
    many = [row(f"s{number:02d}", DAY, outcome="complaint", message="no list") for number in range(30)]
    record(settings, run_on(DAY, *many))
    watch_once(settings, now=NOW)
    (said,) = listener.heard
    assert len(said["sources"]) == 30


def test_more_refused_than_ever_is_told(settings: Settings, listener: Any) -> None:
    for back in range(30, 7, -1):
        day = DAY - timedelta(days=back)
        record_only(settings, run_on(day, row("s", day, articles=10, rejects=1)))
    record(settings, run_on(DAY, row("s", DAY, articles=10, rejects=30)))
    watch_once(settings, now=NOW)
    assert "75% of what was read was refused" in listener.heard[0]["what"][0]
    assert listener.kinds() == ["more refused"]


def record_only(settings: Settings, rows: Sequence[RunRow]) -> None:
    with open_warehouse(settings.data) as warehouse:
        warehouse.record_run(rows)


def test_what_no_target_took_is_offered_again(settings: Settings, listener: Any) -> None:
    listener.status = 503
    assert watch_once(settings, now=NOW).failed == ("webhook",)
    assert listener.kinds() == []
    with ledger.opened(settings.data) as book:
        (due,) = book.due(targets(settings)[0].id)
    listener.status = 200
    assert watch_once(settings, now=NOW).failed == ()
    assert listener.heard[0]["id"] == due.id, "offered again, it is known"
    assert listener.kinds() == ["nothing ran"]
    listener.status = 503
    record(settings, run_on(DAY, row("s", DAY)))
    watch_once(settings, now=NOW)
    listener.status = 200
    watch_once(settings, now=NOW)
    assert listener.kinds() == ["over nothing ran"]


def test_an_emptied_site_and_an_outage_are_told_after_a_real_run(
    data: Path, listener: Any, site_sources: list[Source]
) -> None:
    settings = replace(load({}, file=None, data=data), alert_webhook=listener.url)
    plainly(settings, choose(settings), day=date(2026, 1, 31))
    told = watch_once(settings, now=datetime.now(UTC))
    assert [(alert.kind, alert.source) for alert in told.new] == [("source failing", "demo-datong")]


DAILY = {date(2026, 1, 1) + timedelta(days=number): 5 for number in range(80)}


def watched(day: date, **given: Any) -> Watched:
    return Watched(**{"id": "s", "name": "S", "day": day, "outcome": "ok", "message": "",
                      "may_be_empty": False, "well": NOW} | given)  # fmt: skip


def test_silence_is_measured_by_the_own_rhythm() -> None:
    last = max(DAILY)
    assert list(of_rhythm(watched(last + timedelta(days=3)), DAILY)) == []
    (alert,) = of_rhythm(watched(last + timedelta(days=5)), DAILY)
    assert alert.kind == "source silent"
    assert "nothing for 5 days" in alert.what
    assert list(of_rhythm(watched(last + timedelta(days=5), may_be_empty=True), DAILY)) == []
    monthly = {date(2026, 1, 1) + timedelta(days=30 * number): 1 for number in range(6)}
    assert list(of_rhythm(watched(max(monthly) + timedelta(days=60)), monthly)) == []


def test_a_shrunken_source_is_told_and_a_sparse_one_is_not() -> None:
    last = max(DAILY) + timedelta(days=7)
    shrunken = DAILY | {last - timedelta(days=number): 1 for number in range(7)}
    (alert,) = of_rhythm(watched(last), shrunken)
    assert alert.kind == "few articles"
    assert "7 articles in a week, 35 to 35 in those before" in alert.what
    sparse = {date(2026, 1, 1) + timedelta(days=5 * number): 1 for number in range(20)}
    assert list(of_rhythm(watched(max(sparse) + timedelta(days=6)), sparse)) == []


def test_tails_are_those_of_the_tables() -> None:
    assert poisson_below(0, 3) == pytest.approx(0.0498, abs=1e-4)
    assert poisson_below(4, 10) == pytest.approx(0.0293, abs=1e-4)
    assert binomial_above(8, 10, 0.5) == pytest.approx(0.0547, abs=1e-4)
    assert poisson_below(0, 0) == binomial_above(0, 5, 0.1) == 1


def test_chance_is_no_alarm() -> None:
    assert not far_below(0, [3, 2, 4, 1, 3, 2, 3, 2])
    assert not far_below(10, [30, 28])
    assert not jumped(3, 5, 10, 100)
    assert not jumped(30, 100, 25, 100)
    assert silence_allowed([1, 1]) is None
