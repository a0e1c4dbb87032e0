"""The dimensions: districts, sources, indicators, units, replaced as a whole where the catalogues changed.

Where the change decides which figure an observation supports, or how good a witness it is, the articles concerned wait
to be reconciled anew: a file of `sql/dimensions` for each says which.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import duckdb

from extractors.records import Source
from warehouse.cells import Row, day, digest_of
from warehouse.load import empty_staged, read_staged
from warehouse.records import Division, IndicatorRow, UnitRow
from warehouse.store import run, transaction


def refresh(
    connection: duckdb.DuckDBPyConnection,
    scratch: Path,
    divisions: Iterable[Division],
    sources: Iterable[Source],
    indicators: Iterable[IndicatorRow],
    units: Iterable[UnitRow],
) -> tuple[str, ...]:
    """Replace the dimensions that changed, in one transaction; their names."""
    rows: dict[str, list[Row]] = {
        "district": [division_row(division) for division in divisions],
        "source": [source_row(source) for source in sources],
        "indicator": [indicator_row(indicator) for indicator in indicators],
        "unit": [unit_row(unit) for unit in units],
    }
    with transaction(connection):
        before = dict(connection.execute("select name, value from counter").fetchall())
        changed = [name for name, content in rows.items() if before.get(name) != digest_of(content)]
        for name in changed:
            replace(connection, scratch, name, rows[name])
    return tuple(changed)


def replace(connection: duckdb.DuckDBPyConnection, scratch: Path, name: str, rows: list[Row]) -> None:
    if rows:
        read_staged(connection, name, rows, scratch)
    else:
        empty_staged(connection, name)
    run(connection, f"dimensions/touched_by_{name}.sql", {})
    connection.execute(f"delete from {name}")
    connection.execute(f"insert into {name} by name from staged_{name}")
    connection.execute(f"drop table staged_{name}")
    connection.execute("delete from counter where name = ?", [name])
    connection.execute("insert into counter values (?, ?)", [name, digest_of(rows)])


def division_row(division: Division) -> Row:
    d = division
    return {
        "code": d.code,
        "code_system": d.code_system,
        "name": d.name,
        "level": d.level,
        "parent": d.parent,
        "path": d.path,
        "valid_from": day(d.valid_from),
        "valid_to": day(d.valid_to),
        "successors": list(d.successors),
        "population_2020": d.population_2020,
        "area_km2": d.area_km2,
    }


def source_row(source: Source) -> Row:
    return {
        "source_id": source.id,
        "name": source.name,
        "home": source.home,
        "kind": source.kind,
        "url": source.url,
        "status": source.status,
        "expected_per_week": source.expected_per_week,
        "may_be_empty": source.may_be_empty,
    }


def indicator_row(indicator: IndicatorRow) -> Row:
    i = indicator
    return {
        "indicator": i.indicator,
        "name": i.name,
        "english": i.english,
        "topic": i.topic,
        "dimension": i.dimension,
        "aspect": i.aspect,
        "units": list(i.units),
        "may_sum": i.may_sum,
        "may_average": i.may_average,
        "per_capita": i.per_capita,
        "derived_from": i.derived_from,
        "counts": i.counts,
    }


def unit_row(unit: UnitRow) -> Row:
    return {"unit": unit.unit, "dimension": unit.dimension, "si_unit": unit.si_unit, "si_factor": unit.si_factor}
