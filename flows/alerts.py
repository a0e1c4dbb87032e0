"""What an alert is, and how alerts of one kind make one message.

>>> at = datetime(2026, 3, 31, 8, tzinfo=SHANGHAI)
>>> down = Alert("source failing", "s1", "s1 Example: http 500", at, "s1", "fangzhi sources check s1")
>>> print(Message(down.kind, (down,)).body)
- s1 Example: http 500; since 2026-03-31 08:00 UTC+8
Look closer: fangzhi sources check s1
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from itertools import groupby

from flows.settings import SHANGHAI

NAMED = 20  # subjects a message names; the rest is counted
TEST = "test"


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
        return "\n".join([*named, *more, f"Look closer: {self.look}"])

    @property
    def look(self) -> str:
        """The command to look closer: at all that are named where it takes several subjects, else at the first."""
        named = self.alerts[:NAMED]
        command = named[0].look.removesuffix(named[0].subject)
        if all(alert.look == command + alert.subject for alert in named):
            return command + " ".join(alert.subject for alert in named)
        return named[0].look

    @property
    def id(self) -> str:
        """The same when it is offered again, so that who answered too late to be understood can know it."""
        told = [(alert.key, alert.since.isoformat()) for alert in self.alerts]
        return sha256(repr((self.over, told)).encode()).hexdigest()[:16]

    def as_json(self) -> dict[str, object]:
        """What the webhook gets."""
        return {
            "id": self.id,
            "title": self.title,
            "kind": self.kind,
            "state": "over" if self.over else "new",
            "what": [alert.what for alert in self.alerts],
            "since": min(alert.since for alert in self.alerts).isoformat(),
            "sources": sorted({alert.source for alert in self.alerts} - {""}),
            "look": self.look,
        }


def local(instant: datetime) -> str:
    """
    >>> local(datetime.fromisoformat("2026-03-31T00:00Z"))
    '2026-03-31 08:00 UTC+8'
    """
    return f"{instant.astimezone(SHANGHAI):%Y-%m-%d %H:%M} UTC+8"


def messages(alerts: Iterable[Alert], *, over: bool = False) -> list[Message]:
    """One message a kind."""
    by_kind = sorted(alerts, key=lambda alert: (alert.kind, alert.subject))
    return [Message(kind, tuple(group), over) for kind, group in groupby(by_kind, key=lambda alert: alert.kind)]
