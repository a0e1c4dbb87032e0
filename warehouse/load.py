"""Loading: one transaction a batch; the same batch again changes nothing.

A batch is staged as files of JSON, read into temporary tables by DuckDB's own reader, and merged by the SQL files of
`sql/load`, which run in the order of their names. A relation of which a batch has no rows costs nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import duckdb

from warehouse.cells import Row, lines
from warehouse.records import Loaded
from warehouse.stage import Staged
from warehouse.store import counter, run, scalar, transaction

# Staged relation -> the table that knows the types of its columns, and the columns that it does not have.
TYPED_BY: dict[str, tuple[str, dict[str, str]]] = {
    "page": ("page", {}),
    "article": ("article", {}),
    "reading": ("reading", {"reader_version": "VARCHAR"}),
    "observation": ("observation_all", {}),
    "refusal": ("article", {"rules_version": "VARCHAR"}),
    "link": ("link", {}),
    "link_state": ("link_state", {}),
    "reject": ("reject", {}),
    "fetch_log": ("fetch_log", {}),
    "visit": ("visit", {}),
    "archive_file": ("archive_file", {}),
    "run": ("run", {}),
    "district": ("district", {}),
    "source": ("source", {}),
    "indicator": ("indicator", {}),
    "unit": ("unit", {}),
}
# Which files run when a staged relation has rows, and which of their counts is told.
STEPS: tuple[tuple[str, str], ...] = (
    ("page", "10_page"),
    ("article", "20_article"),
    ("reading", "30_reading"),
    ("reading", "40_current"),
    ("observation", "50_observation"),
    ("reading", "55_month"),
    ("link", "60_link"),
    ("link_state", "65_link_state"),
    ("reject", "70_reject"),
    ("fetch_log", "75_fetch_log"),
    ("visit", "80_visit"),
    ("archive_file", "85_archive_file"),
)
COUNTED = ("page", "article", "observation_all", "reject")
SMALLEST_BUFFER = 16 * 1024 * 1024


def load(connection: duckdb.DuckDBPyConnection, staged: Staged, scratch: Path, *, trial: bool) -> Loaded:
    """Load staged rows in one transaction."""
    with transaction(connection):
        present = [name for name, rows in staged.rows.items() if rows]
        for name in present:
            read_staged(connection, name, staged.rows[name], scratch)
        if "refusal" in present:
            for name in ("reading", "article"):
                if name not in present:
                    empty_staged(connection, name)
            run(connection, "reparse/10_refused.sql", {})
            connection.execute("drop table temp.staged_refusal")
            present = [name for name in {*present, "reading", "article"} if name != "refusal"]
        loaded = merge(connection, present, trial=trial)
        for name in present:
            connection.execute(f"drop table temp.staged_{name}")
    return loaded


def merge(connection: duckdb.DuckDBPyConnection, present: Sequence[str], *, trial: bool) -> Loaded:
    """Merge the tables `staged_...` that are present; within a transaction of the caller's."""
    before = counts(connection)
    load_no = next_number(connection, "load")
    for relation, step in STEPS:
        if relation in present:
            run(connection, f"load/{step}.sql", {"load_no": load_no, "trial": trial})
    after = counts(connection)
    return Loaded(*(after[name] - before[name] for name in COUNTED))


def counts(connection: duckdb.DuckDBPyConnection) -> dict[str, int]:
    """Rows in the tables whose growth is told; DuckDB knows them without a scan."""
    return {name: scalar(connection, f"select count(*) from {name}") for name in COUNTED}


def next_number(connection: duckdb.DuckDBPyConnection, name: str) -> int:
    """Count on; the number of this load or reconciliation."""
    connection.execute("update counter set value = value + 1 where name = ?", [name])
    return counter(connection, name)


def empty_staged(connection: duckdb.DuckDBPyConnection, relation: str) -> None:
    """Make `staged_RELATION` with no rows."""
    table, extra = TYPED_BY[relation]
    more = "".join(f", null::{kind} as {name}" for name, kind in extra.items())
    connection.execute(f"create or replace temp table staged_{relation} as select *{more} from {table} limit 0")


def read_staged(connection: duckdb.DuckDBPyConnection, relation: str, rows: Sequence[Row], scratch: Path) -> None:
    """Make the temporary table `staged_RELATION` of these rows."""
    table, extra = TYPED_BY[relation]
    types = {str(name): str(kind) for name, kind, *_ in connection.execute(f"describe {table}").fetchall()} | extra
    file = scratch / f"staged_{relation}.json"
    longest = SMALLEST_BUFFER
    with file.open("wb") as out:
        for line in lines(rows):
            longest = max(longest, len(line))
            out.write(line)
    columns = ", ".join(f"'{name}': '{types[name]}'" for name in rows[0])
    connection.execute(
        f"create or replace temp table staged_{relation} as "  # names are this module's own
        f"from read_json(?, format = 'newline_delimited', maximum_object_size = {longest + 1}, "
        f"columns = {{{columns}}})",
        [str(file)],
    )
    file.unlink()
