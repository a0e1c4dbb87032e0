"""Commands that compare: districts, years, and what was told with what was not; see `published` for the rest.

They ask the published copy, read only, and no run ever blocks them.
"""

from typing import Annotated, Literal

import typer

from flows.cli.answers import meant, only_one, tell, write
from flows.cli.common import AsCsv, AsJson, Data, console, nothing, settings
from flows.cli.shares import no_share
from flows.cli.terminal import harmless
from flows.cli.unlike import left_out

Indicator = Annotated[str, typer.Argument(help="Id or Chinese name; `fangzhi indicators list` shows them.")]
Period = Annotated[str, typer.Option("--period", help="2025, 2025-Q1, 2025-H1, 2025-03 or 2025-01/2025-09.")]
Kind = Annotated[
    Literal["level", "share", "change_rate", "change_abs", "rank"],
    typer.Option("--kind", metavar="KIND", help="level, share, change_rate, change_abs or rank."),
]
Status = Annotated[Literal["actual", "planned"], typer.Option("--status", metavar="STATUS", help="actual or planned.")]
Within = Annotated[str | None, typer.Option("--within", help="Code or name of the parent: its districts only.")]

# What a terminal shows of an answer; JSON and CSV have all of it.
TREND = (
    "period",
    "value",
    "basis",
    "articles",
    "conflict",
    "growth_computed",
    "growth_stated",
    "contradicts",
    "figure_id",
)
STANDING = (
    "rank",
    "of",
    "code",
    "name",
    "value",
    "share_of_parent",
    "of_greatest",
    "articles",
    "conflict",
    "figure_id",
)
GROWTH = ("code", "name", "value", "computed", "stated", "contradicts", "figure_id", "stated_figure_id")


def register(app: typer.Typer) -> None:
    for command in (compare, trend, rank, growth, coverage):
        app.command()(command)


def compare(
    indicator: Indicator,
    period: Period,
    within: Within = None,
    peers_of: Annotated[
        str | None, typer.Option("--peers-of", help="Code or name: the districts of its parent.")
    ] = None,
    among: Annotated[str | None, typer.Option("--among", help="Codes or names, with commas between.")] = None,
    kind: Kind = "level",
    status: Status = "actual",
    level: Annotated[
        int | None, typer.Option("--level", min=1, max=4, help="1 provinces, 2 prefectures, 3 counties, 4 towns.")
    ] = None,
    per_capita: Annotated[bool, typer.Option("--per-capita", help="Rank by value a resident of 2020.")] = False,
    per_km2: Annotated[bool, typer.Option("--per-km2", help="Rank by value a square kilometre.")] = False,
    data: Data = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> int:
    """Compare districts: ranked among their like; those that said nothing are shown as silent.

    Example: fangzhi compare gdp --period 2025 --within 340400
    """
    from flows.cli.show import comparison
    from warehouse import ask

    only_one({"--within": within, "--peers-of": peers_of, "--among": among})
    only_one({"--per-capita": per_capita, "--per-km2": per_km2})
    used = settings(data)
    indicator = meant(indicator, used)
    measured: ask.OrderBy = "per_capita" if per_capita else "per_km2" if per_km2 else "value"
    table = ask.compare(
        used.data,
        indicator,
        period,
        within=within,
        kind=kind,
        status=status,
        level=level,
        peers_of=peers_of,
        among=None if among is None else [code.strip() for code in among.split(",")],
        order_by=measured,
    )
    if all(row["state"] != "told" for row in table.records()):
        named = " and no source speaks for a district asked for" if not table.rows else ""
        nothing(f"nothing told of {indicator} ({kind}, {status}) in {period}{named}")
    if as_json or as_csv:
        return write(table, as_json=as_json, as_csv=as_csv)
    comparison(console(), f"{indicator}, {period}, {kind}, {status}", table, measured)
    return 0


def trend(
    indicator: Indicator,
    district: Annotated[str, typer.Argument(help="Code or name of the district: 340405, 八公山区.")],
    kind: Kind = "level",
    status: Status = "actual",
    data: Data = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> int:
    """One district over time, through mergers and renamings; growth computed beside growth stated.

    Example: fangzhi trend gdp 340405
    """
    from warehouse import ask

    used = settings(data)
    indicator = meant(indicator, used)
    table = ask.trend(used.data, indicator, district, kind=kind, status=status)
    if not table.rows:
        nothing(f"nothing told of {indicator} ({kind}, {status}) in {district}, in any period")
    return tell(f"{indicator} of {district}", table, as_json=as_json, as_csv=as_csv, columns=TREND)


def rank(
    indicator: Indicator,
    period: Period,
    within: Annotated[str, typer.Option("--within", help="Code or name of the parent: 340400, 淮南市.")],
    kind: Kind = "level",
    status: Status = "actual",
    data: Data = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> int:
    """Where each child of a district stands, and its share of the parent's own figure.

    Below (with --json and --csv on standard error) stands why a share is empty: the parent's own figure is not known,
    not comparable or not exact, or the indicator may not be summed; and whose figure is not like the others.

    Example: fangzhi rank gdp --period 2025 --within 340400
    """
    from warehouse import ask

    used = settings(data)
    indicator, folder = meant(indicator, used), used.data
    table = ask.rank_within(folder, indicator, period, within, kind=kind, status=status)
    compared = ask.compare(folder, indicator, period, within=within, kind=kind, status=status).records()
    title = f"{indicator}, {period}, within {within}"
    if not table.rows:
        nothing(f"nothing told of {indicator} ({kind}, {status}) in {period} by a district below {within}")
    code = tell(title, table, as_json=as_json, as_csv=as_csv, columns=STANDING)
    own = ask.compare(folder, indicator, period, among=[within], kind=kind, status=status).records()
    may_sum = bool(ask.query(folder, "from indicator where indicator = $1 and may_sum", [indicator]).rows)
    for line in (*no_share(table.records(), compared, own, kind=kind, may_sum=may_sum), *left_out(compared)):
        typer.echo(harmless(line), err=as_json or as_csv)
    return code


def growth(
    indicator: Indicator,
    period: Period,
    within: Within = None,
    data: Data = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> int:
    """Growth on the year before: computed from the figures, as stated, and where the two contradict.

    Example: fangzhi growth gdp --period 2025
    """
    from warehouse import ask

    used = settings(data)
    indicator = meant(indicator, used)
    table = ask.growth(used.data, indicator, period, within=within)
    if not table.rows:
        nothing(f"nothing told of {indicator} in {period}")
    return tell(f"growth of {indicator}, {period}", table, as_json=as_json, as_csv=as_csv, columns=GROWTH)


def coverage(
    indicator: Indicator,
    period: Period,
    within: Within = None,
    kind: Kind = "level",
    status: Status = "actual",
    data: Data = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> int:
    """For how many districts there is a figure, and how many with a source are silent.

    Example: fangzhi coverage gdp --period 2025
    """
    from warehouse import Table, ask

    used = settings(data)
    indicator = meant(indicator, used)
    table = ask.coverage(used.data, indicator, period, within=within, kind=kind, status=status)
    heard = [row for row in table.records() if row["with_source"] or row["told"]]
    if not heard:
        nothing(f"no source speaks for a district {f'below {within}' if within else 'of this level'}")
    if not (as_json or as_csv):
        table = Table(table.columns, tuple(tuple(row.values()) for row in heard))
    return tell(f"coverage of {indicator}, {period}", table, as_json=as_json, as_csv=as_csv)
