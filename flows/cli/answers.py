"""How analysts' questions are answered: as a table for people, as JSON or CSV for programs, with a word where empty."""

import csv
import io
import sys
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from extractors.errors import UsageError
from flows.cli.common import console, write_json

if TYPE_CHECKING:
    from flows.settings import Settings
    from warehouse import Table


FORMULA = tuple("=+-@＝＋－＠\t\r\n")  # in East Asian settings, a spreadsheet takes wide signs as it takes narrow ones


def meant(indicator: str, used: "Settings") -> str:
    """The id of an indicator; its catalogue, which knows the aliases, is read only where the copy does not know it."""
    from warehouse import ask

    try:
        return ask.indicator(used.data, indicator)
    except UsageError:
        from extractors.indicators import catalogue
        from extractors.indicators.called import called

        return ask.indicator(used.data, indicator, called(catalogue(used.indicators)))


def only_one(options: Mapping[str, object]) -> None:
    """Raises UsageError when several options are given of which one silently would count.

    >>> only_one({"--json": True, "--csv": True})
    Traceback (most recent call last):
    extractors.errors.UsageError: --json and --csv exclude one another; give one of them
    """
    given = [name for name, value in options.items() if value not in (None, False)]
    if len(given) > 1:
        raise UsageError(f"{' and '.join(given)} exclude one another; give one of them")


def reprinted(witness: Mapping[str, object]) -> str:
    """Who else told the text of a witness; empty if nobody did.

    >>> reprinted({"title": "全区经济运行平稳", "told_by_articles": 3, "told_by_outlets": 2, "first_outlet": "示例日报",
    ...     "first_on": "2025-02-01", "own_outlet": None})
    '全区经济运行平稳: told by 3 articles, outlets: 2, first by 示例日报 on 2025-02-01'
    """
    if not witness["told_by_articles"]:
        return ""
    told = "{title}: told by {told_by_articles} articles, outlets: {told_by_outlets}, first by {first_outlet}"
    dated = " on {first_on}" if witness["first_on"] else ""
    own = "; of its own district: {own_outlet}" if witness["own_outlet"] else ""
    return (told + dated + own).format_map(witness)


def tell(title: str, table: "Table", *, as_json: bool, as_csv: bool, columns: Sequence[str] = ()) -> int:
    """The answer in the form asked for; a terminal shows these columns only, JSON and CSV all."""
    from flows.cli.show import figures, grid

    if as_json or as_csv:
        return write(table, as_json=as_json, as_csv=as_csv)
    if "value" in columns:
        figures(console(), title, columns, table)
    else:
        shown = columns or table.columns
        grid(console(), title, shown, [[row[name] for name in shown] for row in table.records()])
    return 0


def write(table: "Table", *, as_json: bool, as_csv: bool) -> int:
    """A table as JSON records or as CSV, with no cell that a spreadsheet would run as a formula."""
    only_one({"--json": as_json, "--csv": as_csv})
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
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA) else cell
