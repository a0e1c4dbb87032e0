"""What the flow tests share: the sample sites, served for the session, and a way to compare warehouses."""

import socket
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import duckdb
import pytest

from extractors import sources
from extractors.records import Source
from flows import sites

DAY = date(2026, 1, 31)
CLOCKS = {
    "discovered_at", "fetched_at", "last_fetched_at", "settled_at", "first_at", "visited_at",
    "known_from", "known_to", "last_at", "reconcile_no", "load_no", "archive_file", "archive_offset", "edition_no",
    "run_id", "file", "headers",
}  # fmt: skip
# The record of the runs themselves, and what counts editions and copies.
ASIDE = {"run", "fetch_log", "archive_file", "visit", "schema_migration", "counter", "edition", "copy_state"}
ASIDE |= {"unpublished", "unpublished_month"}


@pytest.fixture(scope="session")
def site_sources() -> Iterator[list[Source]]:
    with sites.serve() as bases:
        yield list(sites.sources(bases))


@pytest.fixture
def data(tmp_path: Path, site_sources: list[Source]) -> Path:
    """A data directory whose sources are the sample sites."""
    return furnished(tmp_path / "data", site_sources)


def furnished(folder: Path, found: list[Source]) -> Path:
    folder.mkdir(parents=True)
    (folder / "fangzhi.toml").write_text("builtin_sources = false\nworkers = 1\n")
    sources.append(folder / "sources", found)
    return folder


@pytest.fixture(scope="session")
def furnish(site_sources: list[Source]) -> Callable[[Path], Path]:
    """Makes a data directory of it, whose sources are the sample sites."""
    return lambda folder: furnished(folder, site_sources)


@pytest.fixture(scope="session")
def free_port() -> Callable[[], int]:
    """Gives a port that nobody listened on a moment ago."""

    def find() -> int:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port: int = probe.getsockname()[1]
            return port

    return find


@pytest.fixture(scope="session")
def tables() -> Callable[..., dict[str, list[tuple[object, ...]]]]:
    """All that a warehouse holds, to be compared."""
    return content


def content(folder: Path, file: str = "warehouse.duckdb") -> dict[str, list[tuple[object, ...]]]:
    """All rows of all tables, in order, without clocks and without the record of the runs themselves."""
    held: dict[str, list[tuple[object, ...]]] = {}
    with duckdb.connect(str(folder / file), read_only=True) as connection:
        names = connection.execute("select table_name from duckdb_tables() where not internal").fetchall()
        for (name,) in names:
            if name in ASIDE:
                continue
            columns = [row[0] for row in connection.execute(f"describe {name}").fetchall() if row[0] not in CLOCKS]
            listed = ", ".join(f'"{column}"' for column in columns)
            held[name] = connection.execute(f"select {listed} from {name} order by all").fetchall()
    return held
