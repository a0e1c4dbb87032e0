"""Exports for those who have other tools: Parquet, CSV, Excel, each with a data dictionary beside it.

Nothing that a page says can act in a spreadsheet: text that would be taken for a formula gets an apostrophe before it
in CSV, and is written as text in Excel (see warehouse.excel).
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import duckdb
import xlsxwriter

from extractors.errors import UsageError, WarehouseError
from warehouse.excel import in_sheets, write_sheet
from warehouse.publish import copy_in
from warehouse.relations import RELATIONS, explained
from warehouse.store import connect, quoted

FORMULA = "^[=+\\-@＝＋－＠\\t\\r\\n]"  # in East Asian settings, a spreadsheet takes wide signs as it takes narrow ones
BOM = b"\xef\xbb\xbf"
HEAD = """# Data dictionary

Text that begins with = + - @, their wide forms, a tab or a line break has an apostrophe before it in CSV files.
"""
BATCH = 10_000


@dataclass(frozen=True, slots=True)
class Exported:
    """The files of an export, and rows by relation."""

    files: tuple[Path, ...]
    rows: dict[str, int]


def export(folder: Path, target: Path, format: str, *, bom: bool = False) -> Exported:
    """Write the published copy into the directory `target`. `bom` marks CSV as UTF-8 for Excel.

    Raises UsageError for a format that is none, WarehouseError when nothing is published or the disk refuses.
    """
    writers: dict[str, Callable[[duckdb.DuckDBPyConnection, Path], list[Path]]] = {
        "parquet": write_parquet,
        "csv": lambda copy, place: write_csv(copy, place, bom=bom),
        "xlsx": write_xlsx,
    }
    if format not in writers:
        raise UsageError(f"expected a format of {', '.join(writers)}; found {format!r}")
    published = copy_in(folder)
    try:
        target.mkdir(parents=True, exist_ok=True)
        with connect(published, read_only=True) as copy:
            files = [*writers[format](copy, target), write_dictionary(copy, target)]
            rows = {name: count(copy, query) for name, query in RELATIONS.items()}
    except (OSError, duckdb.IOException) as error:
        raise WarehouseError(f"cannot write to {target}: {error}") from error
    return Exported(tuple(files), rows)


def count(copy: duckdb.DuckDBPyConnection, query: str) -> int:
    row = copy.execute(f"select count(*) from ({query})").fetchone()
    return int(row[0]) if row else 0


def write_parquet(copy: duckdb.DuckDBPyConnection, target: Path) -> list[Path]:
    return [
        put(
            target / f"{name}.parquet",
            lambda coming, query=query: copy.execute(  # type: ignore[misc]  # binds the loop's query
                f"copy ({query}) to {quoted(coming)} (format parquet, compression zstd)"
            ),
        )
        for name, query in RELATIONS.items()
    ]


def write_csv(copy: duckdb.DuckDBPyConnection, target: Path, *, bom: bool) -> list[Path]:
    files = []
    for name, query in RELATIONS.items():
        kinds = copy.execute(f"describe {query}").fetchall()
        safe = ", ".join(safely(str(column)) if kind == "VARCHAR" else f'"{column}"' for column, kind, *_ in kinds)

        def write(coming: Path, query: str = query, safe: str = safe) -> None:
            copy.execute(f"copy (select {safe} from ({query})) to {quoted(coming)} (format csv, header)")
            if bom:
                prepend(coming, BOM)

        files.append(put(target / f"{name}.csv", write))
    return files


def safely(column: str) -> str:
    """A text column of which no spreadsheet makes a formula."""
    return f'if(regexp_matches("{column}", \'{FORMULA}\'), \'\'\'\' || "{column}", "{column}") as "{column}"'


def prepend(file: Path, mark: bytes) -> None:
    """Write a mark before the content of a file."""
    marked = file.with_name(file.name + ".marked")
    with file.open("rb") as content, marked.open("wb") as out:
        out.write(mark)
        while block := content.read(1 << 20):
            out.write(block)
    marked.replace(file)


def write_xlsx(copy: duckdb.DuckDBPyConnection, target: Path) -> list[Path]:
    def write(coming: Path) -> None:
        with xlsxwriter.Workbook(str(coming), {"constant_memory": True, "strings_to_urls": False}) as book:
            for name, query in RELATIONS.items():
                cursor = copy.execute(query)
                heading = [str(column[0]) for column in cursor.description or ()]
                for number, rows in enumerate(in_sheets(batches(cursor)), 1):
                    write_sheet(book, name if number == 1 else f"{name} {number}", heading, rows)
            words = [(c.table, c.name, c.type, c.comment) for c in explained(copy)]
            write_sheet(book, "dictionary", ["relation", "column", "type", "meaning"], words)

    return [put(target / "fangzhi.xlsx", write)]


def batches(cursor: duckdb.DuckDBPyConnection) -> Iterator[tuple[object, ...]]:
    while rows := cursor.fetchmany(BATCH):
        yield from rows


def write_dictionary(copy: duckdb.DuckDBPyConnection, target: Path) -> Path:
    """What every exported relation and column means, beside the data."""

    def write(coming: Path) -> None:
        parts = [HEAD]
        table = ""
        for column in explained(copy):
            if column.table != table:
                table = column.table
                parts.append(
                    f"\n## {table}\n{column.table_comment}\n\n| column | type | meaning |\n| --- | --- | --- |\n"
                )
            parts.append(f"| {column.name} | {column.type} | {column.comment.replace('|', '/')} |\n")
        coming.write_text("".join(parts), encoding="utf-8")

    return put(target / "dictionary.md", write)


def put(place: Path, write: Callable[[Path], object]) -> Path:
    """Write a file beside its place, then rename it into it."""
    coming = place.with_name(place.name + ".new")
    coming.unlink(missing_ok=True)
    write(coming)
    os.replace(coming, place)
    return place
