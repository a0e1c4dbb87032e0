"""The words that explain tables and columns: kept as COMMENTs in the warehouse, carried into the published copy."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import duckdb

from warehouse.store import quoted, sql, statements

# A column of the copy without a comment of its own has that of the first of these tables that knows it.
EXPLAINED_BY = ("evidence", "observation_all", "article", "figure", "district", "reject", "complaint", "telling")
VIEW_OF = {"observation": "observation_all"}  # DuckDB gives a view's columns no comment of their own
COLUMNS = """
select c.table_name, t.comment, c.column_name, c.data_type, c.comment
from duckdb_columns() c
join (
    select database_name, table_name, comment from duckdb_tables()
    union all
    select database_name, view_name, comment from duckdb_views() where not internal
) t using (database_name, table_name)
where c.database_name = $database and c.table_name != 'schema_migration'
order by c.table_name, c.column_index
"""


@dataclass(frozen=True, slots=True)
class Column:
    """A column and what it means."""

    table: str
    table_comment: str
    name: str
    type: str
    comment: str


def columns(connection: duckdb.DuckDBPyConnection, database: str) -> list[Column]:
    """Every column of a database, in order."""
    rows = connection.execute(COLUMNS, {"database": database}).fetchall()
    said = {(str(t), str(c)): str(comment) for t, _, c, _, comment in rows if comment}
    return [
        Column(str(t), str(words or ""), str(c), str(kind), first(said, (str(t), VIEW_OF.get(str(t), "")), str(c)))
        for t, words, c, kind, _ in rows
    ]


def explain(connection: duckdb.DuckDBPyConnection, own: str) -> None:
    """Give the attached copy `coming` the comments of the warehouse, whose database is named `own`."""
    kept, coming = columns(connection, own), columns(connection, "coming")
    said = {(c.table, c.name): c.comment for c in kept}
    tables = {c.table: c.table_comment for c in kept}
    for table in {c.table for c in coming} & set(tables):
        connection.execute(f"comment on table coming.{table} is {quoted(tables[table])}")
    for column in coming:
        if words := first(said, (column.table, *EXPLAINED_BY), column.name):
            connection.execute(f'comment on column coming.{column.table}."{column.name}" is {quoted(words)}')
    for statement in statements(sql("publish/50_comments.sql")):
        connection.execute(statement)


def first(said: dict[tuple[str, str], str], tables: Sequence[str], name: str) -> str:
    return next((said[table, name] for table in tables if said.get((table, name))), "")
