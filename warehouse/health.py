"""Whether the warehouse in a folder is sound: looked at without changing anything, and without waiting.

>>> from tempfile import TemporaryDirectory
>>> with TemporaryDirectory() as folder:
...     examine(Path(folder)).empty
True
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb
from filelock import FileLock, Timeout

from extractors.errors import WarehouseError
from warehouse.publish import COPY, REWRITE, own_views, refused_views
from warehouse.store import FILE, HOLDER, LOCK, connect, migrations, told
from warehouse.warehouse import open_warehouse


@dataclass(frozen=True, slots=True)
class Health:
    """`holder`: who writes it just now, in words; `fault` and `cure` are empty where all is well."""

    empty: bool = False
    holder: str = ""
    fault: str = ""
    cure: str = ""


def examine(folder: Path) -> Health:
    """Look at the lock, then at the file, if nobody writes it."""
    file = folder / FILE
    if not file.exists():
        return Health(empty=True)
    unwritable = [name for name in (FILE, LOCK) if (folder / name).exists() and not os.access(folder / name, os.W_OK)]
    if unwritable:
        return Health(fault=f"{folder / unwritable[0]} cannot be written", cure=f"chown -R USER {folder}")
    gate = FileLock(folder / LOCK, timeout=0)
    try:
        with gate:
            return of_file(file)
    except Timeout:
        return Health(holder=told(folder / HOLDER))


def examine_copy(folder: Path) -> Health:
    """Whether the published copy can be asked."""
    file = folder / COPY
    if not file.exists():
        return Health(empty=True)
    try:
        with connect(file, read_only=True) as copy:
            copy.execute("select count(*) from figure").fetchone()
    except (duckdb.Error, WarehouseError) as error:
        return Health(fault=f"{file} cannot be asked: {error}", cure=REWRITE)
    return Health()


def examine_views(folder: Path) -> Health:
    """Whether DuckDB takes the SQL files of the user's own, and whether the published copy was made with them."""
    if not own_views(folder):
        return Health(empty=True)
    try:
        refused = tried(folder)
    except (duckdb.Error, WarehouseError, OSError) as error:
        return Health(fault=f"{folder / 'views'} cannot be tried: {error}", cure="set TMPDIR to a folder with room")
    if refused:
        faults = "; ".join(f"views/{file} is refused: {error}" for file, error in refused.items())
        return Health(fault=faults, cure="mend the file or remove it; what is published is without it")
    if without := [file for file in published_without(folder / COPY) if (folder / "views" / file).exists()]:
        files = ", ".join(f"views/{file}" for file in without)
        return Health(fault=f"{files}: not in the published copy, which was made when it was refused", cure=REWRITE)
    return Health()


def tried(folder: Path) -> dict[str, str]:
    """The files of the user's own that DuckDB refuses, with its words, on an empty warehouse apart from all data."""
    with TemporaryDirectory() as name:
        empty = Path(name)
        (empty / "views").symlink_to((folder / "views").absolute())
        with open_warehouse(empty) as warehouse:
            warehouse.publish()
        return published_without(empty / COPY)


def published_without(file: Path) -> dict[str, str]:
    """The files of the user's own that a copy was made without, with DuckDB's words; of a spoilt copy none is known."""
    if not file.exists():
        return {}
    try:
        with connect(file, read_only=True) as copy:
            return refused_views(copy)
    except (duckdb.Error, WarehouseError):
        return {}


def of_file(file: Path) -> Health:
    """Whether DuckDB can open it, and this code knows its migrations."""
    try:
        connection = connect(file, read_only=True)
    except WarehouseError as error:
        if "lock" in str(error).lower():
            return Health(fault=str(error), cure="end the process that has the file open; analysts use fangzhi.duckdb")
        return Health(fault=str(error), cure="put the last backup in place, or move it away and run fangzhi harvest")
    try:
        done = connection.execute("select max(number) from schema_migration").fetchone()
    except duckdb.Error as error:
        return Health(fault=f"{file} is no warehouse: {error}", cure="move it away; fangzhi harvest makes a new one")
    finally:
        connection.close()
    known = max(migrations())
    if done and done[0] is not None and done[0] > known:
        fault = f"the warehouse has migration {done[0]}, this code knows {known} at most"
        return Health(fault=fault, cure="update fangzhi")
    return Health()
