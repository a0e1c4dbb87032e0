"""Which flows run when: one description, from which deployments are created and prefect.yaml is written.

Harvests run province by province, each at a minute of its own that never changes (a schedule has no jitter, and thirty
starts at the same second would queue at the warehouse's lock). A scheduled run that finds its forerunner still at work
is cancelled: the next visit catches up anyway. Backfills wait for their turn, behind everything else.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal
from zlib import crc32

from extractors.records import Source
from flows.settings import Settings

POOL = "fangzhi"
TIMEZONE = "Asia/Shanghai"
HARVEST_HOURS = "6,12,18"  # local news appears in the working day; three visits see it the day it appears
QUEUES = {"default": 10, "backfill": 100}  # a lower number goes first
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


def plan(settings: Settings, sources: Iterable[Source]) -> list[Deployment]:
    """All deployments for these sources. Every run is told the data directory, so that workers need no settings."""
    data: dict[str, object] = {"data": str(settings.data)}
    provinces = sorted({(source.home or "")[:2] for source in sources if source.status == "active"} - {""})
    harvests = [
        Deployment(
            name=f"harvest-{province}",
            entrypoint="flows.harvest.harvest",
            description=f"Visit the sources of province {province} and publish what is new",
            cron=f"{minute_of(province)} {HARVEST_HOURS} * * *",
            parameters={**data, "within": province},
        )
        for province in provinces
    ]
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
            "Freshness, volume, rejects, quality and disk; tells who is to be told",
            "*/15 * * * *",
            data,
        ),
        Deployment("reparse", "flows.upkeep.reparse", "Rebuild observations from the archive", None, data),
        Deployment(
            "backfill",
            "flows.upkeep.backfill",
            "Older pages of one source, a day a run",
            None,
            data,
            queue="backfill",
            collision="ENQUEUE",
        ),
        Deployment("housekeeping", "flows.upkeep.housekeeping", "Old published copies and logs", "10 4 * * *", data),
    ]


def minute_of(province: str) -> int:
    """The minute of the hour at which a province is visited, the same on every machine."""
    return crc32(province.encode()) % 60
