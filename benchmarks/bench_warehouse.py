"""The warehouse under load: against a bare insert, a day over a short and a long history, a comparison against SQL.

    python -m benchmarks.bench_warehouse [OBSERVATIONS ...] [--keep DIR] [--threads N] [--memory 8GB]

Default: 300,000 and 1,000,000 observations, some minutes. 10,000,000 take about twenty minutes of one processor and
8 GB of disk, 100,000,000 more than ten times as much: with --keep, a history that was interrupted is gone on with, and
of one that was measured only the comparison is measured again. Seconds are of processor time, all threads together,
since what else runs on the machine has little say in it; those in brackets went by on the clock. The news is that of
`made_news`.
"""

from __future__ import annotations

import argparse
import resource
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from pathlib import Path

import duckdb

from benchmarks.history import Seconds, build, furnish, limit, take_in, timed
from benchmarks.made_news import DAY_ARTICLES, DAY_OBSERVATIONS, PER_ARTICLE, make_day
from extractors.records import Article, Digest, Observation, Page, article_id
from warehouse import Batch, ask, open_warehouse

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


@dataclass(slots=True)
class Figures:
    """What was measured, in the order of measuring."""

    rows: list[tuple[str, str]] = field(default_factory=list)

    def add(self, name: str, value: object) -> None:
        self.rows.append((name, str(value)))
        print(f"{name:<70}{value!s:>22}", flush=True)


def least_ms(work: Callable[[], object]) -> float:
    return min(timed(work).cpu for _ in range(15)) * 1e3


def from_records(folder: Path, figures: Figures) -> None:
    """The whole way of a batch of 2,000 articles from Python records into an empty warehouse."""
    shutil.rmtree(folder, ignore_errors=True)
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


def measure(observations: int, folder: Path, limits: dict[str, str], figures: Figures) -> Seconds:
    """All that is measured over one history; what loading and reconciling the day after it takes."""
    folder.mkdir(parents=True, exist_ok=True)
    label = f"{observations / 1e6:g} M"
    day: dict[str, Seconds] = {}
    if not (folder / "day").exists():
        day = grown(observations, folder, label, limits, figures)
    compared(folder, label, figures)
    size = sum(path.stat().st_size for path in (folder / "warehouse.duckdb", folder / "fangzhi.duckdb"))
    figures.add(f"{label}: warehouse and published copy, MiB", f"{size / 2**20:,.0f}")
    figures.add(f"{label}: peak memory", memory())
    return day.get("load", Seconds()) + day.get("reconcile", Seconds())


def grown(observations: int, folder: Path, label: str, limits: dict[str, str], figures: Figures) -> dict[str, Seconds]:
    """Build a history, and what the day after it takes."""
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
    return day


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
    if len(days) > 1 and days[0].cpu and days[-1].cpu:
        figures.add(
            "a day over the longest history against the shortest (2 asked)", f"{days[-1].cpu / days[0].cpu:.2f} x"
        )


if __name__ == "__main__":
    main()
