"""Alerts: what one is, which are new and which are over, and how they reach people.

State lies in `alerts.json` of the data directory: an alert is told when it appears, not again while it lasts, and once
more when it is over. Alerts of one kind that appear together make one message. A message that no target took is
offered again at the next look. Targets come from the environment, as they hold secrets; nothing here shows them.
"""

import json
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime
from itertools import groupby
from pathlib import Path
from urllib.error import URLError
from urllib.request import Request, urlopen

from filelock import FileLock

from flows.settings import SHANGHAI, Settings

STATE = "alerts.json"
NAMED = 20  # subjects a message names; the rest is counted
TIMEOUT_S = 20.0
TEST = "test"
BY_AUTOMATION = {"run Failed", "run Crashed", "run TimedOut", "run Late"}  # the server tells the webhook at once


@dataclass(frozen=True, slots=True)
class Alert:
    """One thing that is wrong with one subject (a source, a run, a disk). Kind and subject are its identity."""

    kind: str
    subject: str
    what: str
    since: datetime
    source: str = ""  # the source concerned, if it is one
    look: str = "fangzhi doctor"  # the command to look closer

    @property
    def key(self) -> str:
        return f"{self.kind}\t{self.subject}"


@dataclass(frozen=True, slots=True)
class Told:
    """What changed since the last look. `failed`: targets that took nothing, by the name of their service only."""

    new: tuple[Alert, ...] = ()
    over: tuple[Alert, ...] = ()
    standing: tuple[Alert, ...] = ()
    failed: tuple[str, ...] = ()
    folder: Path = field(default=Path(), repr=False)

    def lines(self) -> Iterator[str]:
        """New and ended alerts, a line each; what lasts is counted."""
        for alert in self.new:
            yield f"{alert.kind}: {alert.what} (since {local(alert.since)}; look: {alert.look})"
        for alert in self.over:
            yield f"over: {alert.kind}: {alert.subject}"
        for name in self.failed:
            yield f"target {name} took no alert; `fangzhi alerts test` tries it again"


@dataclass(frozen=True, slots=True)
class Message:
    """What is sent: the alerts of one kind that appeared, or ended, together."""

    kind: str
    alerts: tuple[Alert, ...]
    over: bool = False

    @property
    def title(self) -> str:
        many = f" ({len(self.alerts)})" if len(self.alerts) > 1 else ""
        return f"fangzhi: {'over: ' if self.over else ''}{self.kind}{many}"

    @property
    def body(self) -> str:
        named = [f"- {alert.what}; since {local(alert.since)}" for alert in self.alerts[:NAMED]]
        more = [f"- and {len(self.alerts) - NAMED} more"] if len(self.alerts) > NAMED else []
        return "\n".join([*named, *more, f"Look closer: {self.alerts[0].look}"])

    def as_json(self) -> dict[str, object]:
        """What the webhook gets."""
        return {
            "title": self.title,
            "kind": self.kind,
            "state": "over" if self.over else "new",
            "what": [alert.what for alert in self.alerts],
            "since": min(alert.since for alert in self.alerts).isoformat(),
            "sources": sorted({alert.source for alert in self.alerts} - {""}),
            "look": self.alerts[0].look,
        }


def local(instant: datetime) -> str:
    return instant.astimezone(SHANGHAI).strftime("%Y-%m-%d %H:%M")


def remember(data: Path, found: Iterable[Alert], *, now: datetime) -> Told:
    """Compare with what stood at the last look, and keep what stands now. An alert keeps the day it was first seen."""
    data.mkdir(parents=True, exist_ok=True)
    with FileLock(data / (STATE + ".lock"), timeout=60):
        before = _read(data / STATE)
        fresh = {alert.key: alert for alert in found}
        standing = {key: before.get(key, alert) for key, alert in fresh.items()}
        _write(data / STATE, standing.values())
    return Told(
        new=tuple(alert for key, alert in fresh.items() if key not in before),
        over=tuple(alert for key, alert in before.items() if key not in fresh),
        standing=tuple(standing.values()),
        folder=data,
    )


def _read(file: Path) -> dict[str, Alert]:
    """What stood; a file that cannot be read stands for nothing, and all is told again."""
    try:
        rows = json.loads(file.read_text(encoding="utf-8"))
        alerts = [Alert(**{**row, "since": datetime.fromisoformat(row["since"])}) for row in rows]
    except (OSError, ValueError, TypeError, KeyError):
        return {}
    return {alert.key: alert for alert in alerts}


def _write(file: Path, alerts: Iterable[Alert]) -> None:
    rows = [{**asdict(alert), "since": alert.since.isoformat()} for alert in alerts]
    coming = file.with_suffix(".new")
    coming.write_text(json.dumps(rows, ensure_ascii=False, indent=1), encoding="utf-8")
    os.replace(coming, file)


def messages(told: Told) -> list[Message]:
    """New alerts, then those that are over; one message a kind."""
    found: list[Message] = []
    for alerts, over in ((told.new, False), (told.over, True)):
        by_kind = sorted(alerts, key=lambda alert: (alert.kind, alert.subject))
        found += [Message(kind, tuple(group), over) for kind, group in groupby(by_kind, key=lambda alert: alert.kind)]
    return found


def tell(settings: Settings, told: Told, *, automated: bool = False) -> tuple[str, ...]:
    """Send it all; the targets that took nothing. What no target took counts as not told.

    `automated`: the server calls the webhook itself when a run goes wrong, so only the end of that is told here.
    """
    failed: set[str] = set()
    untold: list[Message] = []
    for message in messages(told):
        results = dict(
            send(settings, message, webhook=message.over or not (automated and message.kind in BY_AUTOMATION))
        )
        failed |= {name for name, taken in results.items() if not taken}
        if results and not any(results.values()):
            untold.append(message)
    if untold:
        _take_back(told.folder, untold)
    return tuple(sorted(failed))


def _take_back(data: Path, untold: Sequence[Message]) -> None:
    """Forget new alerts that reached nobody, and recall those whose end did not, so that the next look tells them."""
    with FileLock(data / (STATE + ".lock"), timeout=60):
        standing = _read(data / STATE)
        for message in untold:
            for alert in message.alerts:
                if message.over:
                    standing[alert.key] = alert
                else:
                    standing.pop(alert.key, None)
        _write(data / STATE, standing.values())


def send(settings: Settings, message: Message, *, webhook: bool = True) -> Iterator[tuple[str, bool]]:
    """Offer a message to every target; the name of its service, and whether it was taken."""
    if settings.alert_webhook and webhook:
        yield "webhook", post(settings.alert_webhook, message.as_json())
    for number, address in enumerate(settings.alerts, 1):
        scheme = address.partition(":")[0].lower()
        yield f"{number} ({scheme})", notify(address, message)


def post(url: str, body: Mapping[str, object]) -> bool:
    """POST JSON; whether it was taken."""
    data = json.dumps(body, ensure_ascii=False).encode()
    try:
        with urlopen(Request(url, data, {"Content-Type": "application/json"}), timeout=TIMEOUT_S) as answer:
            return 200 <= int(answer.status) < 300
    except (URLError, OSError, ValueError):
        return False


def notify(address: str, message: Message) -> bool:
    """Through apprise: mailto, slack, dingtalk, wecombot, feishu and a hundred others."""
    import logging

    from apprise import Apprise

    logging.getLogger("apprise").setLevel(logging.CRITICAL)  # its words may hold the address
    service = Apprise()
    return bool(service.add(address)) and bool(service.notify(title=message.title, body=message.body))
