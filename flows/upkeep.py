"""The flows beside the harvest: publish, watch, housekeeping. Each is a few lines over plain functions."""

from datetime import UTC, datetime
from pathlib import Path

from prefect import flow, get_run_logger

from flows.settings import load
from flows.watch import watch_once
from warehouse import open_warehouse

LOCK_WAIT_S = 3 * 3600.0  # as long as the runs before this one may take
EDITIONS_KEPT = 3


@flow(name="publish", persist_result=False)
def publish(data: Path | None = None) -> int:
    """Reconcile, check everything, publish; how many figures there are. A doubled row anywhere is found here."""
    settings = load(data=data)
    with open_warehouse(settings.data, wait_s=LOCK_WAIT_S) as warehouse:
        warehouse.reconcile()
        complaints = warehouse.check(everything=True)
        published = warehouse.publish()
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
def housekeeping(data: Path | None = None) -> int:
    """Drop readings that newer rules replaced, but for the last editions; how many. The archive is never touched."""
    settings = load(data=data)
    with open_warehouse(settings.data, wait_s=LOCK_WAIT_S) as warehouse:
        forgotten = warehouse.forget(keep=EDITIONS_KEPT)
    get_run_logger().info("%d replaced readings dropped", forgotten)
    return forgotten
