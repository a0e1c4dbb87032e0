"""Tables on a terminal: what does not fit is laid out anew, never cut."""

import io
from datetime import UTC, datetime

import pytest
from rich.console import Console

from flows.cli.show import comparison, grid, run_report
from flows.cli.terminal import Terminal
from flows.cli.unlike import left_out
from flows.report import RunReport, SourceReport
from warehouse import Table


def shown(width: int, columns: int) -> str:
    console = Console(file=io.StringIO(), width=width)
    grid(console, "1 rows", [f"column_{n}" for n in range(columns)], [[17_430_000_000 + n for n in range(columns)]])
    return console.file.getvalue()  # type: ignore[attr-defined]  # the StringIO of above


def test_a_table_that_fits_is_a_table() -> None:
    assert "column_0" in shown(80, 3).splitlines()[2]
    assert "column_2" in shown(80, 3).splitlines()[2]


def test_cells_that_do_not_fit_are_never_cut() -> None:
    for width in (20, 40, 80, 90, 100, 120):
        lines = shown(width, 6)
        assert all(f"17,430,000,00{n}" in lines for n in range(6)), width
        assert all(f"column_{n}" in lines for n in range(6)), width


def test_a_title_is_not_folded_to_the_width_of_a_narrow_table() -> None:
    console = Console(file=io.StringIO(), width=100)
    grid(console, "a title that is much wider than the table", ["n"], [[1]])
    assert "a title that is much wider than the table" in console.file.getvalue()  # type: ignore[attr-defined]  # as above


def test_a_comparison_names_place_amount_and_figure() -> None:
    console = Console(file=io.StringIO(), width=100)
    told = {"rank": 1, "path": "甲省/乙市/丙区", "value": 5_680_000_000.0, "unit": "元", "bound": "gt", "articles": 2}
    told |= {"outlets": 2, "conflict": True, "uncertain": False, "figure_id": "1f", "state": "told", "comparable": 1}
    silent = dict.fromkeys(told) | {"path": "甲省/乙市/[丁]县", "state": "silent"}
    columns = tuple(told)
    comparison(console, "gdp", Table(columns, tuple(tuple(row[c] for c in columns) for row in (told, silent))))
    _, _, _, _, first, _, last, *_ = console.file.getvalue().splitlines()  # type: ignore[attr-defined]  # as above
    assert first.split() == ["1", "乙市/丙区", ">56.8亿元", "████████████", "2", "articles,", "in", "conflict", "1f"]
    assert last.split() == ["乙市/[丁]县", "silent"]


def test_a_run_report_tells_each_failure_once_and_last() -> None:
    console = Console(file=io.StringIO(), width=100)
    at = datetime(2026, 1, 31, tzinfo=UTC)
    silent, sound = (
        SourceReport("silent", "甲县", complaint="no list could be had: timeout"),
        SourceReport("sound", "乙县"),
    )
    run_report(console, RunReport("r", at.date(), at, at, (silent, sound), quality=("jump: 1 figure",), figures=2))
    shown = console.file.getvalue()  # type: ignore[attr-defined]  # the StringIO of above
    assert shown.count("no list could be had") == shown.count("! jump: 1 figure") == 1
    assert shown.index("sound") < shown.index("silent") < shown.index("! jump")


ALIKE = {"level": 3, "aspect": "flow", "cumulative": False, "unit": "元", "per": None, "base": None}


def test_what_is_not_comparable_is_set_apart_and_says_why() -> None:
    console = Console(file=io.StringIO(), width=100)
    told = ALIKE | {
        "rank": 1,
        "path": "甲省/乙市/丙区",
        "name": "丙区",
        "code": "330199",
        "value": 56,
        "bound": "exact",
    }
    told |= {"articles": 1, "outlets": 1, "conflict": False, "uncertain": False, "state": "told"}
    first = told | {"comparable": 1, "figure_id": "1f"}
    stock = told | {"comparable": 2, "figure_id": "2f", "aspect": "stock"}
    base = told | {"comparable": 3, "figure_id": "3f", "base": "year", "cumulative": True}
    silent = dict.fromkeys(first) | {"path": "甲省/乙市/丁县", "state": "silent"}
    rows = (first, stock, base, silent)
    comparison(console, "gdp", Table(tuple(first), tuple(tuple(row[name] for name in first) for row in rows)))
    lines = [line.strip() for line in console.file.getvalue().splitlines()]  # type: ignore[attr-defined]  # as above
    titles = [line for line in lines if line.startswith(("gdp", "Not"))]
    assert titles == [
        "gdp: 1 of 2 districts",
        "Not comparable with the first: aspect stock instead of flow",
        "Not comparable with the first: cumulative instead of not cumulative, base year instead of none",
    ]
    assert [line.split()[-1] for line in lines if "丙区" in line] == ["1f", "2f", "3f"]
    assert [line.split()[-1] for line in lines if "丁县" in line] == ["silent"]
    assert list(left_out([first, stock | {"name": "戊县", "code": "330198"}, silent])) == [
        "not ranked, as not comparable with the 1 above (aspect stock instead of flow): 戊县 330198"
    ]


def test_what_is_withheld_is_not_counted_as_silent() -> None:
    console = Console(file=io.StringIO(), width=100)
    withheld = [{"state": "withheld", "path": f"甲省/乙市/县{n}", "comparable": None, "value": None} for n in range(13)]
    for silent, told in ([], "withheld"), ([withheld[0] | {"state": "silent"}], "silent or withheld"):
        rows = [*withheld, *silent]
        comparison(console, "gdp", Table(tuple(rows[0]), tuple(tuple(row.values()) for row in rows)))
        text = console.file.getvalue()  # type: ignore[attr-defined]  # the StringIO of above
        (line,) = [line.strip() for line in text.splitlines() if f"and {len(rows) - 12} more" in line]
        assert line.partition(" more")[2].strip() == told


@pytest.mark.parametrize("width", [200, 30])  # a table, and line by line
def test_what_a_page_says_cannot_command_the_terminal(width: int) -> None:
    said = "平稳\x1b[2J\x1b]0;named\x07\r\x9b31m\u202e[bold]"
    screen = Terminal(file=io.StringIO(), width=width, force_terminal=True, color_system=None)
    grid(screen, "1 row", ("title", "unit"), [(said, said)])
    shown = screen.file.getvalue()  # type: ignore[attr-defined]  # the StringIO of above
    assert not set(shown) & set("\x1b\x07\r\x9b\u202e")
    assert "平稳\ufffd[2J" in shown
    assert "[bold]" in shown


def test_a_run_report_says_what_the_checks_keep_out_and_warn_of() -> None:
    at = datetime(2025, 2, 1, tzinfo=UTC)
    for withheld, warnings, told in ((2, 0, "keep 2 figures out"), (0, 1, "warn once"), (0, 0, "")):
        console = Console(file=io.StringIO(), width=120)
        run_report(console, RunReport("r", at.date(), at, at, (), withheld=withheld, warnings=warnings))
        text = console.file.getvalue()  # type: ignore[attr-defined]  # the StringIO of above
        assert told in text
        assert ("from complaint" in text) == bool(told)
