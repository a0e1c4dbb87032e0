"""Commands on the published copy as it is: what a figure rests on, SQL, and exports for other tools.

They read only, and no run ever blocks them.
"""

import sys
from pathlib import Path
from typing import Annotated

import typer

from flows.cli.answers import reprinted, tell
from flows.cli.commands import SqlCommand
from flows.cli.common import AsCsv, AsJson, Data, counted, settings, write_json
from flows.cli.terminal import harmless


def register(app: typer.Typer) -> None:
    app.command()(evidence)
    app.command(cls=SqlCommand)(sql)
    app.command()(export)


def evidence(
    figure: Annotated[str, typer.Argument(help="Its id, or how it begins; the last column of `fangzhi compare`.")],
    data: Data = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> int:
    """Every sentence a figure rests on, the one of record first, with article, outlet and rule.

    Example: fangzhi evidence 3f0c2a51b7d94e68
    """
    from warehouse import ask

    table = ask.evidence(settings(data).data, figure)
    columns = ("of_record", "quote", "outlet", "published_on", "sentence", "rule", "url")
    code = tell(f"figure {figure}", table, as_json=as_json, as_csv=as_csv, columns=columns)
    if not (as_json or as_csv):
        for line in dict.fromkeys(filter(None, map(reprinted, table.records()))):
            typer.echo(harmless(line))
    return code


def sql(
    query: Annotated[str, typer.Argument(help="One statement; `-` reads it from standard input.")],
    data: Data = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> int:
    """Ask the published copy in SQL; docs/tables.md explains its tables, docs/questions.md has examples.

    Example: fangzhi sql "select * from compare('gdp', '2025')"
    """
    from warehouse import ask

    table = ask.query(settings(data).data, sys.stdin.read() if query == "-" else query)
    return tell(counted(len(table.rows), "row"), table, as_json=as_json, as_csv=as_csv)


def export(
    target: Annotated[Path, typer.Argument(help="A directory; what it holds under the same names is replaced.")],
    format: Annotated[str, typer.Option("--format", help="parquet, csv or xlsx.")] = "parquet",
    bom: Annotated[bool, typer.Option("--bom", help="Mark CSV as UTF-8, for Excel.")] = False,
    data: Data = None,
    as_json: AsJson = False,
) -> int:
    """Write figures, evidence and dimensions for other tools, with a data dictionary beside them.

    Example: fangzhi export --format xlsx exported
    """
    from warehouse import ask

    done = ask.export(settings(data).data, target, format, bom=bom)
    if as_json:
        write_json(done)
        return 0
    for file in done.files:
        typer.echo(file)
    return 0
