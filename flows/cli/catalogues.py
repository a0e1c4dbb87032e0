"""Commands on the catalogues: sources, indicators."""

from typing import Annotated

import typer

from flows.cli.commands import Commands
from flows.cli.common import AsJson, Data, console, counted, settings, write_json

sources_app = Commands("The catalogue of sources.")
indicators_app = Commands("The catalogue of indicators.")

SEEN_AT_ONCE = 5  # sources; of more, each is told when it is done


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
    found = known.within(within) if within else known
    chosen = list(found if everything else found.active())
    if as_json:
        write_json(chosen)
        return 0
    columns = ("id", "name", "home", "kind", "status", "url")
    hidden = "" if everything else "; --all shows those not visited too"
    grid(
        console(),
        f"{counted(len(chosen), 'source')}{hidden}",
        columns,
        [[getattr(s, name) for name in columns] for s in chosen],
    )
    return 0


@sources_app.command("check")
def check_sources(
    ids: Annotated[list[str] | None, typer.Argument(metavar="SOURCE", help="Ids of sources.")] = None,
    within: Annotated[str | None, typer.Option("--within", help="All those of this district.")] = None,
    data: Data = None,
    as_json: AsJson = False,
) -> int:
    """Visit sources once and say what each yields, and why not; exit code 1 if any yields nothing.

    Example: fangzhi sources check --within 340400
    """
    from datetime import UTC, datetime

    from extractors import sources
    from extractors.errors import UsageError
    from extractors.fetch import Fetcher
    from extractors.prospect import check_all
    from flows.cli.show import grid

    used = settings(data)
    known = sources.load(used.sources, builtin=used.builtin_sources)
    if not ids and within is None:
        raise UsageError("name sources, or a district with --within; `fangzhi sources list` shows the ids")
    found = {s.id: s for s in (*known.chosen(ids or ()), *(known.within(within) if within else ()))}
    if not found:
        raise UsageError(f"no source is within {within}; `fangzhi sources list --all` shows those there are")
    chosen = list(found.values())
    with Fetcher(used.politeness) as fetcher:
        reports = []
        for report in check_all(fetcher, chosen, at=datetime.now(UTC), known=known):
            reports.append(report)
            if len(chosen) > SEEN_AT_ONCE:
                typer.echo(f"{len(reports)} of {len(chosen)}: {report.source.id} {report.verdict}", err=True)
    place = {source.id: number for number, source in enumerate(chosen)}
    reports.sort(key=lambda report: place[report.source.id])
    if as_json:
        write_json(reports)
    else:
        rows = [
            [r.source.id, r.source.name, r.verdict, r.links, r.readable, str(r.newest or ""), r.why] for r in reports
        ]
        columns = ("source", "name", "verdict", "links", "readable", "newest", "why")
        grid(console(), counted(len(reports), "source"), columns, rows)
    return int(any(report.readable == 0 for report in reports))


@sources_app.command("add")
def add_source(
    url: Annotated[str, typer.Argument(help="A list of news, a feed, or just a site's home page.")],
    home: Annotated[str | None, typer.Option("--home", help="Code of the district, if the site does not tell.")] = None,
    local: Annotated[bool, typer.Option("--local", help="Allow private and loopback addresses.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only show what would be added.")] = False,
    data: Data = None,
    as_json: AsJson = False,
) -> int:
    """Look at a site, find its lists of news, and write them into the catalogue of this data directory.

    Example: fangzhi sources add https://www.example.gov.cn/
    """
    from datetime import UTC, datetime

    from extractors import sources
    from extractors.fetch import Fetcher
    from extractors.prospect import propose
    from flows.cli.show import grid

    used = settings(data)
    known = sources.load(used.sources, builtin=used.builtin_sources)
    with Fetcher(used.politeness) as fetcher:
        found = propose(fetcher, url, at=datetime.now(UTC), known=known, home=home, local=local)
    if as_json:
        write_json(found)
    elif found:
        columns = ("id", "name", "home", "kind", "url")
        grid(
            console(),
            f"{counted(len(found), 'source')} found",
            columns,
            [[getattr(s, c) for c in columns] for s in found],
        )
    if not found:
        typer.echo("no list of news was recognised; give the address of the list itself", err=True)
        return 1
    if any(source.home is None for source in found):
        typer.echo("the site does not tell its district: say --home CODE, or its figures will have no place", err=True)
    if not dry_run:
        file = sources.append(used.data / "sources", found)
        typer.echo(f"written to {file}; `fangzhi sources check {found[0].id}` shows what it yields", err=True)
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
    from extractors.errors import UsageError
    from extractors.indicators import catalogue
    from flows.cli.show import grid

    known = catalogue(settings(data).indicators).entries
    entries = [e for e in known if topic in (None, e.topic)]
    if not entries:
        raise UsageError(f"no topic {topic!r}; there are {', '.join(sorted({e.topic for e in known}))}")
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

    from rich.markup import escape

    from extractors.errors import UsageError
    from extractors.indicators import catalogue

    entry = catalogue(settings(data).indicators).get(id)
    if entry is None:
        raise UsageError(f"no indicator {id!r}; `fangzhi indicators list` shows those there are")
    if as_json:
        write_json(entry)
        return 0
    said = asdict(entry) | {"examples": map(str, entry.examples), "counter": map(str, entry.counter)}
    for name, value in said.items():
        if value not in (None, "", (), [], False):
            shown = value if isinstance(value, str | bool) else "; ".join(value)
            console().print(f"[bold]{name:<12}[/bold] {escape(str(shown))}", highlight=False)
    return 0
