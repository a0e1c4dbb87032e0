"""Which alerts stand, and who has heard of them: `alerts.json` of the data directory.

Every target hears of the beginning of an alert once, and once of its end; of what lasts it hears no more. Whoever looks
holds the ledger from the look to the last word, so that two who look at once do not tell the same. What a target
took is written down before anything else is sent; what it did not take is offered to it again at the next look, and a
target that is new hears of all that stands. A target is known by a digest of its address, which may be a secret.
"""

import json
import os
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

from filelock import FileLock, Timeout

from extractors.errors import FangzhiError
from flows.alerts import Alert, Message, messages

FILE = "alerts.json"
KEPT = timedelta(days=7)  # for a target that is to hear the end and is not there
WAIT_S = 300.0  # for another one that looks and tells: slow targets take their time


class LedgerError(FangzhiError):
    """The ledger cannot be had: it cannot be made, or somebody else has been telling for minutes."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An alert; `heard`: the targets that know of its beginning and not of its end. `over`: since when, if it is."""

    alert: Alert
    heard: frozenset[str] = frozenset()
    over: datetime | None = None


class Ledger:
    """What stands, by the key of the alert. Used inside `opened`."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self.entries = _read(file)
        self.new: tuple[Alert, ...] = ()  # by the last look
        self.over: tuple[Alert, ...] = ()
        self.unwritten = ""  # why nothing could be written down

    @property
    def standing(self) -> tuple[Alert, ...]:
        return tuple(entry.alert for entry in self.entries.values() if not entry.over)

    def note(self, found: Iterable[Alert], unseen: Collection[str] = (), *, now: datetime) -> None:
        """Compare with what stood at the last look. An alert keeps the words and the day it was first seen with.

        `unseen`: kinds that could not be looked for; of these nothing is over.
        """
        fresh = {alert.key: alert for alert in found}
        stood = {alert.key: alert for alert in self.standing}
        self.new = tuple(alert for key, alert in fresh.items() if key not in stood)
        self.over = tuple(alert for key, alert in stood.items() if key not in fresh and alert.kind not in unseen)
        for key, alert in fresh.items():
            self.entries[key] = replace(self.entries.get(key, Entry(alert)), over=None)
        for alert in self.over:
            self.entries[alert.key] = replace(self.entries[alert.key], over=now)
        self.save()

    def due(self, target: str) -> list[Message]:
        """What this target is still to hear: beginnings, then ends."""
        entries = self.entries.values()
        begun = (entry.alert for entry in entries if not entry.over and target not in entry.heard)
        ended = (entry.alert for entry in entries if entry.over and target in entry.heard)
        return messages(begun) + messages(ended, over=True)

    def heard(self, target: str, message: Message) -> None:
        """Write down that a target took a message."""
        for alert in message.alerts:
            entry = self.entries[alert.key]
            heard = entry.heard - {target} if message.over else entry.heard | {target}
            self.entries[alert.key] = replace(entry, heard=heard)
        self.save()

    def forget(self, *, now: datetime) -> None:
        """Drop what is over and heard of, or was told to targets that have not been seen since for long.

        Somebody who looks without their addresses must not take the end away from them.
        """
        self.entries = {
            key: entry
            for key, entry in self.entries.items()
            if entry.over is None or (entry.heard and now - entry.over < KEPT)
        }
        self.save()

    def save(self) -> None:
        """On a full disk it is better to tell twice than not at all: what cannot be written is told again next time."""
        rows = [
            asdict(entry.alert)
            | {
                "since": entry.alert.since.isoformat(),
                "heard": sorted(entry.heard),
                "over": entry.over and entry.over.isoformat(),
            }
            for entry in self.entries.values()
        ]
        coming = self.file.with_suffix(".new")
        try:
            coming.write_text(json.dumps(rows, ensure_ascii=False, indent=1), encoding="utf-8")
            os.replace(coming, self.file)
        except OSError as error:
            self.unwritten = str(error)


@contextmanager
def opened(data: Path, *, wait_s: float = WAIT_S) -> Iterator[Ledger]:
    """The ledger of a data directory, held until the context ends. LedgerError: it cannot be had, after `wait_s`."""
    lock = FileLock(data / (FILE + ".lock"), timeout=wait_s)
    try:
        data.mkdir(parents=True, exist_ok=True)
        lock.acquire()
    except Timeout as error:
        what = f"{data / FILE}: somebody else has been looking and telling for {wait_s:.0f} s; is a target stuck?"
        raise LedgerError(what) from error
    except OSError as error:
        raise LedgerError(f"{data / FILE}: cannot be locked ({error}); mend its permissions") from error
    try:
        yield Ledger(data / FILE)
    finally:
        lock.release()


def _read(file: Path) -> dict[str, Entry]:
    """What stood; a file that cannot be read stands for nothing, and all is told again."""
    found: list[Entry] = []
    try:
        for row in json.loads(file.read_text(encoding="utf-8")):
            heard, over = frozenset(row.pop("heard")), row.pop("over")
            alert = Alert(**{**row, "since": datetime.fromisoformat(row["since"])})
            found.append(Entry(alert, heard, over and datetime.fromisoformat(over)))
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return {}
    return {entry.alert.key: entry for entry in found}
