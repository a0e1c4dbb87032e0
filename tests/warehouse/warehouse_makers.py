"""Small makers of records: a district, an article, an observation, with only what a test is about spelled out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

from extractors.records import Article, Digest, Observation, Page, Source, article_id
from warehouse import Batch, Division, IndicatorRow, Table, UnitRow, Warehouse

Told = Callable[..., Path]  # the fixtures `told` and `taken`
Taken = Callable[..., Warehouse]

START = datetime(2025, 2, 1, tzinfo=UTC)
DIVISIONS = (
    Division("340000", "安徽省", 1, None, "安徽省", population_2020=61_027_171, area_km2=140_100.0),
    Division("340400", "淮南市", 2, "340000", "安徽省/淮南市", population_2020=3_033_528, area_km2=5_533.0),
    Division("340402", "大通区", 3, "340400", "安徽省/淮南市/大通区", population_2020=270_000, area_km2=306.0),
    Division("340403", "田家庵区", 3, "340400", "安徽省/淮南市/田家庵区", population_2020=890_000, area_km2=252.0),
    Division("340404", "谢家集区", 3, "340400", "安徽省/淮南市/谢家集区", population_2020=250_000, area_km2=275.0),
    Division("340405", "八公山区", 3, "340400", "安徽省/淮南市/八公山区", population_2020=130_000, area_km2=95.0),
)
MERGED = date(2024, 7, 1)
HISTORY = (  # three of them went into a fourth, one of these only in part
    *DIVISIONS[:2],
    replace(DIVISIONS[2], valid_to=MERGED, successors=("340410",)),
    replace(DIVISIONS[3], valid_to=MERGED, successors=("340410",)),
    replace(DIVISIONS[4], valid_to=MERGED, successors=("340410", "340405")),
    DIVISIONS[5],
    Division("340410", "大田区", 3, "340400", "安徽省/淮南市/大田区", valid_from=MERGED, population_2020=1_160_000),
)
SOURCES = (
    Source("dt", "大通区政府网", "340402", "list", "http://dt.example/list"),
    Source("tja", "田家庵区政府网", "340403", "list", "http://tja.example/list"),
    Source("bgs", "八公山区政府网", "340405", "list", "http://bgs.example/list"),
    Source("hn", "淮南日报", "340400", "list", "http://hn.example/list"),
)
INDICATORS = (
    IndicatorRow("gdp", "地区生产总值", "GDP", "economy", "money", "flow", ("元",), True, False, True),
    IndicatorRow("hospital_beds", "医院床位", "hospital beds", "health", "count", "stock", ("张",), True, False, True),
    IndicatorRow(
        "grain_area", "粮食种植面积", "sown area", "farming", "area", "flow", ("亩", "公顷"), True, False, False
    ),
    IndicatorRow("greening", "绿化覆盖率", "green cover", "environment", "ratio", "stock", ("%",)),
)
UNITS = (
    UnitRow("元", "money", "元", 1.0),
    UnitRow("%", "ratio", "%", 1.0),
    UnitRow("‰", "ratio", "%", 0.1),
    UnitRow("倍", "ratio", "倍", 1.0),
    UnitRow("亩", "area", "m2", 2000 / 3),
    UnitRow("公顷", "area", "m2", 10_000.0),
    UnitRow("张", "count"),
    UnitRow("位", "rank"),
)

# An observation otherwise than `observation` has it.
OTHER = {"place_code": "340402"}
RATE = {"kind": "change_rate", "unit": "%", "si_unit": "%", "direction": "+", "base": "year"}


def year(number: int) -> dict[str, Any]:
    return {"period_start": date(number, 1, 1), "period_end": date(number, 12, 31)}


def page(url: str, *, body: bytes = b"", source: str = "bgs", at: datetime = START, **more: Any) -> Page:
    """An answer with this body."""
    return Page(url, url, source, at, 200, {}, b"", sha256(url.encode() + body).hexdigest(), **more)


def observation(value: float | None = 5e9, **more: Any) -> Observation:
    """地区生产总值 of 八公山区 in 2024, unless said otherwise."""
    written = f"{value / 1e8:g}亿元" if value is not None else "若干亿元"
    plain = Observation(
        start=0,
        end=5,
        quote=written,
        value=value,
        low=None,
        high=None,
        values=(),
        unit="元",
        si_value=value,
        si_unit="元",
        bound="exact",
        kind="level",
        direction="",
        base=None,
        measure="地区生产总值",
        indicator="gdp",
        status="actual",
        cumulative=False,
        aspect="flow",
        period_start=date(2024, 1, 1),
        period_end=date(2024, 12, 31),
        period_basis="explicit",
        place="八公山区",
        place_path="安徽省/淮南市/八公山区",
        place_level=3,
        place_code="340405",
        town_code=None,
        place_basis="explicit",
        per=None,
        sentence_start=0,
        sentence_end=20,
        rule="amount",
        rules_version="rules-1",
    )
    return replace(plain, **more)


def article(url: str, *, at: datetime = START, source: str = "bgs", body: bytes = b"", **more: Any) -> Article:
    """An article at this URL."""
    plain = Article(
        article_id=article_id(url),
        url=url,
        source_id=source,
        page_sha256=page(url, body=body).sha256,
        fetched_at=at,
        title="全区经济运行平稳",
        authors=(),
        outlet=None,
        published=at.replace(tzinfo=None),
        published_basis="meta",
        text=f"去年全区地区生产总值若干。见{url}。{body!r}",
        raw_text="",
        reader_version="reader-1",
    )
    return replace(plain, **more)


def digest(
    url: str,
    *observations: Observation,
    days: float = 0,
    source: str = "bgs",
    body: bytes = b"",
    offset: int | None = None,
    **more: Any,
) -> Digest:
    """A page taken to its end, fetched so many days after the start."""
    at = START + timedelta(days=days)
    numbered = tuple(replace(o, start=o.start + 10 * n, end=o.end + 10 * n) for n, o in enumerate(observations))
    kept = page(url, body=body, source=source, at=at, archive_file="a.warc.gz", archive_offset=offset)
    return Digest(kept, article(url, at=at, source=source, body=body, **more), numbered)


def batch(*digests: Digest, **more: Any) -> Batch:
    return Batch(run_id="run", digests=digests, rules_version="rules-1", **more)


def furnish(warehouse: Warehouse, sources: Sequence[Source] = SOURCES) -> None:
    """Give a warehouse its dimensions."""
    warehouse.dimensions(DIVISIONS, sources, INDICATORS, UNITS)


# Columns that tell when or in which run something happened: "the same tables" is said without them.
CLOCKS = ("load_no", "reconcile_no", "run_id", "first_at", "last_at")
TABLES = (
    "page",
    "article",
    "observation_all",
    "reading",
    "evidence",
    "figure",
    "link",
    "link_state",
    "reject",
    "telling",
    "story",
)


def tables(warehouse: Warehouse, names: Sequence[str] = TABLES) -> dict[str, list[tuple[object, ...]]]:
    """Every row of these tables, sorted, without the clock columns."""
    connection = warehouse._connection
    content = {}
    for name in names:
        columns = [str(row[0]) for row in connection.execute(f"describe {name}").fetchall()]
        kept = ", ".join(f'"{column}"' for column in columns if column not in CLOCKS)
        content[name] = sorted(connection.execute(f"select {kept} from {name}").fetchall(), key=repr)
    return content


def figures(warehouse: Warehouse, *columns: str, where: str = "known_to is null") -> list[tuple[Any, ...]]:
    """These columns of the figures, oldest first."""
    rows = warehouse._connection.execute(
        f"select {', '.join(columns)} from figure where {where} order by place_code, known_from, value"
    ).fetchall()
    return list(rows)


def ranks(table: Table) -> dict[str, tuple[object, object]]:
    """Of each district of a comparison its group and its rank."""
    return {str(row["name"]): (row["comparable"], row["rank"]) for row in table.records()}
