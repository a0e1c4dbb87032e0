"""What is wrong with this installation: each check names the fault and its cure.

Checks look, they change nothing: a warehouse is opened for reading only, and a server is only asked. What cannot be
checked because something before it is broken is passed over: one fault, one line.
"""

import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from datetime import datetime
from importlib.metadata import PackageNotFoundError, version
from typing import Literal

from packaging.requirements import Requirement

from extractors import sources
from extractors.archive import Archive
from extractors.errors import FangzhiError
from extractors.indicators import catalogue
from extractors.places import gazetteer
from flows import leftovers, orchestrator
from flows.cli.common import counted
from flows.doctor_server import prefect_server
from flows.finding import Finding
from flows.settings import Settings
from flows.watch_machine import standing
from warehouse.health import examine, examine_copy, examine_views

PYTHON = (3, 11)
PINNED = (  # with other versions a server does not start, or starts and never schedules; see pyproject.toml
    Requirement("prefect==3.8.8"),
    Requirement("fastapi>=0.139,<0.151"),
    Requirement("sqlalchemy>=2.0,<2.1"),
    Requirement("duckdb==1.5.5"),
)
LOW_GIB = 2.0


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
        active = len(known.active())
        catalogue(settings.indicators)
        gazetteer()
    except (FangzhiError, OSError) as error:
        yield Finding("catalogues", "fault", str(error), "mend the line that is named, or remove the file")
        return
    if active:
        yield Finding("catalogues", "ok", counted(active, "active source"))
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
    if not settings.data.exists():
        cure = "the first harvest makes it; if yours lies elsewhere, name it with --data or FANGZHI_DATA"
        yield Finding("data", "warning", f"{settings.data} does not exist", cure)
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
    yield Finding("archive", "ok", f"{counted(len(files), 'file')}, {counted(pages, 'page')} in the last")


def warehouse(settings: Settings, now: datetime) -> Iterator[Finding]:
    """Who writes it, whether this code knows its tables, and how old the published copy is."""
    health = examine(settings.data)
    if health.fault:
        yield Finding("warehouse", "fault", health.fault, health.cure)
    elif health.holder:
        yield Finding("warehouse", "ok", f"being written by {health.holder}")
    else:
        yield Finding("warehouse", "ok", "nothing loaded yet" if health.empty else "can be opened")


def copy(settings: Settings, now: datetime) -> Iterator[Finding]:
    """Analysts can ask the published copy."""
    health = examine_copy(settings.data)
    if health.fault:
        yield Finding("copy", "fault", health.fault, health.cure)
    else:
        yield Finding("copy", "ok", "nothing published yet" if health.empty else "can be asked")


def views(settings: Settings, now: datetime) -> Iterator[Finding]:
    """The views of the user's own will be taken by the next run that publishes, and those there are, are published."""
    health = examine_views(settings.data)
    if health.fault:
        yield Finding("views", "fault", health.fault, health.cure)
    elif not health.empty:
        yield Finding("views", "ok", "the SQL files of your own are taken")


def left_behind(settings: Settings, now: datetime) -> Iterator[Finding]:
    """Temporary servers whose run was killed."""
    for process in leftovers.left_behind(orchestrator.home(settings.data)):
        cure = f"kill {process}; the next run by hand ends it too"
        yield Finding("leftover", "warning", f"process {process} is a temporary server whose run was killed", cure)


CHECKS: tuple[Callable[[Settings, datetime], Iterator[Finding]], ...] = (
    versions,
    data,
    contact,
    catalogues,
    archive,
    warehouse,
    copy,
    views,
    left_behind,
    prefect_server,
)
