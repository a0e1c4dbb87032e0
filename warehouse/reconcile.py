"""Reconciling: from all that was said to one figure for each fact.

Only the articles that were loaded since the last time are looked at, and only the figures they touch are made anew,
each from its whole evidence; so a figure depends on what is known and not on the order in which it came to be known.
"""

from __future__ import annotations

from collections.abc import Sequence

import duckdb

from warehouse.load import next_number
from warehouse.records import Reconciled
from warehouse.store import run, scalar, sql, statements, transaction
from warehouse.stories import assign

LOADS = "$everything_or_loads"
STEPS = ("19_portion", "20_history", "25_report", "30_figure")
MOST_FIGURES = 500_000  # made at a time: what they rest on is held in memory
MOST_LOADS = 500  # beyond so many, naming them saves nothing

BEGIN = """
create or replace temp table all_touched as from touched_figure;
create or replace temp table changed_figure (figure_id VARCHAR);
create or replace temp table reconciled (added BIGINT, corrected BIGINT, unchanged BIGINT, withdrawn BIGINT);
"""
TOTAL = """
select coalesce(sum(added), 0), coalesce(sum(corrected), 0), coalesce(sum(unchanged), 0), coalesce(sum(withdrawn), 0)
from reconciled
"""


def reconcile(connection: duckdb.DuckDBPyConnection) -> Reconciled:
    """Bring `evidence`, `story` and `figure` up to date, in one transaction."""
    if not scalar(connection, "select count(*) from unreconciled"):
        return Reconciled(conflicts=conflicts(connection))
    with transaction(connection):
        return reconcile_within(connection)


def reconcile_within(connection: duckdb.DuckDBPyConnection, *, finish: bool = True) -> Reconciled:
    """Reconcile within a transaction of the caller's; `finish` clears what it worked with."""
    number = next_number(connection, "reconcile")
    derive(connection, number)
    assign(connection, number)
    connection.execute(BEGIN)
    portions = -(-scalar(connection, "select count(*) from all_touched") // MOST_FIGURES)
    for portion in range(portions):
        values = {"reconcile_no": number, "portion": portion, "portions": portions}
        for step in STEPS:
            run(connection, f"reconcile/{step}.sql", values)
    row = connection.execute(TOTAL).fetchone()
    if finish:
        run(connection, "reconcile/40_done.sql", {})
    added, corrected, unchanged, withdrawn = map(int, row or (0, 0, 0, 0))
    return Reconciled(added, corrected, unchanged, conflicts(connection), withdrawn)


def derive(connection: duckdb.DuckDBPyConnection, number: int) -> None:
    """Make the evidence of the waiting articles.

    The loads that brought their observations are written into the query: loads follow one another in the file, so
    DuckDB skips the rest of it without a look.
    """
    loads = connection.execute(
        "select distinct load_no from reading where current and article_id in (select article_id from unreconciled)"
    ).fetchall()
    for statement in statements(sql("reconcile/10_evidence.sql").replace(LOADS, loads_named(loads))):
        connection.execute(statement, {"reconcile_no": number} if "$reconcile_no" in statement else None)


def loads_named(loads: Sequence[tuple[int]]) -> str:
    """The condition that keeps to these loads.

    >>> loads_named([(3,), (7,)]), loads_named([])
    ('o.load_no in (3, 7)', 'true')
    """
    numbers = [str(int(row[0])) for row in loads]
    return f"o.load_no in ({', '.join(numbers)})" if 0 < len(numbers) <= MOST_LOADS else "true"


def conflicts(connection: duckdb.DuckDBPyConnection) -> int:
    """Figures in force whose reports disagree."""
    return scalar(connection, "select count(*) from figure where conflict and known_to is null")
