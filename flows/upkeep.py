"""The flows beside the harvest: publish, watch, housekeeping, reparse. Each is a few lines over plain functions."""

from datetime import UTC, date, datetime
from pathlib import Path

from prefect import flow, get_run_logger
from prefect.artifacts import create_table_artifact

from flows import reparse as rereading
from flows.housekeeping import tidy
from flows.settings import load
from flows.watch import watch_once
from warehouse import open_warehouse

LOCK_WAIT_S = 3 * 3600.0  # as long as the runs before this one may take
MOST_SHOWN = 1000  # figures in the artifact of a reparse


@flow(name="publish", persist_result=False)
def publish(data: Path | None = None) -> int:
    """Reconcile, check everything, publish; how many figures there are. A doubled row anywhere is found here."""
    settings = load(data=data)
    with open_warehouse(settings.data, wait_s=LOCK_WAIT_S) as warehouse:
        warehouse.reconcile()
        complaints = warehouse.check(everything=True)
        published = warehouse.publish()
    for refused in published.refused_views:
        get_run_logger().warning(refused)
    errors = sum(complaint.severity == "error" for complaint in complaints)
    get_run_logger().info("%d figures published, %d complaints of severity error", published.figures, errors)
    return published.figures


@flow(name="watch", persist_result=False)
def watch(data: Path | None = None) -> int:
    """Look for what somebody should know, and tell it once; how many alerts stand."""
    told = watch_once(load(data=data), now=datetime.now(UTC))
    log = get_run_logger()
    for line in told.lines():
        log.warning(line)
    return len(told.standing)


@flow(name="housekeeping", persist_result=False)
def housekeeping(data: Path | None = None) -> dict[str, int]:
    """Drop what the settings say is too old, and tell it; what and how much."""
    tidied = tidy(load(data=data), today=datetime.now(UTC).date(), wait_s=LOCK_WAIT_S)
    for line in tidied.lines():
        get_run_logger().warning(line)
    told = [{"what": name, "dropped": many} for name, many in tidied.as_json().items()]
    create_table_artifact(key="housekeeping", table=told, description="What was dropped as too old")
    return tidied.as_json()


@flow(name="reparse", persist_result=False)
def reparse(
    sources: list[str] | None = None, since: date | None = None, diff: bool = False, data: Path | None = None
) -> int:
    """Read the archive anew by the rules of today; how many figures differ. `diff`: only show them, adopt nothing.

    Of all sources or those named, of all pages or those fetched since a day.
    """
    settings = load(data=data)
    done = rereading.reparse(settings, source_ids=sources or (), since=since, adopt=not diff, wait_s=LOCK_WAIT_S)
    figures = done.difference.figures.records()
    create_table_artifact(
        key="reparse",
        table=[{name: str(value) for name, value in row.items()} for row in figures[:MOST_SHOWN]],
        description=f"{len(figures)} figures that differ, the first {MOST_SHOWN}; {done.verdict}",
    )
    get_run_logger().info("%d pages read anew, %d figures differ; %s", done.pages, len(figures), done.verdict)
    return len(figures)
