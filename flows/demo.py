"""The demonstration: bundled sample sites, the real harvest, a comparison, and where everything lies.

The sites are served on loopback, on the ports they had the first time (the addresses are the articles' identity), so
that a second demonstration finds nothing new.
"""

import errno
import json
import os
import shlex
import shutil
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from datetime import date
from pathlib import Path

from rich.console import Console

from extractors import sources
from extractors.errors import UsageError
from extractors.records import Source
from flows import sites
from flows.cli.show import comparison, run_report
from flows.launch import run_harvest
from flows.sites.content import PORTS
from warehouse import ask

ADDRESS = "sites.json"  # remembers the first port
FIRST_PORT = 18_340
DAY = date(2026, 1, 31)  # the day the invented year ends
SHOWN = (  # a ranking with a silent district; a correction in force; a reprint counted once; plans apart from deeds
    ("gdp", "2025", "level", "actual"),
    ("retail_sales", "2025-01/2025-09", "level", "actual"),
    ("rubbish_cleared", "2025-01/2025-10", "level", "actual"),
    ("gdp", "2026", "change_rate", "planned"),
)


def demonstrate(data: Path, console: Console) -> int:
    """Run it all in `data`; exit code 0 when a comparison could be shown."""
    try:
        data.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(f"{data}: cannot be made ({error.strerror}); name another directory with --data") from error
    with _served(data) as bases:
        found = sites.sources(bases)
        _configure(data, found)
        console.print(
            f"\n[bold]1. {len(found)} sample sites on loopback[/bold]: real districts, invented texts and figures"
        )
        for source in found:
            console.print(f"   {source.name}  {source.url}", highlight=False)
        report = run_harvest(data, day=DAY)
    console.print(f"\n[bold]2. What the run did[/bold]: it plays {DAY}, the end of the year the sites tell of")
    run_report(console, report)
    console.print("\n[bold]3. Districts compared[/bold]")
    shown = [_compare(console, data, *what) for what in SHOWN]
    for story in ask.query(data, "from story order by first_on, story_id").records():
        console.print(
            "   told {articles} times, counted once: {title}, first by {first_outlet} on {first_on}".format_map(story),
            highlight=False,
        )
    console.print("\n[bold]4. Where it lies, and what to ask next[/bold]")
    console.print(directions(data), highlight=False, soft_wrap=True)
    return 0 if all(shown) else 1


@contextmanager
def _served(data: Path) -> Iterator[Mapping[str, str]]:
    """The sites, on the ports they had the first time."""
    file = data / ADDRESS
    known = json.loads(file.read_text(encoding="utf-8"))["port"] if file.exists() else None
    with ExitStack() as serving:
        for port in [known] if known else range(FIRST_PORT, FIRST_PORT + 1000, len(PORTS)):
            try:
                bases = serving.enter_context(sites.serve(port=port))
                break
            except OSError as error:
                if error.errno != errno.EADDRINUSE:
                    raise
        else:
            raise UsageError(
                f"the ports of the sample sites from {known or FIRST_PORT} on are in use; "
                f"end what uses them, or start anew with another --data directory"
            )
        file.write_text(json.dumps({"port": port}), encoding="utf-8")
        yield bases


def _configure(data: Path, found: Sequence[Source]) -> None:
    """The sample sites as sources of this data directory, in place of the built-in catalogue."""
    folder = data / "sources"
    folder.mkdir(exist_ok=True)
    (folder / "own.csv").unlink(missing_ok=True)
    sources.append(folder, found)
    (data / "fangzhi.toml").write_text(
        "# The demo visits its own sites only.\nbuiltin_sources = false\n", encoding="utf-8"
    )


def _compare(console: Console, data: Path, indicator: str, period: str, kind: str, status: str) -> bool:
    table = ask.compare(data, indicator, period, kind=kind, status=status)
    comparison(console, f"{indicator}, {period}, {kind}, {status}", table)
    return any(row["state"] == "told" for row in table.records())


def directions(data: Path) -> str:
    """Where everything lies, and commands that can be copied as they stand."""
    fangzhi, folder = called("fangzhi"), shlex.quote(os.path.relpath(data))
    home = shlex.quote(os.path.relpath(os.environ.get("PREFECT_HOME", data / "prefect")))
    again = f"{fangzhi} demo" if folder == "fangzhi-demo" else f"{fangzhi} demo --data {folder}"
    indicator, period, *_ = SHOWN[0]
    told = [row for row in ask.compare(data, indicator, period).records() if row["state"] == "told"]
    figure = str(told[0]["figure_id"]) if told else "FIGURE"
    url = str(ask.evidence(data, figure).records()[0]["url"]) if told else "URL"
    return f"""   warehouse   {folder}/fangzhi.duckdb, the published copy (DuckDB); {folder}/observations, Parquet
   archive     {folder}/archive, every page as it came (WARC)
   ask         {fangzhi} compare {indicator} --period {period} --data {folder}
               {fangzhi} evidence {figure} --data {folder}
               {fangzhi} explain {shlex.quote(url)} --data {folder}
               {fangzhi} sql "select * from compare('{indicator}', '{period}')" --data {folder}
   Prefect UI  PREFECT_HOME={home} {called("prefect")} server start, then http://127.0.0.1:4200/runs
   again       {again} finds nothing new and changes nothing"""


def called(program: str) -> str:
    """How a program of this installation is called from here: by its name alone, if that finds it."""
    own = Path(sys.executable).with_name(program)
    if not own.exists() or shutil.which(program) == str(own):
        return program
    return shlex.quote(os.path.relpath(own))
