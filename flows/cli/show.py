"""How results look on a terminal."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from rich.box import SIMPLE
from rich.cells import cell_len
from rich.console import Console
from rich.markup import escape
from rich.table import Table
from rich.text import Text

from extractors.records import Observation, Unread
from flows.cli.amounts import SIGNS, amount, scaled
from flows.cli.terminal import harmless
from flows.cli.unlike import groups, unlike

if TYPE_CHECKING:
    from flows.report import RunReport
    from warehouse import Table as Answer
    from warehouse.records import Cell

    Record = Mapping[str, Cell]

# Columns of the run report, as short as a terminal is narrow.
SHORT = {
    "source": "source",
    "discovered": "links",
    "fetched": "new",
    "articles": "read",
    "observations": "readings",
    "rejects": "refused",
    "kB": "kB",
    "seconds": "s",
    "verdict": "verdict",
}
UNBROKEN = 24  # characters of a cell that is never folded
GAP = 3  # columns of the terminal between two columns of a table
SILENT_SHOWN = 12  # districts that said nothing, before they are only counted
BAR = 12  # characters of the longest bar
WHOLE = ("", "value", "figure")  # columns of a comparison that are never folded


def run_report(console: Console, report: "RunReport") -> None:
    """The run report as a table, those to look at last, then what has to be told of the run as a whole."""
    heading(console, f"Run {report.run_id} for {report.day}")
    table = Table(box=SIMPLE)
    for name in SHORT.values():
        table.add_column(name, justify="left" if name in ("source", "refused", "verdict") else "right", overflow="fold")
    table.columns[0].no_wrap = True
    table.columns[-1].ratio = 1
    told = sorted(zip(report.rows(), report.sources, strict=True), key=lambda pair: bool(pair[1].complaint))
    for row, source in told:
        cells = [escape(str(row[name])) for name in SHORT]
        table.add_row(*cells, style="yellow" if source.complaint else None)
    console.print(table)
    taken_in = f"; {report.replayed} pages of an interrupted run taken in" if report.replayed else ""
    console.print(
        f"{sum(source.observations for source in report.sources)} readings: "
        f"{report.figures_added} figures added, {report.figures_corrected} corrected, {report.conflicts} in conflict; "
        f"{report.figures} published{taken_in}",
        highlight=False,
    )
    if report.checked:
        console.print(report.checked, highlight=False)
    for failure in report.of_the_whole:
        console.print(Text("! " + failure, style="yellow"))


def grid(
    console: Console, title: str, columns: Sequence[str], rows: Sequence[Sequence[object]], right: Sequence[str] = ()
) -> None:
    """Any result as a table, numbers to the right; line by line where a table would have to cut its cells."""
    texts = [[cell(value) for value in row] for row in rows]
    widths = [max(map(cell_len, (name, *(row[i] for row in texts)))) for i, name in enumerate(columns)]
    table = Table(box=SIMPLE)
    for index, name in enumerate(columns):
        numeric = name in right or any(isinstance(row[index], int | float) for row in rows)
        short = all(len(row[index]) <= UNBROKEN for row in texts)
        widths[index] = widths[index] if short else UNBROKEN
        table.add_column(name, justify="right" if numeric else "left", overflow="fold", no_wrap=short)
    if sum(widths) + GAP * len(columns) > console.width:
        records(console, title, columns, texts)
        return
    for row in texts:
        table.add_row(*map(escape, row))
    heading(console, title)
    console.print(table)


def heading(console: Console, title: str) -> None:
    """The line above a table: a table's own title is folded where the table is narrow."""
    console.print(Text(title, style="italic"), soft_wrap=True)


def records(console: Console, title: str, columns: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """A result too wide for a table: a block a row, a line a column, empty cells left out."""
    width = max(map(len, columns))
    heading(console, title)
    for row in rows:
        console.print()
        for name, text in zip(columns, row, strict=True):
            if text:
                console.print(Text(f"  {name:<{width}}  {text}"), soft_wrap=True)


def cell(value: object) -> str:
    """A value as people read it: no 1e+06, nothing for NULL."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:,.0f}" if value.is_integer() else f"{value:,.6g}" if abs(value) < 1e6 else f"{value:,.2f}"
    if isinstance(value, int):
        return f"{value:,}" if abs(value) >= 10_000 else str(value)
    return harmless(str(value))


def marked(text: str, observations: Sequence[Observation], unread: Sequence[Unread]) -> Text:
    """The text with its figures underlined and numbered, and the numerals that are none dimmed."""
    text, shown = harmless(text), Text()
    at = 0
    notes = sorted(
        [(o.start, o.end, f"[{n}]", "bold green underline") for n, o in enumerate(observations, 1)]
        + [(u.start, u.end, "", "dim strike") for u in unread]
    )
    for start, end, label, style in notes:
        if start < at:
            shown.append(label, style="cyan")
            continue
        shown.append(text[at:start])
        shown.append(text[start:end], style=style)
        shown.append(label, style="cyan")
        at = end
    shown.append(text[at:])
    return shown


def reading(number: int, o: Observation) -> Text:
    """One observation in two lines: what it says, and where each part of it comes from."""
    value = o.value if o.value is not None else " – ".join(scaled(v) for v in o.values or (o.low, o.high))
    sign = SIGNS.get(o.bound, "") + (o.direction if o.kind.startswith("change") else "")
    shown = Text()
    shown.append(f"[{number}] ", style="cyan")
    shown.append(o.quote, style="bold green")
    shown.append(f"  {o.measure}", style="bold")
    shown.append(f" {sign}{value if isinstance(value, str) else scaled(value)}{o.unit}")
    shown.append(f" per {o.per}" if o.per else "")
    shown.append("" if o.si_value is None or o.unit == o.si_unit == "%" else f" = {o.si_value:,.12g} {o.si_unit}")
    shown.append("  UNCERTAIN" if o.uncertain else "", style="yellow")
    period = "no period" if o.period_start is None else f"{o.period_start} to {o.period_end} ({o.period_basis})"
    place = f"{o.place or 'no place'} {o.place_code or 'no code'}" + (f" ({o.place_basis})" if o.place_basis else "")
    kind = ", ".join(filter(None, (o.kind, o.status, "cumulative" if o.cumulative else "", o.aspect, against(o))))
    shown.append(f"\n     {o.indicator or 'no indicator'} · {kind} · {period} · {place} · rule: {o.rule}", style="dim")
    return shown


def against(o: Observation) -> str:
    return f"against {o.base}" if o.base else ""


def comparison(console: Console, title: str, table: "Answer", measured: str = "value") -> None:
    """Districts ranked: a bar for what is measured, and how much stands behind it; the silent ones last.

    What may not be ranked with the first group stands in a table of its own, which says why.
    """
    rows = table.records()
    told = [row for row in rows if row["state"] == "told"]
    without = sorted((row for row in rows if row["state"] != "told"), key=lambda row: row["state"] == "silent")
    grouped = groups(rows) or [[]]
    heard = len({row["path"] for row in told})
    for group in grouped:
        longest = max((abs(number(row[measured])) for row in group), default=0.0)
        screen = Table(box=SIMPLE)
        if group is grouped[0]:
            heading(console, f"{title}: {heard} of {heard + len(without)} districts")
        else:
            console.print(Text(f"Not comparable with the first: {unlike(group[0], grouped[0][0])}", style="italic"))
        for name in ("rank", "district", "value", "", "evidence", "figure"):
            screen.add_column(name, justify="right" if name in ("rank", "value") else "left", no_wrap=name in WHOLE)
        for row in group:
            value = row[measured]
            bar = "" if value is None or not longest else "█" * max(1, round(BAR * abs(number(value)) / longest))
            shown = (cell(row["rank"]), place(row), amount(row, measured), f"[cyan]{bar}[/cyan]", behind(row))
            screen.add_row(*shown, f"[dim]{row['figure_id']}[/dim]")
        if group is grouped[-1]:
            add_those_without(screen, without)
        console.print(screen)
    if any(row["state"] == "withheld" for row in without):
        console.print(
            Text("withheld: what a quality check found impossible; `fangzhi sql 'from withheld'` says why", "dim")
        )


def add_those_without(screen: Table, without: "Sequence[Record]") -> None:
    """The districts without a figure below the others, silent or withheld; the first of them by name."""
    if screen.row_count and without:
        screen.add_section()
    for row in without[:SILENT_SHOWN]:
        screen.add_row("", place(row), str(row["state"]), style="dim")
    if rest := without[SILENT_SHOWN:]:
        states = " or ".join(sorted({str(row["state"]) for row in rest}))
        screen.add_row("", f"and {len(rest)} more", states, style="dim")  # --json and --csv name them all


def place(row: "Record") -> str:
    """A district with the one above it, as 鼓楼区 alone might be one of several; --json has the whole path."""
    return escape(harmless("/".join(str(row["path"]).split("/")[-2:])))


def number(value: object) -> float:
    return float(value) if isinstance(value, int | float) else 0.0


def figures(console: Console, title: str, columns: Sequence[str], table: "Answer") -> None:
    """Figures in these columns, the value with its unit as a newspaper would write it."""
    rows = [row | {"value": amount(row)} for row in table.records()]
    grid(console, title, columns, [[row[name] for name in columns] for row in rows], right=("value",))


def behind(row: "Record") -> str:
    """How much stands behind a figure."""
    parts = [f"{row['articles']} article{'s' if row['articles'] != 1 else ''}"]
    if row["outlets"] and row["outlets"] != row["articles"]:
        parts.append(f"{row['outlets']} outlet{'s' if row['outlets'] != 1 else ''}")
    if row["conflict"]:
        parts.append("[red]in conflict[/red]")
    if row["uncertain"]:
        parts.append("[yellow]uncertain[/yellow]")
    return ", ".join(parts)
