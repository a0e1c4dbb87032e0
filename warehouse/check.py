"""Quality checks: queries whose rows are complaints.

Each file of `sql/checks` says its severity in its first line and gives a key and a message. A check of uniqueness is
made from every `-- grain:` line of the migrations, so that these lines cannot lie.

>>> [grain for grain in grains() if grain.table == "figure"]
[Grain(table='figure', columns=('figure_id', 'known_from'))]
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal, cast

import duckdb

from extractors.errors import WarehouseError
from warehouse.records import Complaint
from warehouse.store import counter, lend_words, sql, sql_files, transaction

SEVERITY = re.compile(r"-- severity: (error|warning)\n")
GRAIN = re.compile(r"^-- grain: (?P<columns>[\w, ]+)\ncreate table (?P<table>\w+)", re.MULTILINE)
MOST = 1000  # complaints of one check that are handed back; the table keeps them all
# Rows of these tables come in loads; a double over two loads would be a double reading, which is checked in full.
BY_LOAD = {"observation_all": "load_no > $checked_load", "evidence": "reconcile_no > $checked_reconcile"}

Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True)
class Grain:
    """What may occur once only in a table."""

    table: str
    columns: tuple[str, ...]


@cache
def grains() -> tuple[Grain, ...]:
    """The grain of every table, as the migrations say."""
    found = (match for name in sql_files("migrations") for match in GRAIN.finditer(sql(name)))
    return tuple(Grain(m["table"], tuple(column.strip() for column in m["columns"].split(","))) for m in found)


def checks() -> Iterator[tuple[str, Severity, str]]:
    """Name, severity and query of every check."""
    for name in sql_files("checks"):
        text = sql(name)
        found = SEVERITY.match(text)
        if not found:
            raise WarehouseError(f"{name}: expected '-- severity: error' or '-- severity: warning' in the first line")
        yield name.rpartition("/")[2].removesuffix(".sql"), cast("Severity", found[1]), text
    for grain in grains():
        columns = ", ".join(f'"{column}"' for column in grain.columns)
        since = f"where {BY_LOAD[grain.table]}" if grain.table in BY_LOAD else ""
        key = "concat_ws(' ', " + ", ".join(f'"{column}"' for column in grain.columns) + ")"
        yield (
            f"double_{grain.table}",
            "error",
            f"select {key} as key, concat(count(*), ' rows') as message from {grain.table} {since} "
            f"group by {columns} having count(*) > 1",
        )


def check(connection: duckdb.DuckDBPyConnection, *, everything: bool = False) -> tuple[Complaint, ...]:
    """Run every check and keep the complaints in the table `complaint`.

    Checks that name `$checked_load` or `$checked_reconcile`, and those of doubles among observations and evidence, look
    only at what came since the last check, unless `everything` is asked for. One that complained the last time looks at
    everything again: its complaints stand until what they are about is mended.
    """
    names = ("load", "reconcile")
    since = {f"checked_{name}": 0 if everything else counter(connection, f"checked_{name}") for name in names}
    complaints: list[Complaint] = []
    lend_words(connection)
    with transaction(connection):
        standing = {name for (name,) in connection.execute("select distinct check_name from complaint").fetchall()}
        connection.execute("delete from complaint")
        for name, severity, query in checks():
            used = {key: 0 if name in standing else value for key, value in since.items() if f"${key}" in query}
            connection.execute(
                f"insert into complaint select $name, $severity, key, message from ({query}) group by all",
                {"name": name, "severity": severity, **used},
            )
            rows = connection.execute(
                "select key, message from complaint where check_name = ? order by all limit ?", [name, MOST]
            ).fetchall()
            complaints += [Complaint(name, severity, str(key), str(message)) for key, message in rows]
        for name in names:
            connection.execute("delete from counter where name = ?", [f"checked_{name}"])
            connection.execute("insert into counter values (?, ?)", [f"checked_{name}", counter(connection, name)])
    return tuple(complaints)
