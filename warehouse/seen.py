"""What earlier runs saw: links and their fate, visits, archive files; and the runs' own record."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date
from pathlib import Path

import duckdb

from warehouse.cells import day, instant
from warehouse.load import read_staged
from warehouse.records import LinkState, RunRow, Visit
from warehouse.store import transaction

KNOWN = """
select coalesce(s.url, l.url), coalesce(s.source_id, l.source_id), coalesce(s.state, 'new'), s.etag, s.last_modified,
    s.sha256, l.url is not null, l.discovered_at, coalesce(s.reason, ''), s.settled_at
from (from link where source_id in (select unnest($1::VARCHAR[]))) l
full join (from link_state where source_id in (select unnest($1::VARCHAR[]))) s on s.url = l.url
"""
VISITED = """
select source_id, visited_at, complete, discovered, fetched, unchanged, failed, list_pages from visit
where source_id in (select unnest($1::VARCHAR[]))
qualify row_number() over (partition by source_id order by visited_at desc) = 1
"""
PUBLISHED = """
select source_id, count(distinct article_id) from article where published_on between ? and ? group by source_id
"""


def known(connection: duckdb.DuckDBPyConnection, source_ids: Sequence[str]) -> Mapping[str, LinkState]:
    return {row[0]: LinkState(*row) for row in connection.execute(KNOWN, [list(source_ids)]).fetchall()}


def visited(connection: duckdb.DuckDBPyConnection, source_ids: Sequence[str]) -> Mapping[str, Visit]:
    return {row[0]: Visit(*row) for row in connection.execute(VISITED, [list(source_ids)]).fetchall()}


def articles_published(connection: duckdb.DuckDBPyConnection, first: date, last: date) -> Mapping[str, int]:
    return dict(connection.execute(PUBLISHED, [first, last]).fetchall())


def pages_loaded(connection: duckdb.DuckDBPyConnection, file: str) -> set[int]:
    rows = connection.execute("select archive_offset from page where archive_file = ?", [file]).fetchall()
    return {int(row[0]) for row in rows if row[0] is not None}


def unfinished(connection: duckdb.DuckDBPyConnection, files: Sequence[str]) -> list[str]:
    done = {str(row[0]) for row in connection.execute("select file from archive_file").fetchall()}
    return [file for file in files if file not in done]


def forget_requests(connection: duckdb.DuckDBPyConnection, until: date) -> int:
    """Drop rows of fetch_log up to the end of a day (UTC); how many."""
    row = connection.execute("delete from fetch_log where fetched_at::DATE <= ?", [until]).fetchone()
    return int(row[0]) if row else 0


def forget_archive(connection: duckdb.DuckDBPyConnection, files: Sequence[str]) -> int:
    """Take archive files out of the pages that name them; how many pages. What was read in them stays."""
    row = connection.execute(
        "update page set archive_file = null, archive_offset = null "
        "where archive_file in (select unnest($1::VARCHAR[]))",
        [list(files)],
    ).fetchone()
    return int(row[0]) if row else 0


def record_run(connection: duckdb.DuckDBPyConnection, rows: Sequence[RunRow], scratch: Path) -> None:
    if not rows:
        return
    last = {(row.run_id, row.source_id): row for row in rows}
    staged = [
        asdict(row) | {"day": day(row.day), "started_at": instant(row.started_at), "ended_at": instant(row.ended_at)}
        for row in last.values()
    ]
    with transaction(connection):
        read_staged(connection, "run", staged, scratch)
        connection.execute(
            "delete from run where exists "
            "(from staged_run s where s.run_id = run.run_id and s.source_id = run.source_id)"
        )
        connection.execute("insert into run by name from staged_run")
        connection.execute("drop table staged_run")
