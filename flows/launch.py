"""Running the harvest by hand, in this process: Prefect is set up first, then imported, then watched."""

import logging
import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from threading import Timer
from types import FrameType

from flows import leftovers, orchestrator, progress
from flows.report import RunReport
from flows.run import choose
from flows.settings import load
from warehouse import open_warehouse

GRACE_S = 10.0  # for Prefect to end by itself after Ctrl-C


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
    leftovers.end(orchestrator.home(data))
    if sys.stderr.isatty():
        print("starting Prefect, which takes a while", file=sys.stderr)  # noqa: T201  # no logger is there yet
    from flows.harvest import harvest as flow

    _told_once()
    with progress.shown(), _stoppable():
        return flow(sources=sources, within=within, since=since, day=day, data=data, whole=whole)


def _told_once() -> None:
    """Let the log of the run go to the server only: the terminal is told by the report, or by what made it fail."""
    for name in ("prefect.flow_runs", "prefect.task_runs"):
        logging.getLogger(name).propagate = False


@contextmanager
def _stoppable() -> Iterator[None]:
    """Ctrl-C or SIGTERM ends the run within seconds, and the temporary server with it.

    Prefect would go on telling a server that the same Ctrl-C ended; at SIGTERM it would leave the server behind.
    Nothing is lost by it: what is archived is taken in by the next run.
    """

    def stop(signum: int, frame: FrameType | None) -> None:
        print("stopping; the next run takes in what is archived", file=sys.stderr)  # noqa: T201  # no logger is safe here
        last_word = Timer(GRACE_S, os._exit, (130,))
        last_word.daemon = True
        last_word.start()
        raise KeyboardInterrupt

    before = {number: signal.signal(number, stop) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
