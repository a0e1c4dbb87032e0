"""Which flows run when: one description, from which deployments are created and prefect.yaml is written.

Harvests run province by province, and for the sources of no known district, each at a minute of its own that never
changes (a schedule has no jitter, and thirty starts at the same second would queue at the warehouse's lock). A
scheduled run that finds its forerunner still at work is cancelled: the next visit catches up anyway. Backfills and
reparses wait for their turn, behind everything else.
"""

import json
import sys
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal
from zlib import crc32

from extractors import sources
from extractors.records import Source
from flows.settings import Settings

POOL = "fangzhi"
TAG = "fangzhi"  # on every deployment and its runs, so that ours are told from others on a shared server
MARK_SILENT = f"{TAG}: mark silent runs as crashed"
MARK_PENDING = f"{TAG}: mark runs that never start as crashed"
MARKING = {MARK_SILENT, MARK_PENDING}  # automations that free the slots of dead runs
PREFECT = "3.8.8"
TIMEZONE = "Asia/Shanghai"
HARVEST_HOURS = "6,12,18"  # local news appears in the working day; three visits see it the day it appears
QUEUES = {"watch": 1, "default": 10, "backfill": 100}  # a lower number goes first
LOOK = "watch-now"  # what the server starts when a run goes wrong
Collision = Literal["CANCEL_NEW", "ENQUEUE"]


@dataclass(frozen=True, slots=True)
class Deployment:
    """One row of the plan. `entrypoint` is module.function of a flow; parameters are plain JSON."""

    name: str
    entrypoint: str
    description: str
    cron: str | None = None
    parameters: dict[str, object] = field(default_factory=dict)
    queue: str = "default"
    collision: Collision = "CANCEL_NEW"

    @property
    def flow(self) -> str:
        return self.entrypoint.rsplit(".", 1)[1]


def plan(settings: Settings, catalogue: Iterable[Source]) -> list[Deployment]:
    """All deployments for these sources. Every run is told the data directory, so that workers need no settings."""
    data: dict[str, object] = {"data": str(settings.data)}
    active = [source for source in catalogue if source.status == "active"]
    provinces = sorted({source.home[:2] for source in active if source.home})
    homeless = sorted(source.id for source in active if not source.home)
    harvests = [harvest(province, f"of province {province}", {**data, "within": province}) for province in provinces]
    if homeless:
        harvests.append(harvest("00", "whose district is not known", {**data, "sources": homeless}))
    return [
        *harvests,
        Deployment(
            "publish",
            "flows.upkeep.publish",
            "Reconcile, check and publish what is in the warehouse",
            "30 22 * * *",
            data,
            collision="ENQUEUE",
        ),
        Deployment(
            "watch",
            "flows.upkeep.watch",
            "Freshness, volume, rejects, quality, runs and disk; tells who is to be told",
            "*/15 * * * *",
            data,
            queue="watch",
        ),
        Deployment(
            LOOK,
            "flows.upkeep.watch",
            "The same at once; started by the server when a run goes wrong",
            None,
            data,
            queue="watch",
            collision="ENQUEUE",
        ),
        Deployment(
            "housekeeping",
            "flows.upkeep.housekeeping",
            "Drop what the settings say is too old, and tell it",
            "10 4 * * *",
            data,
            collision="ENQUEUE",
        ),
        Deployment(
            "backfill",
            "flows.harvest.harvest",
            "Older pages of one source; started by `fangzhi backfill`",
            None,
            data,
            queue="backfill",
            collision="ENQUEUE",
        ),
        Deployment(
            "reparse",
            "flows.upkeep.reparse",
            "Read the archive anew by the rules of today, adopt and publish; started by hand",
            None,
            data,
            queue="backfill",
            collision="ENQUEUE",
        ),
    ]


def harvest(name: str, which: str, parameters: dict[str, object]) -> Deployment:
    """The visits of some sources, at a minute of their own."""
    return Deployment(
        name=f"harvest-{name}",
        entrypoint="flows.harvest.harvest",
        description=f"Visit the sources {which} and publish what is new",
        cron=f"{minute_of(name)} {HARVEST_HOURS} * * *",
        parameters=parameters,
    )


def minute_of(province: str) -> int:
    """The minute of the hour at which a province is visited, the same on every machine.

    >>> minute_of("34") == minute_of("34") < 60
    True
    """
    return crc32(province.encode()) % 60


def written(plan: Iterable[Deployment]) -> str:
    """The plan as prefect.yaml, for those who deploy with Prefect's own commands: `prefect deploy --all`.

    The data directory is left to each worker's settings. The work pool has to stand; the automations that mark silent
    runs as crashed and tell of failed ones are no part of it: those `fangzhi deploy` makes.
    """
    lines = [
        "# Written by `python -m flows.deployments > prefect.yaml`, compared by a test: change flows/deployments.py.",
        f"# prefect work-pool create {POOL} --type process && prefect --no-prompt deploy --all",
        "name: fangzhi",
        f"prefect-version: {PREFECT}",
        "pull: []",
        "deployments:",
    ]
    for row in plan:
        parameters = {name: value for name, value in row.parameters.items() if name != "data"}
        lines += [
            f"  - name: {row.name}",
            f"    entrypoint: {row.entrypoint}",
            f"    description: {json.dumps(row.description)}",
            f"    tags: [{TAG}]",
            f"    parameters: {json.dumps(parameters)}",
            f"    concurrency_limit: {{limit: 1, collision_strategy: {row.collision}}}",
            f"    work_pool: {{name: {POOL}, work_queue_name: {row.queue}}}",
        ]
        if row.cron:
            lines.append(f'    schedules: [{{cron: "{row.cron}", timezone: {TIMEZONE}, active: true}}]')
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.stdout.write(written(plan(Settings(), sources.load())))
