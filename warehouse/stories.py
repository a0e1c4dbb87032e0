"""Stories: near-duplicate texts linked across sources, however they arrive.

Two texts are alike when their signatures agree in most words and most numbers and they appeared within a month; a
story is all that can be reached from one text to the next. Only new texts, and stories that lost one by an edit, are
looked at: they are compared with texts of their weeks that share a band of the signature, so the work of a day does
not grow with what is held.

The signature is made by `extractors.fingerprint`, which says the same of what is alike; a test holds the two together.
"""

from __future__ import annotations

import duckdb

from warehouse.store import run

LIMITS = {
    "words": 48,  # integers of a signature
    "numbers": 16,
    "band": 4,
    "alike_words": 0.6,
    "alike_numbers": 0.6,
    "days": 30,
}


def assign(connection: duckdb.DuckDBPyConnection, number: int) -> None:
    """Sort the articles of `touched_article` into stories; `touched_figure` grows where that changes counts."""
    run(connection, "reconcile/12_telling.sql", LIMITS)
    days = connection.execute("select min(published_on), max(published_on) from loose_mark").fetchone() or (None, None)
    run(connection, "reconcile/14_alike.sql", {**LIMITS, "first": days[0], "last": days[1]})
    before = None
    while (now := roots(connection)) != before:
        run(connection, "reconcile/16_join.sql", {})
        before = now
    run(connection, "reconcile/18_story.sql", {"reconcile_no": number})


def roots(connection: duckdb.DuckDBPyConnection) -> tuple[object, ...] | None:
    """Stands for the roots reached so far."""
    return connection.execute("select count(*), bit_xor(hash(label, root)) from component").fetchone()
