"""Housekeeping: what is too old goes, is told, and takes no figure with it; nothing else goes."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256

import pytest

import flows.reparse
from extractors.archive import Archive
from extractors.records import Page
from flows.cli import run
from flows.housekeeping import Tidied, tidy
from flows.reparse import reparse
from flows.run import choose, plainly
from flows.settings import Settings

Tables = Callable[..., dict[str, list[tuple[object, ...]]]]


@pytest.fixture
def today(settings: Settings) -> date:
    """The day of the harvest: pages are dated by their fetching, which no test can choose."""
    (file,) = Archive(settings.archive).files()
    return date(*map(int, file.split("/")[:3]))


def test_by_default_nothing_of_a_year_goes(settings: Settings, today: date, tables: Tables) -> None:
    before, files = tables(settings.data), Archive(settings.archive).files()
    assert tidy(settings, today=today + timedelta(days=365)) == Tidied()
    assert tables(settings.data) == before
    assert Archive(settings.archive).files() == files


def test_the_archive_goes_only_where_it_is_asked_for_and_no_figure_with_it(
    settings: Settings, today: date, tables: Tables
) -> None:
    """A file that no run has taken in yet stays, however old."""
    archive = Archive(settings.archive)
    (loaded,) = archive.files()
    size, pages = (settings.archive / loaded).stat().st_size, len(list(archive.scan(loaded)))
    at = datetime(today.year, today.month, today.day, tzinfo=UTC)
    with archive.writer("left", at) as writer:
        url, body = "http://127.0.0.1:9/news/1.html", b"<p>1</p>"
        digest = sha256(body).hexdigest()
        writer.write(Page(url, url, "demo-datong", at, 200, {}, body, digest, "article"))
    before = tables(settings.data)
    asked = replace(settings, archive_days=30)
    assert tidy(asked, today=today + timedelta(days=30)) == Tidied()
    gone = tidy(asked, today=today + timedelta(days=31))
    assert gone == Tidied(archive_files=1, archive_pages=pages, archive_bytes=size)
    assert gone.lines() == [f"1 archive files ({pages} pages, {size} bytes) dropped"]
    assert archive.files() == [writer.file]
    assert tables(settings.data) == before
    again = plainly(settings, choose(settings), day=date(2026, 1, 31))
    assert sum(source.fetched for source in again.sources) == 0


def test_what_went_cannot_be_reparsed_and_nothing_is_lost_by_trying(
    settings: Settings, today: date, tables: Tables, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = tables(settings.data)["figure"]
    tidy(replace(settings, archive_days=1), today=today + timedelta(days=9))
    monkeypatch.setattr(flows.reparse, "rules", lambda indicators: "other")
    assert reparse(settings).pages == 0
    assert tables(settings.data)["figure"] == before


def test_old_requests_go(settings: Settings, today: date) -> None:
    short = replace(settings, log_days=10)
    assert tidy(short, today=today + timedelta(days=10)) == Tidied()
    assert tidy(short, today=today + timedelta(days=11)).requests > 30
    assert tidy(replace(settings, log_days=0), today=today + timedelta(days=9999)) == Tidied()


def test_readings_of_older_rules_stay_for_the_editions_that_the_settings_name(
    settings: Settings, today: date, monkeypatch: pytest.MonkeyPatch
) -> None:
    inner = flows.digest.figures
    for version in ("second", "third"):

        def figures(*given: object, version: str = version) -> object:
            parsed = inner(*given)  # type: ignore[arg-type]  # as they come
            return replace(parsed, observations=tuple(replace(o, rules_version=version) for o in parsed.observations))

        monkeypatch.setattr(flows.digest, "figures", figures)
        monkeypatch.setattr(flows.reparse, "rules", lambda indicators, version=version: version)
        reparse(settings)
    assert tidy(settings, today=today) == Tidied()
    two = tidy(replace(settings, editions_kept=2), today=today).readings
    assert two > 30
    assert tidy(replace(settings, editions_kept=1), today=today).readings == two


def test_the_command_tells_what_went(settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["housekeeping", "--data", str(settings.data)]) == 0
    assert capsys.readouterr().out == "nothing is too old\n"
    assert run(["housekeeping", "--json", "--data", str(settings.data)]) == 0
    assert set(json.loads(capsys.readouterr().out).values()) == {0}
