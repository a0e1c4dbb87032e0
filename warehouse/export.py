"""Exports for those who have other tools: Parquet, CSV, Excel, each with a data dictionary beside it.

Nothing that a page says can act in a spreadsheet: text that would be taken for a formula gets an apostrophe before it
in CSV, and is written as text in Excel. Excel holds 1,048,576 rows a sheet and 32,767 characters a cell: more rows go
on in a further sheet, longer text is cut and says so; the link to its page stands in the same row.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Literal

import duckdb
import xlsxwriter

from extractors.errors import UsageError, WarehouseError
from warehouse.publish import COPY
from warehouse.relations import RELATIONS, explained
from warehouse.store import connect, quoted

Format = Literal["parquet", "csv", "xlsx"]

FORMULA = "^[=+\\-@＝＋－＠\\t\\r\\n]"  # in East Asian settings, a spreadsheet takes wide signs as it takes narrow ones
BOM = b"\xef\xbb\xbf"
HEAD = """# Data dictionary

Text that begins with = + - @, their wide forms, a tab or a line break has an apostrophe before it in CSV files.
"""
ROWS_IN_A_SHEET = 1_048_575  # below the heading
LINKS_IN_A_SHEET = 65_530
CHARACTERS_IN_A_CELL = 32_767
CUT = "… (cut here)"
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
    if not (folder / COPY).exists():
        raise WarehouseError(f"nothing is published in {folder}: expected {COPY}; run a harvest first")
    try:
        target.mkdir(parents=True, exist_ok=True)
        with connect(folder / COPY, read_only=True) as copy:
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


def in_sheets(rows: Iterator[tuple[object, ...]]) -> Iterator[Iterator[tuple[object, ...]]]:
    """The rows in portions that a sheet can hold; always one at least."""
    following = next(rows, None)

    def portion() -> Iterator[tuple[object, ...]]:
        nonlocal following
        for _ in range(ROWS_IN_A_SHEET):
            if following is None:
                return
            yield following
            following = next(rows, None)

    yield portion()
    while following is not None:
        yield portion()


def write_sheet(
    book: xlsxwriter.Workbook,
    name: str,
    heading: Sequence[str],
    rows: Iterator[Sequence[object]] | Sequence[Sequence[object]],
) -> None:
    bold = book.add_format({"bold": True})
    dated = book.add_format({"num_format": "yyyy-mm-dd"})
    link = book.get_default_url_format()
    sheet = book.add_worksheet(name)
    sheet.freeze_panes(1, 0)
    for at, title in enumerate(heading):
        sheet.write_string(0, at, title, bold)
    links = 0
    for line, row in enumerate(rows, 1):
        for at, value in enumerate(row):
            if heading[at] == "url" and linkable(value) and links < LINKS_IN_A_SHEET:
                links += 1
                sheet.write_url(line, at, str(value), link, str(value)[:255])
            else:
                write_cell(sheet, line, at, value, dated)


def linkable(value: object) -> bool:
    """Whether a URL may be a link in Excel: http(s), no longer than it takes, of characters that its files may hold."""
    return (
        isinstance(value, str)
        and value.startswith(("http://", "https://"))
        and len(value) <= 2000
        and value.isprintable()
    )


def write_cell(sheet: xlsxwriter.worksheet.Worksheet, line: int, at: int, value: object, dated: object) -> None:
    """A value as what it is; text always as text."""
    if value is None:
        return
    if isinstance(value, bool):
        sheet.write_boolean(line, at, value)
    elif isinstance(value, int | float):
        sheet.write_number(line, at, value)
    elif isinstance(value, datetime):
        sheet.write_string(line, at, value.isoformat(timespec="seconds"))
    elif isinstance(value, date):
        sheet.write_datetime(line, at, value, dated)
    else:
        sheet.write_string(line, at, cut(str(value)))


def cut(text: str) -> str:
    """Text that fits a cell; what is cut says so. Excel counts characters beyond the first plane twice."""
    if len(text) * 2 <= CHARACTERS_IN_A_CELL or len(text.encode("utf-16-le")) // 2 <= CHARACTERS_IN_A_CELL:
        return text
    kept = text.encode("utf-16-le")[: 2 * (CHARACTERS_IN_A_CELL - len(CUT))].decode("utf-16-le", "ignore")
    return kept + CUT


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
