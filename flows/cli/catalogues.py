"""Commands on the catalogues: sources, indicators."""

from typing import Annotated

import typer

from flows.cli.common import AsJson, Data, console, settings, write_json

sources_app = typer.Typer(help="The catalogue of sources.", no_args_is_help=True)
indicators_app = typer.Typer(help="The catalogue of indicators.", no_args_is_help=True)


def register(app: typer.Typer) -> None:
    app.add_typer(sources_app, name="sources")
    app.add_typer(indicators_app, name="indicators")


@sources_app.command("list")
def list_sources(
    within: Annotated[str | None, typer.Option("--within", help="Only those of this district, 340000.")] = None,
    everything: Annotated[
        bool, typer.Option("--all", help="Also those not visited: doubtful, home page only.")
    ] = False,
    data: Data = None,
    as_json: AsJson = False,
) -> int:
    """Show the sources that are visited.

    Example: fangzhi sources list --within 340000
    """
    from extractors import sources
    from flows.cli.show import grid

    used = settings(data)
    known = sources.load(used.sources, builtin=used.builtin_sources)
    chosen = [s for s in (known.within(within) if within else known) if everything or s.status == "active"]
    if as_json:
        write_json(chosen)
        return 0
    columns = ("id", "name", "home", "kind", "status", "url")
    grid(console(), f"{len(chosen)} sources", columns, [[getattr(s, name) for name in columns] for s in chosen])
    return 0


@indicators_app.command("list")
def list_indicators(
    topic: Annotated[str | None, typer.Option("--topic", help="Only those of this topic.")] = None,
    data: Data = None,
    as_json: AsJson = False,
) -> int:
    """Show the indicators that are recognised.

    Example: fangzhi indicators list --topic economy
    """
    from extractors.indicators import catalogue
    from flows.cli.show import grid

    entries = [e for e in catalogue(settings(data).indicators).entries if topic in (None, e.topic)]
    if as_json:
        write_json(entries)
        return 0
    columns = ("id", "zh", "en", "topic", "dimension")
    grid(console(), f"{len(entries)} indicators", columns, [[getattr(e, name) for name in columns] for e in entries])
    return 0


@indicators_app.command("show")
def show_indicator(
    id: Annotated[str, typer.Argument(help="Its id.")],
    data: Data = None,
    as_json: AsJson = False,
) -> int:
    """Show what an indicator counts, what not, and the names it is known by.

    Example: fangzhi indicators show gdp
    """
    from dataclasses import asdict

    from extractors.errors import UsageError
    from extractors.indicators import catalogue

    entry = catalogue(settings(data).indicators).get(id)
    if entry is None:
        raise UsageError(f"no indicator {id!r}; `fangzhi indicators list` shows those there are")
    if as_json:
        write_json(entry)
        return 0
    for name, value in asdict(entry).items():
        if value not in (None, "", (), [], False):
            shown = "; ".join(map(str, value)) if isinstance(value, tuple | list) else value
            console().print(f"[bold]{name:<12}[/bold] {shown}", highlight=False)
    return 0
