"""Reparsing: what newer rules would change, seen before it is adopted.

The archive is read anew into readings on trial, which no figure rests on. `difference` adopts them within a
transaction, reconciles, compares, and takes it all back; `adopt` keeps it; `discard` drops them. Readings that newer
ones replaced stay for the next difference, until `forget` drops all but the last few editions.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date

import duckdb

from warehouse.reconcile import reconcile_within
from warehouse.records import Cell, Table
from warehouse.store import run, scalar, transaction

BOTH = """
create or replace temp table reading_compared as
select r.article_id, r.version, r.rules_version, r.trial as was_trial, a.page_sha256 as page_key
from reading r
join article a on a.article_id = r.article_id and a.version = r.version
where (r.trial or r.current) and r.article_id in (select article_id from reading where trial)
"""
SUMMARY = """
select rule, coalesce(indicator, '') as indicator, count(*) filter (change = 'added') as added,
    count(*) filter (change = 'removed') as removed, count(*) filter (change = 'changed') as changed,
    count(*) filter (change = 'same') as same
from moved
group by all
having added + removed + changed > 0
order by added + removed + changed desc, rule, indicator
"""
ARCHIVED = """
select p.url, p.source_id, p.sha256, p.archive_file, p.archive_offset
from page p
where p.role = 'article' and p.archive_file is not null and p.archive_offset is not null
  and (len($sources::VARCHAR[]) = 0 or list_contains($sources::VARCHAR[], p.source_id))
  and ($since::DATE is null or p.fetched_at >= $since::DATE)
  and not exists (
    from article a
    join reading r on r.article_id = a.article_id and r.version = a.version
    where a.page_sha256 = p.sha256 and r.rules_version = $rules and a.reader_version = $reader
      and (r.current or r.trial)
  )
order by p.archive_file, p.archive_offset
"""
REPLACED = "not current and not trial and edition_no <= (select max(edition_no) from edition) - $keep"


@dataclass(frozen=True, slots=True)
class ArchivedPage:
    """A page to be read anew."""

    url: str
    source_id: str
    sha256: str
    archive_file: str
    archive_offset: int


@dataclass(frozen=True, slots=True)
class Difference:
    """What adopting would change: figures one by one, and observations counted by rule and indicator."""

    figures: Table
    observations: Table


def archived(
    connection: duckdb.DuckDBPyConnection,
    *,
    rules_version: str,
    reader_version: str,
    source_ids: Sequence[str] = (),
    since: date | None = None,
) -> list[ArchivedPage]:
    """Archived articles of which no reading by these rules counts or is on trial, as they lie in the archive."""
    asked = {"sources": list(source_ids), "since": since, "rules": rules_version, "reader": reader_version}
    return [ArchivedPage(*row) for row in connection.execute(ARCHIVED, asked).fetchall()]


@contextmanager
def taken_back(connection: duckdb.DuckDBPyConnection) -> Iterator[None]:
    """Do something, and undo it."""
    connection.execute("begin transaction")
    try:
        yield
    finally:
        connection.execute("rollback")


def difference(connection: duckdb.DuckDBPyConnection) -> Difference:
    """What the readings on trial would change. Nothing is changed."""
    if not scalar(connection, "select count(*) from reading where trial"):
        return Difference(Table((), ()), Table((), ()))
    with taken_back(connection):
        connection.execute(BOTH)
        connection.execute("create or replace temp table figure_before as from figure where known_to is null")
        promote(connection)
        reconcile_within(connection, finish=False)
        run(connection, "reparse/30_difference.sql", {})
        figures = table(connection, "from difference order by indicator, code, period_start, kind, figure_id")
        observations = table(connection, SUMMARY)
    return Difference(figures, observations)


def promote(connection: duckdb.DuckDBPyConnection) -> None:
    run(connection, "reparse/20_adopt.sql", {})
    run(connection, "load/40_current.sql", {})
    run(connection, "load/55_month.sql", {})


def adopt(connection: duckdb.DuckDBPyConnection) -> int:
    """Let the readings on trial count; how many they are. The figures follow with the next reconciliation."""
    many = scalar(connection, "select count(*) from reading where trial")
    with transaction(connection):
        promote(connection)
    return many


def discard(connection: duckdb.DuckDBPyConnection) -> int:
    """Drop the readings on trial and their observations; how many readings. One that had counted before is kept."""
    many = scalar(connection, "select count(*) from reading where trial")
    with transaction(connection):
        connection.execute(
            "update reading set trial = false where trial and edition_no not in (select edition_no from edition)"
        )
    drop(connection, "trial", {})
    return many


def forget(connection: duckdb.DuckDBPyConnection, *, keep: int) -> int:
    """Drop readings that newer ones replaced, but for those of the last `keep` editions; how many."""
    return drop(connection, REPLACED, {"keep": keep})


def drop(connection: duckdb.DuckDBPyConnection, which: str, values: dict[str, object]) -> int:
    with transaction(connection):
        connection.execute(f"create or replace temp table dropped as from reading where {which}", values or None)
        many = scalar(connection, "select count(*) from dropped")
        for name, version in (("observation_all", "article_version"), ("reading", "version")):
            connection.execute(
                f"delete from {name} where exists (from dropped d where d.article_id = {name}.article_id "
                f"and d.version = {name}.{version} and d.rules_version = {name}.rules_version)"
            )
        connection.execute("drop table temp.dropped")
    return many


def table(connection: duckdb.DuckDBPyConnection, query: str) -> Table:
    cursor = connection.execute(query)
    columns = tuple(str(column[0]) for column in cursor.description or ())
    rows: list[tuple[Cell, ...]] = cursor.fetchall()
    return Table(columns, tuple(rows))
