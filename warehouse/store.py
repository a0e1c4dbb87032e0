"""The one file that is written: who may write it, how it is opened, how its tables come to be.

One process writes at a time, held by `warehouse.lock`; beside the lock stands who holds it. The file is opened for the
length of a session and closed with it. Tables come from numbered SQL files, each run once, in one transaction; what is
done with them stands in SQL files too, which `run` runs.
"""

from __future__ import annotations

import hashlib
import json
import os
import socket
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from functools import cache
from importlib import resources
from pathlib import Path

import duckdb
from filelock import FileLock, Timeout

from extractors.errors import WarehouseError

FILE = "warehouse.duckdb"
LOCK = "warehouse.lock"
HOLDER = "warehouse.holder.json"
SCRATCH = "scratch"  # staged rows and spilled intermediate results; may be deleted at any time when nobody writes
NO_EXTENSIONS: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
}


@cache
def sql(name: str) -> str:
    """The text of a file under warehouse/sql, such as `load/10_page.sql`."""
    return resources.files("warehouse").joinpath("sql", *name.split("/")).read_text(encoding="utf-8")


def sql_files(folder: str) -> list[str]:
    """Names of the SQL files in a folder of warehouse/sql, in order."""
    entries = resources.files("warehouse").joinpath("sql", *folder.split("/")).iterdir()
    return sorted(f"{folder}/{entry.name}" for entry in entries if entry.name.endswith(".sql"))


def statements(text: str) -> list[str]:
    """The statements of an SQL text."""
    return [statement.query for statement in duckdb.extract_statements(text)]


def run(connection: duckdb.DuckDBPyConnection, name: str, values: Mapping[str, object]) -> None:
    """Run the statements of an SQL file; `$name` in them stands for a value."""
    for statement in statements(sql(name)):
        used = {key: value for key, value in values.items() if f"${key}" in statement}
        connection.execute(statement, used or None)


def scalar(connection: duckdb.DuckDBPyConnection, query: str) -> int:
    """The number that a query gives; 0 for none."""
    row = connection.execute(query).fetchone()
    return int(row[0]) if row and row[0] is not None else 0


def counter(connection: duckdb.DuckDBPyConnection, name: str) -> int:
    """A running number of the warehouse; 0 if nothing was counted yet."""
    row = connection.execute("select value from counter where name = ?", [name]).fetchone()
    return int(row[0]) if row else 0


def lend_words(connection: duckdb.DuckDBPyConnection) -> None:
    """Give this connection alone the macros of sql/words, which the published copy has too."""
    for name in sql_files("words"):
        connection.execute(sql(name).replace("create or replace macro", "create or replace temp macro"))


def migrations() -> dict[int, str]:
    """The SQL files of the migrations, by their numbers."""
    return {int(name.rpartition("/")[2].partition("_")[0]): name for name in sql_files("migrations")}


def quoted(text: str | Path) -> str:
    """A text or a path as an SQL string, for statements that take no parameters."""
    return "'" + str(text).replace("'", "''") + "'"


@contextmanager
def lock(folder: Path, wait_s: float) -> Iterator[None]:
    """Hold the warehouse for writing. Raises WarehouseError, which tells who holds it, after `wait_s` seconds."""
    holder = folder / HOLDER
    gate = FileLock(folder / LOCK, timeout=wait_s)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        gate.acquire()
    except Timeout as error:
        raise WarehouseError(
            f"the warehouse in {folder} is being written by {told(holder)}; wait for it to end, or stop it"
        ) from error
    except OSError as error:
        raise WarehouseError(f"cannot lock the warehouse in {folder}: {error}; is the folder writable?") from error
    try:
        with suppress(OSError):
            holder.write_text(json.dumps({"pid": os.getpid(), "host": socket.gethostname()}), encoding="utf-8")
        yield
    finally:
        with suppress(OSError):
            holder.unlink()
        gate.release()


def told(holder: Path) -> str:
    """Who holds the lock, in words."""
    try:
        who = json.loads(holder.read_text(encoding="utf-8"))
        since = instant_of(holder)
        return f"process {who['pid']} on {who['host']} since {since}"
    except (OSError, ValueError, KeyError, TypeError):
        return "another process"


def instant_of(path: Path) -> str:
    """When a file was written, as the file system says."""
    return datetime.fromtimestamp(path.stat().st_mtime, UTC).isoformat(timespec="seconds")


def connect(path: Path, *, read_only: bool = False) -> duckdb.DuckDBPyConnection:
    """Open a DuckDB file; results must not depend on the machine's time zone, nor on extensions it may fetch."""
    try:
        connection = duckdb.connect(str(path), read_only=read_only, config=dict(NO_EXTENSIONS))
    except duckdb.Error as error:
        raise WarehouseError(f"cannot open {path}: {error}") from error
    connection.execute("set TimeZone = 'UTC'")
    return connection


def open_for_writing(folder: Path) -> duckdb.DuckDBPyConnection:
    """Open and migrate the warehouse. The lock must be held."""
    scratch = folder / SCRATCH
    scratch.mkdir(exist_ok=True)
    for left_over in scratch.iterdir():
        if left_over.is_file():
            left_over.unlink()
    if not (folder / FILE).exists():
        create(folder / FILE, scratch)
    connection = connect(folder / FILE)
    connection.execute("set temp_directory = ?", [str(scratch)])
    connection.execute("set preserve_insertion_order = false")
    try:
        migrate(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def put_in_place(coming: Path, place: Path) -> None:
    """Rename over what stands there, so that after a crash one of the two is whole."""
    descriptor = os.open(coming, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
    os.replace(coming, place)
    directory = os.open(place.parent, os.O_RDONLY)
    try:
        os.fsync(directory)
    finally:
        os.close(directory)


def create(place: Path, scratch: Path) -> None:
    """Put an empty database in place, whole: one whose making was interrupted could not be opened again."""
    coming = scratch / place.name
    connect(coming).close()
    put_in_place(coming, place)


@contextmanager
def transaction(connection: duckdb.DuckDBPyConnection) -> Iterator[None]:
    """All or nothing."""
    connection.execute("begin transaction")
    try:
        yield
    except BaseException:
        with suppress(duckdb.Error):
            connection.execute("rollback")
        raise
    connection.execute("commit")


def migrate(connection: duckdb.DuckDBPyConnection) -> list[int]:
    """Bring the tables to what this code expects; the numbers of the migrations that ran.

    Raises WarehouseError if the file was made by newer code or by other migrations than these.
    """
    connection.execute(
        "create table if not exists schema_migration (number INTEGER, name VARCHAR, sha256 VARCHAR)"  # grain: number
    )
    done = dict(connection.execute("select number, sha256 from schema_migration").fetchall())
    known = migrations()
    if newer := sorted(set(done) - set(known)):
        raise WarehouseError(
            f"the warehouse has migration {newer[-1]}, this code knows {max(known)} at most; update fangzhi"
        )
    ran: list[int] = []
    for number, name in sorted(known.items()):
        text = sql(name)
        sha256 = hashlib.sha256(text.encode()).hexdigest()
        if number in done:
            if done[number] != sha256:
                raise WarehouseError(f"migration {name} is not the one that made this warehouse; never edit one")
            continue
        with transaction(connection):
            for statement in statements(text):
                connection.execute(statement)
            connection.execute("insert into schema_migration values (?, ?, ?)", [number, name, sha256])
        ran.append(number)
    return ran
