"""The reference of tables: docs/tables.md, made from the comments of the warehouse and the heads of the macros.

python -m warehouse.reference > docs/tables.md
"""

from __future__ import annotations

import re
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from warehouse.check import checks, grains
from warehouse.comments import Column, columns
from warehouse.publish import COPY
from warehouse.store import FILE, connect, sql, sql_files
from warehouse.warehouse import open_warehouse

HEAD = """# Tables

Made by `python -m warehouse.reference > docs/tables.md` from the comments in the database; a test holds it to them.

Two files lie in the data directory. Analysts read `fangzhi.duckdb`, the published copy: with `fangzhi sql`, or with
DuckDB itself. `warehouse.duckdb` is written by runs, and no other process can open it meanwhile. Beside them,
`observations/` holds all observations as Parquet, by province and year.

Dates are days in China, instants are UTC. "The same tables" is said without `run`, `fetch_log` and the clock columns.

## How a figure comes about

An observation supports a figure when it is `actual` or `planned`, has an indicator, a period, a place at level 1 to 4
with a code, and a value (or a range) in a unit that its indicator has; a change must have a direction. Villages,
thresholds, anecdotes, structure ratios and undated totals support none.

All observations that agree in place, level, indicator, period, kind, aspect, cumulative or not, status, base and
denominator are evidence for one figure. The best witness gives its value. In this order:

| `grade` | the witness |
| --- | --- |
| 128 | is read from characters that are certain |
| 64 | is an outlet of the district itself (`source.home`) |
| 32 | says that it corrects something (更正, 勘误, 订正, 致歉 in the title) |
| 16 | is a statistical bulletin (统计公报 and the like in the title) |
| 8 | names the place itself |
| 4 | names the period itself |
| 2 | gives an exact value, no bound |
| 1 | gives at least three digits that count |

Between equals the article that was published later counts. Within one article its best mention counts once. A page that
was edited takes back what its earlier version said, from the day on which the edit was seen.

Reports agree when what they mean overlaps: 56.8亿元 and 56.82亿元 do, and so do 突破55亿元 and 56.82亿元. Where any
do not, `conflict` is set and `spread` tells how far apart they lie; a correction settles what was published before it.
`articles` counts reports that agree with the value, reprints once: articles that make the same claim and have the same
text or story, a part of their signature, or outlet and day in common.

A figure depends on its evidence alone, not on the order in which that was loaded: `known_from` is the time at which the
evidence was fetched, and a value that another takes over from keeps its row, closed by `known_to`.

Checks run before each publication; their rows stand in `complaint`. One of severity `error` keeps the figure, and its
evidence, out of the published copy until the check is content.

When the rules that read pages change, the archive can be read anew on trial: the difference is shown, figure by figure,
before anything counts. Readings that newer ones replaced are kept for the last three editions of the rules.
"""
MACRO = re.compile(r"((?:^-- .*\n)+)create or replace macro (\w+\((?:[^()]|\([^()]*\))*\)) as", re.MULTILINE)


def reference() -> str:
    """The text of docs/tables.md."""
    with tempfile.TemporaryDirectory() as home:
        folder = Path(home)
        with open_warehouse(folder) as warehouse:
            warehouse.publish()
        with connect(folder / COPY, read_only=True) as copy:
            published = columns(copy, COPY.removesuffix(".duckdb"))
        with connect(folder / FILE, read_only=True) as store:
            kept = columns(store, FILE.removesuffix(".duckdb"))
    grain = {found.table: ", ".join(found.columns) for found in grains()}
    return "".join(
        [
            HEAD,
            "\n## Quality checks\n\n",
            *quality(),
            "\n## The published copy: macros\n\n",
            *macros(),
            "\n## The published copy: tables\n",
            *tables(published, {}),
            "\n## The warehouse\n",
            *tables(kept, grain),
        ]
    )


def quality() -> Iterator[str]:
    """Each check that has a file of its own, with the words in it."""
    for name, severity, query in checks():
        if words := re.findall(
            r"^-- (?!severity)(.*)$", query.partition("\nselect")[0].partition("\nwith")[0], re.MULTILINE
        ):
            yield f"- `{name}` ({severity}): {' '.join(words)}\n"


def macros() -> Iterator[str]:
    """Each macro with the words that stand above it."""
    for name in (*sql_files("words"), *sql_files("macros")):
        for words, signature in MACRO.findall(sql(name)):
            said = " ".join(line.removeprefix("-- ") for line in words.splitlines())
            called = " ".join(signature.split()).replace("( ", "(").replace(" )", ")")
            yield f"- `{called}`: {said}\n"


def tables(found: list[Column], grain: dict[str, str]) -> Iterator[str]:
    """Each table with its columns."""
    table = ""
    for column in found:
        if column.table != table:
            table = column.table
            one_row = f" One row for each {grain[table]}." if table in grain else ""
            yield f"\n### {table}\n\n{column.table_comment}.{one_row}\n\n"
            yield "| column | type | meaning |\n| --- | --- | --- |\n"
        yield f"| {column.name} | {column.type} | {column.comment} |\n"


if __name__ == "__main__":
    sys.stdout.write(reference())
