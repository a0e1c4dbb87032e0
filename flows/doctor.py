"""What is wrong with this installation: each check names the fault and its cure.

Checks look, they change nothing: a warehouse is opened for reading only, and a server is only asked. What cannot be
checked because something before it is broken is passed over: one fault, one line.
"""

import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from importlib.metadata import PackageNotFoundError, version
from typing import Literal
from urllib.error import URLError
from urllib.request import urlopen

from packaging.requirements import Requirement

from extractors import sources
from extractors.archive import Archive
from extractors.errors import FangzhiError
from extractors.indicators import catalogue
from extractors.places import gazetteer
from flows import leftovers, orchestrator, server
from flows.deployments import POOL, TAG
from flows.settings import Settings
from flows.watch_machine import standing
from warehouse.health import examine

PYTHON = (3, 11)
PINNED = (  # with other versions a server does not start, or starts and never schedules; see pyproject.toml
    Requirement("prefect==3.8.8"),
    Requirement("fastapi>=0.139,<0.151"),
    Requirement("sqlalchemy>=2.0,<2.1"),
    Requirement("duckdb==1.5.5"),
)
CLOCK_OFF = timedelta(minutes=2)
LATE = timedelta(minutes=10)
LOW_GIB = 2.0


@dataclass(frozen=True, slots=True)
class Finding:
    """`ok`: as it should be; `warning`: works, but look; `fault`: will not work until cured."""

    check: str
    state: Literal["ok", "warning", "fault"]
    what: str
    cure: str = ""


def examine_all(settings: Settings, *, now: datetime) -> list[Finding]:
    """Every check, in order of what depends on what."""
    return [finding for check in CHECKS for finding in check(settings, now)]


def versions(settings: Settings, now: datetime) -> Iterator[Finding]:
    if sys.version_info < PYTHON:
        yield Finding("python", "fault", f"Python {sys.version.split()[0]}", "use Python 3.11 or later")
    wrong: list[str] = []
    for wanted in PINNED:
        try:
            there = version(wanted.name)
        except PackageNotFoundError:
            there = "missing"
        if there == "missing" or not wanted.specifier.contains(there):
            wrong.append(f"{wanted.name} is {there}, wanted is {wanted.specifier}")
    cure = "pip install --require-hashes -r requirements.lock"
    yield Finding("versions", "fault", "; ".join(wrong), cure) if wrong else Finding("versions", "ok", "as tested")


def contact(settings: Settings, now: datetime) -> Iterator[Finding]:
    if settings.politeness.contact:
        yield Finding("contact", "ok", settings.politeness.contact)
    else:
        cure = "set FANGZHI_CONTACT to an address or page of yours"
        yield Finding("contact", "warning", "sites are asked without a word on who asks", cure)


def catalogues(settings: Settings, now: datetime) -> Iterator[Finding]:
    """Sources, indicators and places can be read."""
    try:
        known = sources.load(settings.sources, builtin=settings.builtin_sources)
        active = sum(source.status == "active" for source in known)
        catalogue(settings.indicators)
        gazetteer()
    except (FangzhiError, OSError) as error:
        yield Finding("catalogues", "fault", str(error), "mend the line that is named, or remove the file")
        return
    if active:
        yield Finding("catalogues", "ok", f"{active} active sources")
    else:
        yield Finding("catalogues", "fault", "there is no active source", "add one: fangzhi sources add URL")


def data(settings: Settings, now: datetime) -> Iterator[Finding]:
    """The data directory can be written, and there is room."""
    place = standing(settings.data)
    try:
        with tempfile.NamedTemporaryFile(dir=place):
            pass
    except OSError as error:
        cure = f"give the user who runs fangzhi the folder: chown -R USER {place}"
        yield Finding("data", "fault", f"{place} cannot be written: {error.strerror}", cure)
        return
    usage = shutil.disk_usage(place)
    free = usage.free / 2**30
    percent = 100 * (usage.total - usage.free) / usage.total
    cure = "move the data directory to a larger disk (FANGZHI_DATA); the archive can be kept on another one by a link"
    state: Literal["ok", "warning", "fault"] = "ok" if percent < settings.disk_percent else "warning"
    state = "fault" if free < LOW_GIB else state
    yield Finding("disk", state, f"{free:.1f} GiB free under {place}", "" if state == "ok" else cure)


def archive(settings: Settings, now: datetime) -> Iterator[Finding]:
    """The archive is a folder, and its last file can be read."""
    folder = settings.archive
    if not folder.exists():
        yield Finding("archive", "ok", "nothing archived yet")
        return
    if not folder.is_dir() or not os.access(folder, os.W_OK):
        yield Finding("archive", "fault", f"{folder} is no folder that can be written", "move away what stands there")
        return
    files = Archive(folder).files()
    try:
        pages = sum(1 for _ in Archive(folder).scan(files[-1])) if files else 0
    except FangzhiError as error:
        cure = "the next run reads the file to its last whole page; keep it, and look at the disk it lies on"
        yield Finding("archive", "fault", str(error), cure)
        return
    yield Finding("archive", "ok", f"{len(files)} files, {pages} pages in the last")


def warehouse(settings: Settings, now: datetime) -> Iterator[Finding]:
    """Who writes it, whether this code knows its tables, and how old the published copy is."""
    health = examine(settings.data)
    if health.fault:
        yield Finding("warehouse", "fault", health.fault, health.cure)
    elif health.holder:
        yield Finding("warehouse", "ok", f"being written by {health.holder}")
    else:
        yield Finding("warehouse", "ok", "nothing loaded yet" if health.empty else "can be opened")


def left_behind(settings: Settings, now: datetime) -> Iterator[Finding]:
    """Temporary servers whose run was killed."""
    for process in leftovers.left_behind(orchestrator.home(settings.data)):
        cure = f"kill {process}; the next run by hand ends it too"
        yield Finding("leftover", "warning", f"process {process} is a temporary server whose run was killed", cure)


def prefect_server(settings: Settings, now: datetime) -> Iterator[Finding]:
    """The server answers, its clock is ours, it schedules, and a worker is alive."""
    api = os.environ.get("PREFECT_API_URL")
    if not api:
        yield Finding("server", "ok", "none set (PREFECT_API_URL): runs by hand only, nothing is scheduled")
        return
    if not server.answers(api):
        cure = "start it (`fangzhi serve` on this machine), or mend PREFECT_API_URL"
        yield Finding("server", "fault", f"nothing answers at {api}", cure)
        return
    yield Finding("server", "ok", f"answers at {api}")
    try:
        yield from clock(api)
        yield from schedules(api, now)
    except server.ServerSilent as error:
        yield Finding("server", "fault", str(error), "look at the server's own log")


def clock(api: str) -> Iterator[Finding]:
    try:
        with urlopen(api + "/health", timeout=server.TIMEOUT_S) as answer:
            theirs = parsedate_to_datetime(answer.headers["Date"])
    except (URLError, OSError, TypeError, ValueError):
        return
    off = abs(datetime.now(UTC) - theirs)
    if off > CLOCK_OFF:
        cure = "set both clocks by NTP: timedatectl set-ntp true"
        yield Finding("clock", "fault", f"{off.total_seconds():.0f} s off the server's", cure)
    else:
        yield Finding("clock", "ok", "as the server's")


def schedules(api: str, now: datetime) -> Iterator[Finding]:
    ours = {"tags": {"all_": [TAG]}}
    deployments = server.ask(api, "/deployments/filter", {"deployments": ours, "limit": 200})
    if not deployments:
        yield Finding("deployments", "fault", "none on the server: nothing will ever run", "fangzhi deploy")
        return
    active = [row for row in deployments if not row["paused"] and any(s["active"] for s in row["schedules"])]
    yield Finding("deployments", "ok", f"{len(deployments)}, {len(active)} of them with a schedule")
    workers = server.ask(api, f"/work_pools/{POOL}/workers/filter", {})
    alive = sum(worker["status"] == "ONLINE" for worker in workers)
    if alive:
        yield Finding("worker", "ok", f"{alive} alive")
    else:
        cure = f"fangzhi serve, or: prefect worker start --pool {POOL}"
        yield Finding("worker", "fault", f"none of pool {POOL} is alive: nothing will start", cure)
    coming = {"tags": {"all_": [TAG]}, "state": {"type": {"any_": ["SCHEDULED"]}}}
    waiting = server.ask(api, "/flow_runs/filter", {"flow_runs": coming, "limit": 200})
    oldest = min((datetime.fromisoformat(row["created"]) for row in active), default=now)
    if active and not waiting and now - oldest > LATE:
        cure = "pip install --require-hashes -r requirements.lock, then start the server anew (sqlalchemy < 2.1)"
        yield Finding("schedules", "fault", "the server makes no runs of its schedules", cure)
    else:
        yield Finding("schedules", "ok", f"{len(waiting)} runs are waiting for their time")


CHECKS: tuple[Callable[[Settings, datetime], Iterator[Finding]], ...] = (
    versions,
    data,
    contact,
    catalogues,
    archive,
    warehouse,
    left_behind,
    prefect_server,
)
