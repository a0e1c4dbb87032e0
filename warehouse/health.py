"""Whether the warehouse in a folder can be written: looked at without changing anything, and without waiting.

>>> from tempfile import TemporaryDirectory
>>> with TemporaryDirectory() as folder:
...     examine(Path(folder)).empty
True
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

import duckdb
from filelock import FileLock, Timeout

from extractors.errors import WarehouseError
from warehouse.publish import COPY, REWRITE, refused_views
from warehouse.store import FILE, HOLDER, LOCK, connect, sql_files, told


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
    """Whether the published copy can be asked, and which SQL files of the user's own it is without."""
    file = folder / COPY
    if not file.exists():
        return Health(empty=True)
    try:
        with connect(file, read_only=True) as copy:
            copy.execute("select count(*) from figure").fetchone()
            tables = copy.execute("select table_name from duckdb_tables() where table_name = 'own_view'").fetchall()
            refused = refused_views(copy) if tables else ()
    except (duckdb.Error, WarehouseError) as error:
        return Health(fault=f"{file} cannot be asked: {error}", cure=REWRITE)
    if refused:
        return Health(fault="; ".join(refused), cure="mend the file or remove it; the next run that publishes tries it")
    return Health()


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
    known = max(int(name.rpartition("/")[2].partition("_")[0]) for name in sql_files("migrations"))
    if done and done[0] is not None and done[0] > known:
        fault = f"the warehouse has migration {done[0]}, this code knows {known} at most"
        return Health(fault=fault, cure="update fangzhi")
    return Health()
