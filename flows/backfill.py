"""Older pages of one source, by their days: a list is followed down in one run, an e-paper is read a week a run.

Days are given, never taken from the clock. On a server each run has a key made of source and days, so that asking
twice makes no second run, unless the first one failed. What a run loaded it asks for no more, wherever it runs. Weeks
end on Sundays, so that ranges that overlap share their runs; between two of them other runs get the warehouse.

>>> from extractors.records import Source
>>> paper = Source(id="p", name="P", home="340400", kind="epaper", url="https://p.example.cn/{yyyy}/{mm}/{dd}/")
>>> [step.name for step in steps_of(paper, date(2025, 1, 1), date(2025, 1, 14))]
['p 2025-01-01 to 2025-01-05', 'p 2025-01-06 to 2025-01-12', 'p 2025-01-13 to 2025-01-14']
"""

import os
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from extractors.errors import UsageError
from extractors.records import Source
from flows import server
from flows.cli.common import counted
from flows.deployments import TAG
from flows.run import choose
from flows.settings import Settings

ENDED = {"COMPLETED", "FAILED", "CRASHED", "CANCELLED"}
LOOK_S = 2.0
SUNDAY = 6


@dataclass(frozen=True, slots=True)
class Step:
    """One run of a backfill."""

    source: str
    first: date
    last: date

    @property
    def name(self) -> str:
        return f"{self.source} {self.first} to {self.last}"

    @property
    def parameters(self) -> dict[str, object]:
        days = {"since": self.first.isoformat(), "day": self.last.isoformat()}
        return {"sources": [self.source], **days, "whole": True}


def steps(settings: Settings, source_id: str, first: date, last: date) -> list[Step]:
    """The runs it takes. Raises UsageError for an unknown source or days in the wrong order."""
    (source,) = choose(settings, [source_id])
    if first > last:
        raise UsageError(f"--from {first} is after --to {last}; give the earlier day first")
    return steps_of(source, first, last)


def steps_of(source: Source, first: date, last: date) -> list[Step]:
    if source.kind != "epaper":
        return [Step(source.id, first, last)]
    found = []
    while first <= last:
        ends = min(last, first + timedelta(days=SUNDAY - first.weekday()))
        found.append(Step(source.id, first, ends))
        first = ends + timedelta(days=1)
    return found


def here(settings: Settings, planned: Sequence[Step]) -> Iterator[tuple[Step, str]]:
    """Run them in this process, one after the other; each with `done`, or with what made it fail."""
    from flows.launch import run_harvest

    for step in planned:
        report = run_harvest(settings.data, sources=[step.source], since=step.first, day=step.last, whole=True)
        missed = sum(source.missed for source in report.sources)
        failures = [f"{counted(missed, 'page')} could not be had"] if missed else []
        lists = [source.complaint for source in report.sources if "could be had" in source.complaint]
        # A paper answers so for days on which it did not appear.
        lists = [complaint for complaint in lists if not complaint.endswith("not found")]
        yield step, next(iter(lists + failures), "done")


def server_of() -> tuple[str, str] | None:
    """The server to ask, and the id of our deployment there; None where the backfill runs here."""
    api = os.environ.get("PREFECT_API_URL")
    if not api or not server.answers(api):
        return None
    where = {"deployments": {"tags": {"all_": [TAG]}, "name": {"any_": ["backfill"]}}}
    found = server.ask(api, "/deployments/filter", where)
    return (api, str(found[0]["id"])) if found else None


def on_server(api: str, deployment: str, planned: Sequence[Step]) -> Iterator[tuple[Step, str]]:
    """Have them run on the low queue, and wait; each with its last state. Interrupted, what was asked for goes on."""
    waiting = {asked_for(api, deployment, step): step for step in planned}
    while waiting:
        for run in states(api, list(waiting)):
            if run[1] in ENDED:
                yield waiting.pop(run[0]), run[2]
        time.sleep(LOOK_S if waiting else 0)


def asked_for(api: str, deployment: str, step: Step) -> str:
    """The id of the run that does it: one that is on its way or was done, else a new one."""
    parameters = server.ask(api, f"/deployments/{deployment}")["parameters"] | step.parameters
    attempt = 0
    while True:
        attempt += 1
        body = {
            "name": f"backfill {step.name}",
            "parameters": parameters,
            "state": {"type": "SCHEDULED"},
            "idempotency_key": f"backfill {step.name} attempt {attempt}",
        }
        run = server.ask(api, f"/deployments/{deployment}/create_flow_run", body)
        if run["state"]["type"] not in ENDED - {"COMPLETED"}:
            return str(run["id"])


def states(api: str, ids: Sequence[str]) -> Iterator[tuple[str, str, str]]:
    """Id, type and name of the state of each of these runs."""
    for begin in range(0, len(ids), 100):
        where = {"flow_runs": {"id": {"any_": list(ids[begin : begin + 100])}}, "limit": 100}
        for run in server.ask(api, "/flow_runs/filter", where):
            yield str(run["id"]), str(run["state"]["type"]), str(run["state"]["name"])
