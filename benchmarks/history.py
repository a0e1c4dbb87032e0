"""A history from nothing, loaded and reconciled portion by portion as it came; what was interrupted is gone on with."""

from __future__ import annotations

import json
import shutil
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

import duckdb

from benchmarks.made_news import DISTRICTS, INDICATORS, PER_ARTICLE, make, parts
from warehouse.load import merge
from warehouse.store import connect, transaction
from warehouse.warehouse import Warehouse

RELATIONS = ("page", "article", "reading", "observation")
RECONCILED_AT_ONCE = 10_000_000  # observations; a longer history is reconciled as it comes
BUILT = "built.json"  # portions that are reconciled, and the seconds they took
WORK = ("bare", "load", "reconcile")


@dataclass(frozen=True, slots=True)
class Seconds:
    """Of processor time and of the clock."""

    cpu: float = 0.0
    wall: float = 0.0

    def __add__(self, other: Seconds) -> Seconds:
        return Seconds(self.cpu + other.cpu, self.wall + other.wall)

    def __str__(self) -> str:
        return f"{self.cpu:.1f} ({self.wall:.0f})"


def timed(work: Callable[[], object]) -> Seconds:
    cpu, wall = time.process_time(), time.perf_counter()
    work()
    return Seconds(time.process_time() - cpu, time.perf_counter() - wall)


def limit(connection: duckdb.DuckDBPyConnection, limits: dict[str, str]) -> None:
    for name, value in limits.items():
        connection.execute(f"set {name} = '{value}'")


def take_in(warehouse: Warehouse, staged: Path) -> None:
    """Load staged Parquet as a run would, in one transaction."""
    connection = warehouse._connection
    with transaction(connection):
        for relation in RELATIONS:
            connection.execute(f"create or replace temp view staged_{relation} as from '{staged / relation}.parquet'")
        merge(connection, RELATIONS, trial=False)


def furnish(warehouse: Warehouse) -> None:
    """Districts, sources and indicators of the made-up country."""
    c = warehouse._connection
    if c.execute("select count(*) from district").fetchall() != [(0,)]:
        return
    c.execute(
        "insert into district select (110000 + d)::VARCHAR, 'GB/T2260', '区' || d, 3, "
        f"left((110000 + d)::VARCHAR, 4) || '00', '省/市/区' || d, null, null, []::VARCHAR[], 100000 + d, 100.0 + d "
        f"from range({DISTRICTS}) t(d)"
    )
    c.execute(
        f"insert into source select 's' || d, '网' || d, (110000 + d)::VARCHAR, 'list', '', 'active', null, false "
        f"from range({DISTRICTS}) t(d)"
    )
    c.execute(
        "insert into indicator select 'i' || i, '指标' || i, '', '', 'money', 'flow', ['元'], true, false, true, null, '' "
        f"from range({INDICATORS}) t(i)"
    )
    c.execute("insert into unit values ('元', 'money', '元', 1.0)")


def build(warehouse: Warehouse, folder: Path, observations: int, limits: dict[str, str]) -> dict[str, Seconds]:
    """Make a history, insert it barely, load and reconcile it; the seconds of each.

    What was built in the folder before counts with the seconds that it took then: so a long history may be built with
    interruptions, and is lost by none for more than the portion that was in work.
    """
    file, staged = folder / BUILT, folder / "staged"
    built = json.loads(file.read_text(encoding="utf-8")) if file.exists() else {"portions": 0}
    seconds = {name: Seconds(**built.get(name, {})) for name in WORK}
    portions, waiting = parts(observations), 0
    with duckdb.connect() as maker:
        limit(maker, limits)
        maker.execute("set TimeZone = 'UTC'")
        (folder / "bare.duckdb").unlink(missing_ok=True)
        for number, part in enumerate(portions, 1):
            if number <= built["portions"]:
                continue
            make(maker, staged, observations, part)
            seconds["bare"] += inserted(folder, staged, limits)
            seconds["load"] += timed(lambda: take_in(warehouse, staged))
            waiting += len(part) * PER_ARTICLE
            if waiting >= RECONCILED_AT_ONCE or number == len(portions):
                seconds["reconcile"] += timed(warehouse.reconcile)
                waiting = 0
                (folder / "bare.duckdb").unlink()
                done = {"portions": number} | {name: asdict(took) for name, took in seconds.items()}
                file.write_text(json.dumps(done), encoding="utf-8")
                print(f"{number} of {len(portions)} portions are built", flush=True)
    shutil.rmtree(staged, ignore_errors=True)
    return seconds


def inserted(folder: Path, staged: Path, limits: dict[str, str]) -> Seconds:
    """The peer: the same observations inserted into an equal table without keys."""
    with connect(folder / "bare.duckdb") as bare:
        limit(bare, limits)
        bare.execute("set preserve_insertion_order = false")  # as the warehouse has it
        rows = f"from '{staged}/observation.parquet'"
        bare.execute(f"create table if not exists bare as {rows} limit 0")
        return timed(lambda: bare.execute(f"insert into bare {rows}"))
