"""The published copy, locked up: a query can neither write, nor read another file, nor reach the network, nor lift
these bars.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import duckdb

from extractors.errors import UsageError, WarehouseError
from warehouse.publish import REWRITE, copy_in
from warehouse.records import Cell, Table
from warehouse.store import connect

# What the macros refuse as the caller's: in the words of the files of sql/macros.
EXPECTED = re.compile(
    r"expected (?:the id of an indicator|a kind:|a status:|an order:|a period such as|the code of a district below).*?"
    r"; found [^\n]*"
)


@contextmanager
def copy_of(folder: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """The published copy, locked up. Raises WarehouseError when nothing was published yet."""
    path = copy_in(folder)
    try:
        connection = connect(path, read_only=True)
    except WarehouseError as error:
        raise WarehouseError(f"{error}; {REWRITE}") from error
    try:
        connection.execute("set enable_external_access = false")
        connection.execute("set lock_configuration = true")
        yield connection
    finally:
        connection.close()


def query(folder: Path, sql: str, params: Sequence[object] = ()) -> Table:
    """Run one statement on the published copy.

    Raises UsageError if the text holds none or several, WarehouseError with DuckDB's words if it is refused.
    """
    with copy_of(folder) as copy:
        with told():
            many = len(copy.extract_statements(sql))
        if many != 1:
            raise UsageError(f"expected a statement in SQL, found {many or 'none'}; ask one at a time")
        return answer(copy, sql, params)


@contextmanager
def told() -> Iterator[None]:
    """Say what DuckDB refuses in our words: what a macro calls wrong is the caller's, all else stands as it is."""
    try:
        yield
    except duckdb.Error as error:
        if expected := EXPECTED.search(str(error)):
            raise UsageError(expected[0]) from error
        raise WarehouseError(f"the query was refused: {error}") from error


def answer(copy: duckdb.DuckDBPyConnection, sql: str, params: Sequence[object]) -> Table:
    with told():
        cursor = copy.execute(sql, list(params) or None)
        columns = told_apart([str(column[0]) for column in cursor.description or ()])
        rows: list[tuple[Cell, ...]] = cursor.fetchall()
    return Table(columns, tuple(rows))


def one(copy: duckdb.DuckDBPyConnection, sql: str, params: Sequence[object]) -> Cell:
    """The only value of an answer that has one."""
    return answer(copy, sql, params).rows[0][0]


def told_apart(names: Sequence[str]) -> tuple[str, ...]:
    """Column names of which each occurs once; DuckDB lets a join bring the same name twice.

    >>> told_apart(["name", "value", "name", "name_1"])
    ('name', 'value', 'name_2', 'name_1')
    """
    taken, apart = set(names), list[str]()
    for name in names:
        number, new = 0, name
        while new in apart or (number and new in taken):
            number += 1
            new = f"{name}_{number}"
        apart.append(new)
    return tuple(apart)
