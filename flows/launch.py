"""Running the harvest by hand, in this process: Prefect is set up first, then imported, then watched."""

from datetime import date
from pathlib import Path

from flows import orchestrator, progress
from flows.report import RunReport
from flows.run import choose
from flows.settings import load
from warehouse import open_warehouse


def run_harvest(
    data: Path,
    *,
    sources: list[str] | None = None,
    within: str | None = None,
    since: date | None = None,
    day: date | None = None,
    whole: bool = False,
) -> RunReport:
    """Run the real flow here and now; a wrong word or a warehouse in use is told before a server is started for it.

    Raises UsageError, WarehouseError, or what made the flow fail.
    """
    choose(load(data=data), sources or (), within)
    with open_warehouse(data):
        pass  # who writes is told at once; the flow itself would wait for him
    orchestrator.prepare(data, quiet=True)
    from flows.harvest import harvest as flow

    with progress.shown():
        return flow(sources=sources, within=within, since=since, day=day, data=data, whole=whole)
