"""The run report: a source of which a page is missing is not called well."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from extractors.records import Fetch, Source
from flows.backfill import Step, here
from flows.report import RunReport, SourceReport, Tally
from flows.settings import load
from flows.visit import Findings
from warehouse import Visit

AT = datetime(2026, 1, 31, tzinfo=UTC)
PAPER = Source("paper", "样报", "340421", "epaper", "http://paper.example/{yyyy}/{mm}/{dd}/")


def reported(*lists: Fetch) -> SourceReport:
    """The report of a visit that asked for these list pages."""
    found = Findings()
    found.fetches += lists
    found.visits.append(Visit(PAPER.id, AT, complete=False, discovered=3))
    tally = Tally([PAPER])
    tally.visited(found)
    (report,) = tally.reports({})
    return report


def issue(day: int, outcome: str, reason: str = "") -> Fetch:
    url = f"http://paper.example/2026/01/{day:02}/"
    return Fetch(url, PAPER.id, "list", AT, outcome, reason)  # type: ignore[arg-type]  # one of its words


@pytest.mark.parametrize(
    ("lists", "verdict", "told"),
    [
        ([issue(30, "fetched"), issue(29, "fetched")], "ok", "done"),
        ([issue(30, "fetched"), issue(29, "failed", "timeout")], "1 to be tried again", "1 page could not be had"),
        ([issue(30, "fetched"), issue(25, "refused", "not found")], "ok", "done"),
        ([issue(25, "refused", "not found")], "no list could be had: not found", "done"),
        (
            [issue(25, "refused", "not found"), issue(24, "failed", "timeout")],
            "no list could be had: not found",
            "1 page could not be had",
        ),
        ([issue(30, "failed", "timeout")], "no list could be had: timeout", "no list could be had: timeout"),
    ],
    ids=["all had", "one missed", "a Sunday", "nothing but a Sunday", "a Sunday and one missed", "all missed"],
)
def test_an_issue_that_could_not_be_had_is_told(
    lists: list[Fetch], verdict: str, told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    report = reported(*lists)
    assert report.verdict == verdict
    run = RunReport("run", AT.date(), AT, AT, (report,))
    monkeypatch.setattr("flows.launch.run_harvest", lambda *words, **named: run)
    step = Step(PAPER.id, date(2026, 1, 24), date(2026, 1, 30))
    assert list(here(load({}, file=None, data=tmp_path), [step])) == [(step, told)]
