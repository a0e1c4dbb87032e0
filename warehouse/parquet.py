"""Observations as Parquet: `observations/province=34/year=2025/2025-11.parquet`, rewritten only where changed.

Provinces are the first two digits of the place's code (00 unknown), months those of publication. A file is written
beside its place and renamed into it; a month without observations has none.
"""

from __future__ import annotations

import calendar
from collections.abc import Iterable
from datetime import date
from pathlib import Path

import duckdb

from warehouse.store import SCRATCH, quoted, run, transaction

FOLDER = "observations"
UNDATED = "undated"


def write_observations(connection: duckdb.DuckDBPyConnection, folder: Path) -> int:
    """Write the files that loads made stale; how many."""
    stale: dict[str, list[str]] = {}
    for (name,) in connection.execute("select month from unpublished_month order by month").fetchall():
        province, _, month = str(name).partition("/")
        stale.setdefault(month, []).append(province)
    for month, provinces in stale.items():
        write_month(connection, folder, month, provinces)
    return sum(map(len, stale.values()))


def write_month(connection: duckdb.DuckDBPyConnection, folder: Path, month: str, provinces: Iterable[str]) -> None:
    first, last = bounds(month)
    run(connection, "publish/40_observations.sql", {"month": month, "first": first, "last": last})
    held = {row[0] for row in connection.execute("select distinct province from month_of_observations").fetchall()}
    for province in provinces:
        place = folder / FOLDER / f"province={province}" / f"year={month[:4] if month != UNDATED else 0}"
        file = place / f"{month}.parquet"
        if province not in held:
            file.unlink(missing_ok=True)
            continue
        place.mkdir(parents=True, exist_ok=True)
        coming = folder / SCRATCH / "observations.parquet"
        connection.execute(
            "copy (select * exclude (province) from month_of_observations "  # province is two digits, or 00
            f"where province = '{int(province):02d}') to {quoted(coming)} (format parquet, compression zstd)"
        )
        coming.replace(file)
    connection.execute("drop table temp.month_of_observations")
    with transaction(connection):
        connection.execute("delete from unpublished_month where split_part(month, '/', 2) = ?", [month])


def bounds(month: str) -> tuple[date | None, date | None]:
    """First and last day of a month.

    >>> bounds("2024-02")[1]
    datetime.date(2024, 2, 29)
    """
    if month == UNDATED:
        return None, None
    year, number = int(month[:4]), int(month[5:])
    return date(year, number, 1), date(year, number, calendar.monthrange(year, number)[1])
