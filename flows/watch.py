"""Watching: everything somebody should know, looked for in one go, told once, and its end told too.

`watch_once` needs no orchestration: a timer may call it (`fangzhi watch --once`) where the scheduler itself may be what
is broken. It reads the published copy, which no run blocks, the disk, and the Prefect server if one is set.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime

from extractors.errors import FangzhiError
from flows.alerts import Alert, Told, remember, tell
from flows.settings import Settings
from flows.watch_machine import machine
from flows.watch_runs import runs, told_by_server
from flows.watch_sources import content

WATCHERS: tuple[Callable[[Settings, datetime], Iterator[Alert]], ...] = (machine, runs, content)


def watch_once(settings: Settings, *, now: datetime) -> Told:
    """Look, and tell who is to be told of what is new and what is over."""
    found = look(settings, now=now)
    told = remember(settings.data, found, now=now)
    return replace(told, failed=tell(settings, told, automated=told_by_server()))


def look(settings: Settings, *, now: datetime) -> list[Alert]:
    """All that should be told at this moment. A watcher that breaks is itself an alert."""
    alerts: list[Alert] = []
    for watcher in WATCHERS:
        try:
            alerts.extend(watcher(settings, now))
        except FangzhiError as error:
            alerts.append(Alert("watch broken", watcher.__name__, str(error), now, look="fangzhi doctor"))
    return alerts
