"""Commands that run the harvest: harvest, demo."""

from pathlib import Path
from typing import Annotated

import typer

from flows.cli.answers import only_one
from flows.cli.common import AsJson, Data, console, day, settings, write_json


def register(app: typer.Typer) -> None:
    for command in (demo, harvest):
        app.command()(command)


def harvest(
    sources: Annotated[list[str] | None, typer.Argument(metavar="SOURCE", help="Ids; none: all active.")] = None,
    within: Annotated[str | None, typer.Option("--within", help="Only sources of this district, 3404.")] = None,
    since: Annotated[str | None, typer.Option("--since", help="Leave links older than this day, 2025-01-01.")] = None,
    on: Annotated[str | None, typer.Option("--day", help="The day this run is for; if not given, today.")] = None,
    data: Data = None,
    as_json: AsJson = False,
) -> int:
    """Visit the sources once, here and now, and publish what is new.

    Example: fangzhi harvest --within 340400
    """
    from flows.cli.show import run_report
    from flows.launch import run_harvest

    only_one({"SOURCE": sources or None, "--within": within})
    report = run_harvest(
        settings(data).data, sources=sources or None, within=within, since=day(since, "--since"), day=day(on, "--day")
    )
    if as_json:
        write_json(report.as_json())
    else:
        run_report(console(), report)
    return int(bool(report.failures))


def demo(
    data: Annotated[Path, typer.Option("--data", help="Where the demo keeps its data.")] = Path("fangzhi-demo"),
) -> int:
    """Run the whole way on bundled sample sites: fetch, read, parse, load, compare. No network.

    Example: fangzhi demo
    """
    from flows.demo import demonstrate

    return demonstrate(data.absolute(), console())
