"""Commands that run the harvest: harvest, demo."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from flows.cli.common import AsJson, Data, console, day, settings, write_json

if TYPE_CHECKING:
    from flows.report import RunReport


def register(app: typer.Typer) -> None:
    for command in (demo, harvest):
        app.command()(command)


def harvest(
    sources: Annotated[list[str] | None, typer.Argument(metavar="[SOURCE ...]", help="Ids; none: all active.")] = None,
    within: Annotated[str | None, typer.Option("--within", help="Only sources of this district, 3404.")] = None,
    since: Annotated[str | None, typer.Option("--since", help="Leave older links alone.")] = None,
    on: Annotated[str | None, typer.Option("--day", help="The day this run is for. [today]")] = None,
    data: Data = None,
    as_json: AsJson = False,
) -> int:
    """Visit the sources once, here and now, and publish what is new.

    Example: fangzhi harvest --within 340400
    """
    from flows.cli.show import run_report

    report = run_harvest(
        settings(data).data, sources=sources or None, within=within, since=day(since, "--since"), day=day(on, "--day")
    )
    if as_json:
        write_json(report.as_json())
    else:
        run_report(console(), report)
    return int(bool(report.failures))


def run_harvest(
    data: Path,
    *,
    sources: list[str] | None = None,
    within: str | None = None,
    since: date | None = None,
    day: date | None = None,
) -> "RunReport":
    """The real flow, in this process."""
    from flows import orchestrator, progress
    from flows.run import choose

    choose(settings(data), sources or (), within)  # a wrong word is told before a server is started for it
    orchestrator.prepare(data, quiet=True)
    from flows.harvest import harvest as flow

    with progress.shown():
        return flow(sources=sources, within=within, since=since, day=day, data=data)


def demo(
    data: Annotated[Path, typer.Option("--data", help="Where the demo keeps its data.")] = Path("fangzhi-demo"),
) -> int:
    """Run the whole way on bundled sample sites: fetch, read, parse, load, compare. No network.

    Example: fangzhi demo
    """
    from flows.demo import demonstrate

    return demonstrate(data.absolute(), console())
