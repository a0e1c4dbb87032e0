"""Publishing: the copy that analysts read, put in place by one rename while readers keep the old one.

`fangzhi.duckdb` has the figures with their history, their evidence with sentence and source, the dimensions, and the
macros that answer comparisons.
"""

from __future__ import annotations

import os
from pathlib import Path

import duckdb

from warehouse.load import scalar
from warehouse.records import Published
from warehouse.store import connect, sql, sql_files, statements

COPY = "fangzhi.duckdb"
COMING = "fangzhi.duckdb.new"
WITHHELD = """
select count(*) from figure
where known_to is null and figure_id in (select key from complaint where severity = 'error')
"""


def publish(connection: duckdb.DuckDBPyConnection, folder: Path) -> Published:
    """Write the copy anew and put it in place."""
    coming = folder / COMING
    for left_over in (coming, coming.with_name(COMING + ".wal")):
        left_over.unlink(missing_ok=True)
    connection.execute(f"attach {quoted(coming)} as coming")
    try:
        for statement in statements(sql("publish/10_copy.sql")):
            connection.execute(statement)
    finally:
        connection.execute("detach coming")
    with connect(coming) as copy:
        for name in sql_files("macros"):
            for statement in statements(sql(name)):
                copy.execute(statement)
        figures = scalar(copy, "select count(*) from figure where known_to is null")
    withheld = scalar(connection, WITHHELD)
    put_in_place(coming, folder / COPY)
    connection.execute("delete from unpublished")
    return Published(folder / COPY, figures, (folder / COPY).stat().st_size, withheld=withheld)


def quoted(path: Path) -> str:
    """A path as an SQL string."""
    return "'" + str(path).replace("'", "''") + "'"


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
