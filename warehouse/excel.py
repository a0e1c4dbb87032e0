"""Sheets of an Excel workbook that hold any rows: text stays text, and what is too long for Excel says so.

Excel holds 1,048,576 rows a sheet and 32,767 characters a cell: more rows go on in a further sheet, longer text is cut;
the link to its page stands in the same row.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime

import xlsxwriter

ROWS_IN_A_SHEET = 1_048_575  # below the heading
LINKS_IN_A_SHEET = 65_530
CHARACTERS_IN_A_CELL = 32_767
CUT = "… (cut here)"
LINKS = ("url", "first_url")  # columns whose addresses are links


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
            if heading[at] in LINKS and linkable(value) and links < LINKS_IN_A_SHEET:
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
