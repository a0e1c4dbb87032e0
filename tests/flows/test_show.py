"""Tables on a terminal: what does not fit is laid out anew, never cut."""

import io

from rich.console import Console

from flows.cli.show import grid


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
