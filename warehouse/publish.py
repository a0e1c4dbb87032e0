"""Publishing: the copy that analysts read, put in place by one rename while readers keep the old one.

`fangzhi.duckdb` has the figures with their history, their evidence with sentence and source, the dimensions, and the
macros that answer comparisons. What changed is written into a copy of the copy that stands; now and then, when much
changed, or when the layout is another, it is made from nothing.
"""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path

import duckdb

from extractors.errors import WarehouseError
from warehouse.comments import explain
from warehouse.parquet import write_observations
from warehouse.reconcile import LOADS, loads_named
from warehouse.records import Published
from warehouse.store import (
    FILE,
    connect,
    counter,
    lend_words,
    put_in_place,
    quoted,
    run,
    scalar,
    sql,
    sql_files,
    statements,
    transaction,
)

COPY = "fangzhi.duckdb"
COMING = "fangzhi.duckdb.new"
REWRITE = "`fangzhi reparse`, or any run that publishes, writes it anew from the warehouse"
MOST_DELTAS = 30  # then the copy is made from nothing, so that it stays compact and sorted
MOST_CHANGED = 0.3  # of all figures: more are faster written from nothing
WITHHELD = """
select count(*) from figure
where known_to is null and figure_id in (select key from complaint where severity = 'error')
"""


def publish(connection: duckdb.DuckDBPyConnection, folder: Path) -> Published:
    """Put a copy with the figures of now in place, and the Parquet files that changed.

    Raises WarehouseError where the warehouse lost all that the copy was made of: then the copy stays.
    """
    must_hold_articles(connection, folder / COPY)
    coming = folder / COMING
    for left_over in (coming, coming.with_name(COMING + ".wal")):
        left_over.unlink(missing_ok=True)
    since = base(connection, folder / COPY)
    if since is not None:
        shutil.copyfile(folder / COPY, coming)
    connection.execute(f"attach {quoted(coming)} as coming")
    try:
        with transaction(connection):
            lend_words(connection)
            run(connection, "publish/05_spans.sql", {})
            if since is None:
                made_of = {"layout": layout(folder), "dimensions": dimensions(connection)}
                run(connection, "publish/10_whole.sql", made_of)
            else:
                write_changes(connection, since)
            run(connection, "publish/30_dimensions.sql", {})
            explain(connection, FILE.removesuffix(".duckdb"))
    finally:
        connection.execute("detach coming")
    with connect(coming) as copy:
        if since is None:
            for name in (*sql_files("words"), *sql_files("macros")):
                run(copy, name, {})
            for file in own_views(folder):
                add_view(copy, file)
        figures = scalar(copy, "select count(*) from figure where known_to is null")
        without = refused_views(copy)
    put_in_place(coming, folder / COPY)
    purge(connection)
    rewritten = write_observations(connection, folder)
    size = (folder / COPY).stat().st_size
    refused = tuple(f"views/{file} is not in the published copy: {error}" for file, error in without.items())
    return Published(folder / COPY, figures, size, rewritten, scalar(connection, WITHHELD), refused)


def copy_in(folder: Path) -> Path:
    """The published copy of a data directory. Raises WarehouseError where nothing was published yet."""
    if not (folder / COPY).exists():
        raise WarehouseError(
            f"nothing is published in {folder}: expected {COPY}; "
            "name another directory with --data, or run a harvest first"
        )
    return folder / COPY


def must_hold_articles(connection: duckdb.DuckDBPyConnection, copy: Path) -> None:
    """Raises WarehouseError when a copy with figures would be replaced by one from a warehouse without any article."""
    if not copy.exists() or scalar(connection, "select count(*) from article"):
        return
    try:
        with connect(copy, read_only=True) as standing:
            figures = scalar(standing, "select count(*) from figure")
    except (duckdb.Error, WarehouseError):
        return
    if figures:
        raise WarehouseError(
            f"the warehouse beside {copy} holds no article, the copy {figures} figures: it stays as it is. Put the "
            "warehouse or the archive back from a backup (`fangzhi reparse` reads the archive), or remove the copy"
        )


def layout(folder: Path) -> str:
    """Names what the copy is made of: a copy of another layout is not added to."""
    texts = [sql(name) for part in ("publish", "words", "macros", "migrations") for name in sql_files(part)]
    texts += [path.read_text(encoding="utf-8", errors="replace") for path in own_views(folder) if path.is_file()]
    return hashlib.sha256("\0".join(texts).encode()).hexdigest()[:16]


def dimensions(connection: duckdb.DuckDBPyConnection) -> int:
    """Stands for the districts and indicators, of which each figure in the copy has something."""
    return scalar(connection, "select sum(value) from counter where name in ('district', 'indicator')")


def base(connection: duckdb.DuckDBPyConnection, copy: Path) -> int | None:
    """The reconciliation up to which the copy that stands is right, if changes can be written into a copy of it."""
    if not copy.exists():
        return None
    try:
        with connect(copy, read_only=True) as standing:
            row = standing.execute(
                "select reconcile_no, identity, layout, dimensions, deltas from copy_state"
            ).fetchone()
            total = scalar(standing, "select count(*) from figure")
    except (duckdb.Error, WarehouseError):
        return None
    if row is None:
        return None
    since, identity, made_by, made_with, deltas = row
    same = identity == counter(connection, "identity")
    kept = since >= counter(connection, "purged")
    changed = scalar(connection, "select count(*) from unpublished where table_name = 'figure'")
    few = changed <= max(1000, MOST_CHANGED * total)
    alike = made_by == layout(copy.parent) and made_with == dimensions(connection)
    return int(since) if same and kept and few and alike and deltas < MOST_DELTAS else None


def write_changes(connection: duckdb.DuckDBPyConnection, since: int) -> None:
    """Write what changed since a reconciliation into the attached copy."""
    run(connection, "publish/20_changes.sql", {"since": since})
    loads = connection.execute("select distinct load_no from new_evidence").fetchall()
    for statement in statements(sql("publish/21_evidence.sql").replace(LOADS, loads_named(loads))):
        connection.execute(statement)
    run(connection, "publish/22_articles.sql", {"since": since})


def own_views(folder: Path) -> list[Path]:
    """SQL files of the user's own, in `views` of the data directory: each adds a view or macro to the copy."""
    return sorted((folder / "views").glob("*.sql"))


def add_view(copy: duckdb.DuckDBPyConnection, file: Path) -> None:
    """Run a file of the user's own, all of it or nothing; that DuckDB refuses one is noted in the copy."""
    refused = None
    try:
        with transaction(copy):
            for statement in statements(file.read_text(encoding="utf-8")):
                copy.execute(statement)
    except (duckdb.Error, OSError, UnicodeDecodeError) as error:
        refused = " ".join(str(error).split())
    copy.execute("insert into own_view values (?, ?)", [file.name, refused])


def refused_views(copy: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """The files of the user's own that a copy is without, each with DuckDB's words."""
    return dict(copy.execute("select file, error from own_view where error is not null order by file").fetchall())


def purge(connection: duckdb.DuckDBPyConnection) -> None:
    """Forget the changes that the copy has now. A crash before this leaves them: the copy itself says what it has."""
    with transaction(connection):
        connection.execute("delete from unpublished")
        connection.execute(
            "update counter set value = (select value from counter where name = 'reconcile') where name = 'purged'"
        )
