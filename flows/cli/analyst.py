"""Commands for analysts: questions to the published copy. They read only, and no run ever blocks them."""

import csv
import io
import sys
from typing import TYPE_CHECKING, Annotated

import typer

from flows.cli.common import AsCsv, AsJson, Data, console, settings, write_json

if TYPE_CHECKING:
    from warehouse import Table

Indicator = Annotated[str, typer.Argument(help="Id; `fangzhi indicators list` shows them.")]
Period = Annotated[str, typer.Option("--period", help="2025, 2025-Q1, 2025-H1, 2025-03 or 2025-01/2025-09.")]
Kind = Annotated[str, typer.Option("--kind", help="level, share, change_rate, change_abs or rank.")]
Status = Annotated[str, typer.Option("--status", help="actual or planned.")]
Within = Annotated[str | None, typer.Option("--within", help="Code of the parent: its districts only.")]


def register(app: typer.Typer) -> None:
    for command in (compare, sql):
        app.command()(command)


def compare(
    indicator: Indicator,
    period: Period,
    within: Within = None,
    kind: Kind = "level",
    status: Status = "actual",
    level: Annotated[int | None, typer.Option("--level", help="2 prefectures, 3 counties, 4 towns.")] = None,
    data: Data = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> int:
    """Compare districts: ranked among their like; those that said nothing are shown as silent.

    Example: fangzhi compare gdp --period 2025 --within 340400
    """
    from flows.cli.show import comparison
    from warehouse import ask

    folder = settings(data).data
    table = ask.compare(folder, indicator, period, within=within, kind=kind, status=status, level=level)
    if as_json or as_csv:
        return write(table, as_json=as_json)
    comparison(console(), f"{indicator}, {period}, {kind}, {status}", table)
    return 0


def sql(
    query: Annotated[str, typer.Argument(help="One statement; `-` reads it from standard input.")],
    data: Data = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> int:
    """Ask the published copy in SQL; docs/tables.md explains its tables, docs/questions.md has examples.

    Example: fangzhi sql "select * from compare('gdp', '2025')"
    """
    from flows.cli.show import grid
    from warehouse import ask

    table = ask.query(settings(data).data, sys.stdin.read() if query == "-" else query)
    if as_json or as_csv:
        return write(table, as_json=as_json)
    grid(console(), f"{len(table.rows)} rows", table.columns, table.rows)
    return 0


def write(table: "Table", *, as_json: bool) -> int:
    """A table as JSON records or as CSV, with no cell that a spreadsheet would run as a formula."""
    if as_json:
        write_json(table.records())
        return 0
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(table.columns)
    writer.writerows([safe(cell) for cell in row] for row in table.rows)
    sys.stdout.write(out.getvalue())
    return 0


def safe(cell: object) -> object:
    """Text that a spreadsheet would take for a formula gets an apostrophe before it.

    >>> safe("=HYPERLINK(1)"), safe(-1.5), safe("-")
    ("'=HYPERLINK(1)", -1.5, "'-")
    """
    return f"'{cell}" if isinstance(cell, str) and cell[:1] in ("=", "+", "-", "@", "\t", "\r") else cell
