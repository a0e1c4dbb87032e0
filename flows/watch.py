"""Watching: everything somebody should know, looked for in one go, told once, and its end told too.

`watch_once` needs no orchestration: a timer may call it (`fangzhi watch --once`) where the scheduler itself may be what
is broken. It reads the published copy, which no run blocks, the disk, and the Prefect server if one is set. It is the
only one who tells; the server only starts it, when a run goes wrong.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime

from extractors.errors import FangzhiError
from flows import ledger, watch_machine, watch_runs, watch_sources
from flows.alerts import Alert, local
from flows.ledger import Ledger
from flows.server import ServerSilent
from flows.settings import Settings
from flows.targets import targets

Watcher = Callable[[Settings, datetime], Iterator[Alert]]
WATCHERS: tuple[tuple[Watcher, frozenset[str]], ...] = (
    (watch_machine.machine, watch_machine.KINDS),
    (watch_runs.runs, watch_runs.KINDS),
    (watch_sources.content, watch_sources.KINDS),
)


@dataclass(frozen=True, slots=True)
class Told:
    """What changed since the last look. `failed`: targets that did not take it all, by the name of their service."""

    new: tuple[Alert, ...] = ()
    over: tuple[Alert, ...] = ()
    standing: tuple[Alert, ...] = ()
    failed: tuple[str, ...] = ()
    unwritten: str = ""  # why the ledger could not be written

    def lines(self) -> Iterator[str]:
        """New and ended alerts, a line each, and who could not be told."""
        for alert in self.new:
            yield line(alert)
        for alert in self.over:
            yield f"over: {alert.kind}: {alert.subject}"
        for name in self.failed:
            yield f"target {name} did not take it; the next look offers it again (a test: `fangzhi alerts test`)"
        if self.unwritten:
            yield f"the ledger of alerts cannot be written ({self.unwritten}): all this is told again at the next look"

    def lasting(self) -> Iterator[str]:
        """Alerts that stood at the last look already, a line each."""
        fresh = {alert.key for alert in self.new}
        for alert in self.standing:
            if alert.key not in fresh:
                yield f"still: {line(alert)}"


def line(alert: Alert) -> str:
    return f"{alert.kind}: {alert.what} (since {local(alert.since)}; look: {alert.look})"


def watch_once(settings: Settings, *, now: datetime) -> Told:
    """Look, and tell who is to be told of what is new and what is over."""
    with ledger.opened(settings.data) as book:
        book.note(*look(settings, now=now), now=now)
        failed = tell(settings, book)
        book.forget(now=now)
        return Told(book.new, book.over, book.standing, failed, book.unwritten)


def look(settings: Settings, *, now: datetime) -> tuple[list[Alert], set[str]]:
    """All that should be told at this moment, and the kinds that could not be looked for: who is blind says so."""
    alerts: list[Alert] = []
    unseen: set[str] = set()
    for watcher, kinds in WATCHERS:
        try:
            alerts.extend(watcher(settings, now))
            continue
        except watch_runs.NoServer:
            pass
        except ServerSilent as error:
            what = f"the Prefect server that PREFECT_API_URL names cannot be asked: {error}"
            alerts.append(Alert(watch_runs.SILENT, "prefect", what, now))
        except (FangzhiError, OSError) as error:
            alerts.append(Alert("watch broken", watcher.__name__, str(error), now))
        unseen |= kinds
    return alerts, unseen


def tell(settings: Settings, book: Ledger) -> tuple[str, ...]:
    """Send what each target is still to hear; names of those that did not take it. They are asked no more this time."""
    failed: list[str] = []
    for target in targets(settings):
        for message in book.due(target.id):
            if not target.offer(message):
                failed.append(target.name)
                break
            book.heard(target.id, message)
    return tuple(failed)
