"""Asking: answers from the published copy, read-only, while a run may be writing the warehouse.

A query can neither write, nor read another file, nor reach the network, nor lift these bars.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import duckdb

from extractors.errors import WarehouseError
from warehouse.publish import COPY
from warehouse.records import Cell, Table
from warehouse.store import connect


@contextmanager
def copy_of(folder: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """The published copy, locked up. Raises WarehouseError when nothing was published yet."""
    path = folder / COPY
    if not path.exists():
        raise WarehouseError(f"nothing is published in {folder}: expected {COPY}; run a harvest first")
    connection = connect(path, read_only=True)
    try:
        connection.execute("set enable_external_access = false")
        connection.execute("set lock_configuration = true")
        yield connection
    finally:
        connection.close()


def query(folder: Path, sql: str, params: Sequence[object] = ()) -> Table:
    """Run one statement on the published copy. Raises WarehouseError with DuckDB's words if it is refused."""
    with copy_of(folder) as connection:
        try:
            cursor = connection.execute(sql, list(params) or None)
            columns = tuple(str(column[0]) for column in cursor.description or ())
            rows: list[tuple[Cell, ...]] = cursor.fetchall()
        except duckdb.Error as error:
            raise WarehouseError(f"the query was refused: {error}") from error
    return Table(columns, tuple(rows))


def compare(
    folder: Path,
    indicator: str,
    period: str,
    *,
    within: str | None = None,
    kind: str = "level",
    status: str = "actual",
    level: int | None = None,
) -> Table:
    """One indicator in one period: every district's figure, ranked among its like; the others as silent."""
    return query(
        folder,
        "from compare($1, $2, within := $3, kind := $4, status := $5, level := $6)",
        (indicator, period, within, kind, status, level),
    )
