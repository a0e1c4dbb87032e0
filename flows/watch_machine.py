"""Is there room, and does anything run at all? Needs neither Prefect nor the network."""

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from flows.alerts import Alert
from flows.settings import Settings
from warehouse import ask
from warehouse.publish import COPY

KINDS = frozenset({"disk nearly full", "nothing ran"})


def machine(settings: Settings, now: datetime) -> Iterator[Alert]:
    """Disks nearly full; no run for too long."""
    yield from disks(settings, now)
    yield from nothing_ran(settings, now)


def disks(settings: Settings, now: datetime) -> Iterator[Alert]:
    """The disks under warehouse and archive, each once."""
    seen: set[int] = set()
    for folder in (settings.data, settings.archive):
        place = standing(folder)
        if (device := place.stat().st_dev) in seen:
            continue
        seen.add(device)
        usage = shutil.disk_usage(place)
        percent = 100 * (usage.total - usage.free) / usage.total
        if percent >= settings.disk_percent:
            free = usage.free / 2**30
            what = f"the disk under {folder} is {percent:.0f} % full, {free:.1f} GiB are free"
            yield Alert("disk nearly full", str(folder), what, now, look=f"du -xsh {folder}/*")


def standing(folder: Path) -> Path:
    """The folder, or the nearest above it that exists."""
    return next(place for place in (folder.absolute(), *folder.absolute().parents) if place.exists())


def nothing_ran(settings: Settings, now: datetime) -> Iterator[Alert]:
    """The dead man's check: whatever may be broken, it shows in the published copy not being renewed."""
    last = last_run(settings)
    look = f"fangzhi harvest --data {settings.data}"
    if last is None:
        what = f"no run was ever recorded in {settings.data}"
        yield Alert("nothing ran", str(settings.data), what, now, look=look)
    elif now - last > timedelta(hours=settings.quiet_hours):
        hours = (now - last).total_seconds() / 3600
        what = f"no run has ended for {hours:.0f} hours in {settings.data}"
        yield Alert("nothing ran", str(settings.data), what, last, look="fangzhi doctor")


def last_run(settings: Settings) -> datetime | None:
    """When the last recorded run ended."""
    if not (settings.data / COPY).exists():
        return None
    ended = ask.query(settings.data, "select max(ended_at) from run where source_id = ''").rows[0][0]
    return ended.astimezone(UTC) if isinstance(ended, datetime) else None
