"""The warehouse under load: rows a second against a bare insert, a day's work over a short and a long history.

    python -m benchmarks.bench_warehouse [OBSERVATIONS ...] [--keep DIR]

Seconds are processor time over all threads; a machine with two idle cores takes little more than half of it.

The news is made up in SQL: 2,800 districts, 300 indicators, 15 years, 12 observations an article; 3 to 5 reports for a
typical figure, hundreds for some, most cells empty; one article in ten is a reprint, one value in twenty differs.
Default: 300,000 and 1,000,000 observations, which take about a minute. 10,000,000 need 10 GB of disk.
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

from extractors.records import Article, Digest, Observation, Page, article_id
from warehouse import Batch, ask, open_warehouse
from warehouse.load import merge
from warehouse.store import connect, transaction
from warehouse.warehouse import Warehouse

DISTRICTS, INDICATORS, YEARS, PER_ARTICLE = 2_800, 300, 15, 12
DAY_ARTICLES, DAY_OBSERVATIONS = 58_000, 700_000
CHUNK = 2_000_000
RELATIONS = ("page", "article", "reading", "observation")

# A number in [0, 1) from a row and a purpose.
UNIFORM = "((hash({row}, '{purpose}') >> 11) / 9007199254740992.0)"

ARTICLES = """
create or replace temp table made as
select j, ({first} + interval (floor({days} * (j - {offset}) / {count})) day)::DATE as published_on,
    {reprint} as reprint, (hash(j, 'home') % {districts})::INTEGER as home
from range({offset}, {offset} + {count}) t(j)
"""
STAGED = {
    "page": """
select sha256('p' || j) as sha256, 'http://d' || home || '.example/' || j as url, url as final_url, 's' || home as source_id,
    'article' as role, 200::SMALLINT as status, published_on::TIMESTAMPTZ + interval 9 hour as fetched_at,
    '{{}}' as headers, null::VARCHAR as etag, null::VARCHAR as last_modified, 'a.warc.gz' as archive_file,
    j * 1000 as archive_offset from made""",
    "article": """
select left(md5('a' || j), 16) as article_id, left(md5('v' || j), 16) as version,
    'http://d' || home || '.example/' || j as url, 's' || home as source_id, sha256('p' || j) as page_sha256,
    published_on::TIMESTAMPTZ + interval 9 hour as fetched_at, '新闻第' || j || '号' as title, []::VARCHAR[] as authors,
    null::VARCHAR as outlet, published_on::TIMESTAMPTZ as published, published_on, 'meta' as published_basis,
    repeat('全区经济运行总体平稳。', 20) || j as text, null::VARCHAR as raw_text,
    []::STRUCT("start" INTEGER, "end" INTEGER, certainty VARCHAR, rule VARCHAR)[] as repair, []::VARCHAR[] as links,
    {fingerprint} as fingerprint, {bands} as bands, left(md5('t' || reprint), 16) as story, 'r1' as reader_version,
    []::VARCHAR[] as also_pages from made""",
    "reading": """
select left(md5('a' || j), 16) as article_id, left(md5('v' || j), 16) as version, 'p1' as rules_version,
    'r1' as reader_version, {per}::INTEGER as observations from made""",
    "observation": """
with one as (
    select m.*, n, m.reprint * {per} + n as told,
        year(m.published_on) - {first_year} as y
    from made m, range({per}) s(n)
),
cell as (
    select *, floor({cells} * pow({u_cell}, 1.5))::BIGINT * {years} + y as cell from one
),
fact as (
    select *, (hash(cell, 'district') % {districts})::INTEGER as district,
        floor({indicators} * pow({u_indicator}, 2))::INTEGER as indicator,
        1e6 * floor(1 + 99999 * {u_value}) + if({u_wrong} < 0.05, 1e6, 0) as stated
    from cell
)
select left(md5('a' || j), 16) as article_id, left(md5('v' || j), 16) as article_version, (n * 40)::INTEGER as start,
    (n * 40 + 8)::INTEGER as end, 0::INTEGER as ordinal, (stated / 1e8)::VARCHAR || '亿元' as quote,
    stated as value, null::DOUBLE as low, null::DOUBLE as high, []::DOUBLE[] as values,
    '元' as unit, stated as si_value, '元' as si_unit, if(hash(told) % 10 = 0, 'gt', 'exact') as bound, 'level' as kind,
    '' as direction, null::VARCHAR as base, '指标' || indicator as measure, 'i' || indicator as indicator,
    if(hash(told) % 8 = 0, 'planned', 'actual') as status, false as cumulative, 'flow' as aspect,
    make_date({first_year} + y, 1, 1) as period_start, make_date({first_year} + y, 12, 31) as period_end,
    'explicit' as period_basis, '区' || district as place, '省/市/区' || district as place_path, 3::TINYINT as place_level,
    (110000 + district)::VARCHAR as place_code, null::VARCHAR as town_code, 'explicit' as place_basis,
    null::VARCHAR as per, (n * 40)::INTEGER as sentence_start, (n * 40 + 40)::INTEGER as sentence_end,
    '全区指标' || indicator || '为' || stated || '，同比有所增长，总体平稳。' as sentence, 5e5 as tolerance,
    'amount' as rule, 'p1' as rules_version, false as uncertain, published_on
from fact""",
}


@dataclass(slots=True)
class Figures:
    """What was measured, in the order of measuring."""

    rows: list[tuple[str, str]] = field(default_factory=list)

    def add(self, name: str, value: str) -> None:
        self.rows.append((name, value))
        print(f"{name:<62}{value:>22}", flush=True)


def timed(work: Callable[[], object]) -> float:
    """Seconds of processor time, all threads together: what else runs on the machine has little say in it."""
    began = time.process_time()
    work()
    return time.process_time() - began


def make(connection: duckdb.DuckDBPyConnection, folder: Path, observations: int, *, day: bool = False) -> None:
    """Write the staged relations of a history of so many observations, or of the day after it, as Parquet."""
    articles = DAY_ARTICLES if day else observations // PER_ARTICLE
    offset = 1_000_000_000 if day else 0
    first = "DATE '2025-12-31'" if day else f"DATE '{2026 - YEARS}-01-01'"
    days = 1 if day else YEARS * 365
    words = {
        "first": first, "days": days, "count": articles, "offset": offset, "districts": DISTRICTS,
        "indicators": INDICATORS, "years": YEARS, "first_year": 2026 - YEARS, "per": PER_ARTICLE,
        "cells": max(observations, 10_000_000) // 4 // YEARS,
        "reprint": f"if(j > {offset} + 10 and hash(j, 're') % 10 = 0, j - 1 - hash(j, 'which') % 9, j)",
        "fingerprint": "[hash(reprint, 'a'), hash(reprint, 'b')]::UBIGINT[]",
        "bands": "[hash(reprint, n) for n in range(10)]::UBIGINT[]",
    } | {
        f"u_{purpose}": UNIFORM.format(row=row, purpose=purpose)
        for purpose, row in (("cell", "told"), ("indicator", "cell"), ("value", "cell"), ("wrong", "told"))
    }  # fmt: skip
    step = CHUNK // PER_ARTICLE
    for part, begin in enumerate(range(offset, offset + articles, step)):
        here = f"select * from made where j >= {begin} and j < {begin + step}"
        connection.execute(ARTICLES.format(**words))
        connection.execute(f"create or replace temp table made as {here}")
        for relation, query in STAGED.items():
            file = folder / f"{relation}_{part}.parquet"
            connection.execute(f"copy ({query.format(**words)}) to '{file}' (row_group_size 100000)")


def take_in(warehouse: Warehouse, folder: Path) -> int:
    """Load staged Parquet as a run would, a transaction for each part; how many observations were loaded."""
    connection = warehouse._connection
    loaded = 0
    for part in range(len(list(folder.glob("observation_*.parquet")))):
        with transaction(connection):
            for relation in RELATIONS:
                file = folder / f"{relation}_{part}.parquet"
                connection.execute(f"create or replace temp view staged_{relation} as from '{file}'")
            loaded += merge(connection, RELATIONS, trial=False).observations
    return loaded


def bare(folder: Path, staged: Path) -> float:
    """Seconds of an INSERT ... SELECT of the same rows into an equal table without keys."""
    with connect(folder / "bare.duckdb") as connection:
        connection.execute("set preserve_insertion_order = false")  # as the warehouse has it
        connection.execute(f"create table bare as from '{staged}/observation_*.parquet' limit 0")
        return timed(lambda: connection.execute(f"insert into bare from '{staged}/observation_*.parquet'"))


def furnish(warehouse: Warehouse) -> None:
    """Districts, sources and indicators of the made-up country."""
    c = warehouse._connection
    c.execute(
        f"insert into district select (110000 + d)::VARCHAR, 'GB/T2260', '区' || d, 3, left((110000 + d)::VARCHAR, 4) || '00', "
        f"'省/市/区' || d, null, null, []::VARCHAR[], 100000 + d, 100.0 + d from range({DISTRICTS}) t(d)"
    )
    c.execute(
        f"insert into source select 's' || d, '网' || d, (110000 + d)::VARCHAR, 'list', '', 'active', null, false "
        f"from range({DISTRICTS}) t(d)"
    )
    c.execute(
        f"insert into indicator select 'i' || i, '指标' || i, '', '', 'money', 'flow', ['元'], true, false, true, null, '' "
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
        seconds = timed(lambda: warehouse.load(Batch("bench", digests, rules_version="p1")))
    figures.add("from records, observations per CPU s", f"{2_000 * PER_ARTICLE / seconds:,.0f}")


def memory() -> str:
    return f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20:.1f} GiB"


def measure(observations: int, folder: Path, figures: Figures) -> dict[str, float]:
    """All that is measured over one history."""
    staged, day = folder / "history", folder / "day"
    for made in (staged, day):
        made.mkdir(parents=True, exist_ok=True)
    with duckdb.connect() as generator:
        generator.execute("set TimeZone = 'UTC'")
        make(generator, staged, observations)
        make(generator, day, observations, day=True)
    label = f"{observations / 1e6:g} M"
    seconds: dict[str, float] = {"bare": bare(folder, staged)}
    with open_warehouse(folder) as warehouse:
        furnish(warehouse)
        seconds["load"] = timed(lambda: take_in(warehouse, staged))
        figures.add(f"{label}: bare insert, rows per CPU s", f"{observations / seconds['bare']:,.0f}")
        figures.add(f"{label}: load, rows per CPU s", f"{observations / seconds['load']:,.0f}")
        figures.add(f"{label}: load against bare insert", f"{seconds['bare'] / seconds['load']:.2f} x")
        seconds["reconcile"] = timed(warehouse.reconcile)
        figures.add(f"{label}: reconcile all, CPU s", f"{seconds['reconcile']:.1f}")
        seconds["publish"] = timed(warehouse.publish)
        figures.add(f"{label}: publish all, CPU s", f"{seconds['publish']:.1f}")
        seconds["day load"] = timed(lambda: take_in(warehouse, day))
        seconds["day reconcile"] = timed(warehouse.reconcile)
        seconds["day publish"] = timed(warehouse.publish)
        for name in ("day load", "day reconcile", "day publish"):
            figures.add(f"{label}: {name} (58,000 pages, 700,000 observations), CPU s", f"{seconds[name]:.1f}")
    hand = (
        "select place_code, value, rank() over (order by value desc) from figure where indicator = 'i3' and "
        "kind = 'level' and status = 'actual' and period_start = DATE '2024-01-01' and period_end = DATE '2024-12-31' "
        "and known_to is null order by 3"
    )
    with ask.copy_of(folder) as copy:
        by_hand = min(timed(lambda: copy.execute(hand).fetchall()) for _ in range(5))
        by_macro = min(timed(lambda: copy.execute("from compare('i3', '2024')").fetchall()) for _ in range(5))
        many = copy.execute("select count(*) from figure").fetchall()[0][0]
    figures.add(f"{label}: figures", f"{many:,}")
    figures.add(f"{label}: compare, ms (by hand {by_hand * 1e3:.0f} ms)", f"{by_macro * 1e3:.0f}")
    figures.add(f"{label}: compare against by hand", f"{by_macro / by_hand:.1f} x")
    size = sum(path.stat().st_size for path in (folder / "warehouse.duckdb", folder / "fangzhi.duckdb"))
    figures.add(f"{label}: warehouse and published copy, MiB", f"{size / 2**20:,.0f}")
    figures.add(f"{label}: peak memory", memory())
    return seconds


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("observations", nargs="*", type=int, default=[300_000, 1_000_000])
    parser.add_argument("--keep", type=Path)
    asked = parser.parse_args()
    figures = Figures()
    home = asked.keep or Path(tempfile.mkdtemp(prefix="fangzhi-bench-"))
    try:
        from_records(home / "records", figures)
        taken = [measure(count, home / str(count), figures) for count in asked.observations]
    finally:
        if not asked.keep:
            shutil.rmtree(home)
    if len(taken) > 1:
        work = [t["day load"] + t["day reconcile"] for t in taken]
        figures.add("a day's work over the longest history against the shortest", f"{work[-1] / work[0]:.2f} x")


if __name__ == "__main__":
    main()
