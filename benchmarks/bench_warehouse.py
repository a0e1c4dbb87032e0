"""The warehouse under load: against a bare insert, a day over a short and a long history, a comparison against SQL.

    python -m benchmarks.bench_warehouse [OBSERVATIONS ...] [--keep DIR] [--threads N] [--memory 8GB]

Default: 300,000 and 1,000,000 observations, some minutes. 10,000,000 take about a quarter of an hour of one processor
and 8 GB of disk, 100,000,000 ten times as much. Seconds are of processor time, all threads together, since what else
runs on the machine has little say in it; those in brackets went by on the clock. The news is that of `made_news`.
"""

from __future__ import annotations

import argparse
import resource
import shutil
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from pathlib import Path

import duckdb

from benchmarks.made_news import (
    DAY_ARTICLES,
    DAY_OBSERVATIONS,
    DISTRICTS,
    INDICATORS,
    PER_ARTICLE,
    make,
    make_day,
    parts,
)
from extractors.records import Article, Digest, Observation, Page, article_id
from warehouse import Batch, ask, open_warehouse
from warehouse.load import merge
from warehouse.store import connect, transaction
from warehouse.warehouse import Warehouse

RELATIONS = ("page", "article", "reading", "observation")
RECONCILED_AT_ONCE = 10_000_000  # observations; a longer history is reconciled as it comes
FILTER = (
    "f.indicator = 'i3' and f.kind = 'level' and f.status = 'actual' and f.known_to is null "
    "and f.period_start = DATE '2024-01-01' and f.period_end = DATE '2024-12-31'"
)
# The same question by hand: values and ranks of those that said something; with names; all that `compare` answers with.
BY_HAND = f"select f.place_code, f.value, rank() over (order by f.value desc) from figure f where {FILTER} order by 3"
WITH_NAMES = (
    "select d.code, d.name, d.path, sum(f.value) from figure f join district d on d.code = f.place_code "
    f"where {FILTER} group by all order by 4 desc"
)
THE_SAME = (
    "select d.code, t.value, t.rank from district d left join (select f.place_code, f.value, rank() over (order by "
    f"f.value desc) as rank from figure f where {FILTER}) t on t.place_code = d.code order by t.rank nulls last, d.code"
)
BY_MACRO = "select code, value, rank from compare('i3', '2024')"


@dataclass(frozen=True, slots=True)
class Seconds:
    """Of processor time and of the clock."""

    cpu: float = 0.0
    wall: float = 0.0

    def __add__(self, other: Seconds) -> Seconds:
        return Seconds(self.cpu + other.cpu, self.wall + other.wall)

    def __str__(self) -> str:
        return f"{self.cpu:.1f} ({self.wall:.0f})"


@dataclass(slots=True)
class Figures:
    """What was measured, in the order of measuring."""

    rows: list[tuple[str, str]] = field(default_factory=list)

    def add(self, name: str, value: object) -> None:
        self.rows.append((name, str(value)))
        print(f"{name:<70}{value!s:>22}", flush=True)


def timed(work: Callable[[], object]) -> Seconds:
    cpu, wall = time.process_time(), time.perf_counter()
    work()
    return Seconds(time.process_time() - cpu, time.perf_counter() - wall)


def least_ms(work: Callable[[], object]) -> float:
    return min(timed(work).cpu for _ in range(15)) * 1e3


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


def from_records(folder: Path, figures: Figures) -> None:
    """The whole way of a batch of 2,000 articles from Python records into the warehouse."""
    at = datetime(2025, 2, 1, tzinfo=UTC)
    told = Observation(
        0, 8, "56.82亿元", 5.682e9, None, None, (), "元", 5.682e9, "元", "exact", "level", "", None, "地区生产总值", "i1",
        "actual", False, "flow", date(2024, 1, 1), date(2024, 12, 31), "explicit", "区7", "省/市/区7", 3, "110007", None,
        "explicit", None, 0, 40, "amount", "p1",
    )  # fmt: skip
    digests = []
    for number in range(2_000):
        url, sha256 = f"http://d7.example/{number}", f"{number:064x}"
        page = Page(url, url, "s7", at, 200, {}, b"", sha256, "article", "b.warc.gz", number)
        text = "去年全区经济运行总体平稳。" * 80 + url
        article = Article(article_id(url), url, "s7", sha256, at, "新闻", (), None, at, "meta", text, text)
        said = tuple(replace(told, start=40 * n, end=40 * n + 8, ordinal=n) for n in range(PER_ARTICLE))
        digests.append(Digest(page, article, said))
    with open_warehouse(folder) as warehouse:
        seconds = timed(lambda: warehouse.load(Batch("bench", digests, rules_version="p1"))).cpu
    figures.add("from records, observations per CPU s", f"{2_000 * PER_ARTICLE / seconds:,.0f}")


def memory() -> str:
    return f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20:.1f} GiB"


def build(warehouse: Warehouse, folder: Path, observations: int, limits: dict[str, str]) -> dict[str, Seconds]:
    """A history from nothing: made, inserted barely, loaded and reconciled portion by portion, which are then dropped."""
    seconds = {name: Seconds() for name in ("bare", "load", "reconcile")}
    staged, waiting = folder / "staged", 0
    with duckdb.connect() as maker, connect(folder / "bare.duckdb") as bare:
        for connection in (maker, bare):
            limit(connection, limits)
        maker.execute("set TimeZone = 'UTC'")
        bare.execute("set preserve_insertion_order = false")  # as the warehouse has it
        portions = parts(observations)
        for number, part in enumerate(portions, 1):
            make(maker, staged, observations, part)
            rows = f"from '{staged}/observation.parquet'"
            bare.execute(f"create table if not exists bare as {rows} limit 0")
            seconds["bare"] += timed(lambda rows=rows: bare.execute(f"insert into bare {rows}"))  # type: ignore[misc]
            seconds["load"] += timed(lambda: take_in(warehouse, staged))
            waiting += len(part) * PER_ARTICLE
            if waiting >= RECONCILED_AT_ONCE or number == len(portions):
                seconds["reconcile"] += timed(warehouse.reconcile)
                waiting = 0
    shutil.rmtree(staged)
    (folder / "bare.duckdb").unlink()
    return seconds


def measure(observations: int, folder: Path, limits: dict[str, str], figures: Figures) -> Seconds:
    """All that is measured over one history; what loading and reconciling the day after it takes."""
    folder.mkdir(parents=True, exist_ok=True)
    label = f"{observations / 1e6:g} M"
    with open_warehouse(folder) as warehouse:
        limit(warehouse._connection, limits)
        furnish(warehouse)
        took = build(warehouse, folder, observations, limits)
        figures.add(f"{label}: bare insert, rows per CPU s", f"{observations / took['bare'].cpu:,.0f}")
        figures.add(f"{label}: load, rows per CPU s", f"{observations / took['load'].cpu:,.0f}")
        figures.add(
            f"{label}: load against bare insert, rows per s (0.3 asked)", f"{took['bare'].cpu / took['load'].cpu:.2f} x"
        )
        figures.add(f"{label}: reconcile all, s", took["reconcile"])
        figures.add(f"{label}: check all, s", timed(warehouse.check))
        figures.add(f"{label}: publish all, s", whole := timed(warehouse.publish))
        with duckdb.connect() as maker:
            limit(maker, limits)
            maker.execute("set TimeZone = 'UTC'")
            make_day(maker, folder / "day", observations)
        day = {"load": timed(lambda: take_in(warehouse, folder / "day")), "reconcile": timed(warehouse.reconcile)}
        day |= {"check": timed(warehouse.check), "publish": timed(warehouse.publish)}
        for name, seconds in day.items():
            figures.add(f"{label}: a day's {name}, s", seconds)
        of = f"{DAY_ARTICLES:,} pages, {DAY_OBSERVATIONS:,} observations"
        figures.add(f"{label}: a day in all ({of}), s (180 asked)", sum(day.values(), Seconds()))
        figures.add(f"{label}: publish a day against all", f"{day['publish'].cpu / whole.cpu:.2f} x")
    compared(folder, label, figures)
    size = sum(path.stat().st_size for path in (folder / "warehouse.duckdb", folder / "fangzhi.duckdb"))
    figures.add(f"{label}: warehouse and published copy, MiB", f"{size / 2**20:,.0f}")
    figures.add(f"{label}: peak memory", memory())
    return day["load"] + day["reconcile"]


def compared(folder: Path, label: str, figures: Figures) -> None:
    """A comparison against the same by hand: on an open connection, and as it is asked, with the file opened for it."""
    with ask.copy_of(folder) as copy:
        many = copy.execute("select count(*) from figure").fetchall()[0][0]
        hand, named, same, macro = (
            least_ms(lambda query=query: copy.execute(query).fetchall())  # type: ignore[misc]
            for query in (BY_HAND, WITH_NAMES, THE_SAME, BY_MACRO)
        )
        planned = least_ms(lambda: copy.execute(f"explain {BY_MACRO}"))
    asked_hand = least_ms(lambda: ask.query(folder, BY_HAND))
    asked_macro = least_ms(lambda: ask.query(folder, BY_MACRO))
    figures.add(f"{label}: figures", f"{many:,}")
    figures.add(f"{label}: compare, ms (of these planning {planned:.1f}; silent ones in it)", f"{macro:.1f}")
    figures.add(f"{label}: compare against values and ranks by hand ({hand:.1f} ms)", f"{macro / hand:.1f} x")
    figures.add(f"{label}: compare against sums with names by hand ({named:.1f} ms)", f"{macro / named:.1f} x")
    figures.add(f"{label}: compare against the same with the silent by hand ({same:.1f} ms)", f"{macro / same:.1f} x")
    figures.add(
        f"{label}: compare against by hand, as asked ({asked_hand:.1f} ms)", f"{asked_macro / asked_hand:.1f} x"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("observations", nargs="*", type=int, default=[300_000, 1_000_000])
    parser.add_argument("--keep", type=Path, help="a directory for the warehouses, which stay")
    parser.add_argument("--threads", help="of DuckDB")
    parser.add_argument("--memory", help="of DuckDB, such as 8GB")
    asked = parser.parse_args()
    limits = {name: value for name, value in (("threads", asked.threads), ("memory_limit", asked.memory)) if value}
    figures = Figures()
    home = asked.keep or Path(tempfile.mkdtemp(prefix="fangzhi-bench-"))
    try:
        from_records(home / "records", figures)
        days = [measure(count, home / str(count), limits, figures) for count in asked.observations]
    finally:
        if not asked.keep:
            shutil.rmtree(home)
    if len(days) > 1:
        figures.add(
            "a day over the longest history against the shortest (2 asked)", f"{days[-1].cpu / days[0].cpu:.2f} x"
        )


if __name__ == "__main__":
    main()
