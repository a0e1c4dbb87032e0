"""Asking: answers from the published copy, read-only, while a run may be writing the warehouse."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import duckdb

from extractors.errors import UsageError, WarehouseError
from warehouse.locked import answer, copy_of, one, query
from warehouse.names import district_code, district_codes, indicator_id, why_empty
from warehouse.records import Table

if TYPE_CHECKING:
    from warehouse.export import Exported

__all__ = [
    "ArticlePage", "OrderBy", "article_page", "compare", "copy_of", "coverage", "evidence", "export", "growth",
    "history", "indicator", "query", "rank_within", "trend", "why_not",
]  # fmt: skip

SHORTEST = "select period_name(first_day, last_day) from period_days($1)"
TOLD_OF = "select day_called($1) is not null or exists (from known_name k where k.name = $1)"
OrderBy = Literal["value", "per_capita", "per_km2"]


@dataclass(frozen=True, slots=True)
class ArticlePage:
    """Where the page of an article lies in the archive."""

    article_id: str
    url: str
    archive_file: str
    archive_offset: int


def compare(
    folder: Path,
    indicator: str,
    period: str,
    *,
    within: str | None = None,
    kind: str = "level",
    status: str = "actual",
    level: int | None = None,
    peers_of: str | None = None,
    among: Sequence[str] | None = None,
    order_by: OrderBy = "value",
) -> Table:
    """One indicator in one period: every district's figure, ranked among its like; the others as silent.

    `within`: the children of a district; `peers_of`: those of the same parent; `among`: a list; none of the three: all
    districts of the level (3) that have a source. Districts are given by code, name or path: see warehouse.names.
    """
    with copy_of(folder) as copy:
        indicator, called = indicator_id(copy, indicator), period_called(copy, period)
        root = code_of(copy, within)
        if root is None and peers_of is not None:
            root = str(one(copy, "select parent_of($1, $2)", (district_code(copy, peers_of), called)))
        table = answer(
            copy,
            "from compare($1, $2, within := $3, kind := $4, status := $5, level := $6, among := $7::VARCHAR[], "
            "order_by := $8)",
            (indicator, called, root, kind, status, level, district_codes(copy, among), order_by),
        )
        return not_empty(copy, table, root, period)


def rank_within(
    folder: Path, indicator: str, period: str, parent: str, *, kind: str = "level", status: str = "actual"
) -> Table:
    """Where each child of a district stands, and its share of the parent's own figure where shares make sense."""
    with copy_of(folder) as copy:
        asked = (indicator_id(copy, indicator), period_called(copy, period), district_code(copy, parent), kind, status)
        return answer(copy, "from rank_within($1, $2, $3, kind := $4, status := $5)", asked)


def trend(folder: Path, indicator: str, district: str, *, kind: str = "level", status: str = "actual") -> Table:
    """One indicator of one district over time, through mergers and renamings; growth computed beside growth stated."""
    with copy_of(folder) as copy:
        asked = (indicator_id(copy, indicator), district_code(copy, district), kind, status)
        return answer(copy, "from trend($1, $2, kind := $3, status := $4)", asked)


def growth(folder: Path, indicator: str, period: str, *, within: str | None = None) -> Table:
    """Growth on the year before, computed from the figures and as stated, and where the two contradict."""
    with copy_of(folder) as copy:
        asked = (indicator_id(copy, indicator), period_called(copy, period), code_of(copy, within))
        return answer(copy, "from growth($1, $2, within := $3)", asked)


def coverage(
    folder: Path,
    indicator: str,
    period: str,
    *,
    within: str | None = None,
    kind: str = "level",
    status: str = "actual",
    level: int = 3,
) -> Table:
    """For how many districts of each parent there is a figure, and how many with a source are silent."""
    with copy_of(folder) as copy:
        asked = (indicator_id(copy, indicator), period, code_of(copy, within), kind, status, level)
        table = answer(copy, "from coverage($1, $2, within := $3, kind := $4, status := $5, level := $6)", asked)
        return not_empty(copy, table, asked[2], period)


def evidence(folder: Path, figure_id: str) -> Table:
    """Everything that was said about a figure, the witness of record first.

    The beginning of an id will do where no other figure's begins so. Raises WarehouseError for an unknown id,
    UsageError where several begin so.
    """
    begun = query(
        folder,
        "select distinct figure_id from evidence where len($1) > 0 and starts_with(figure_id, $1) order by 1 limit 4",
        (figure_id,),
    ).rows
    ids = [str(row[0]) for row in begun]
    if not ids:
        raise WarehouseError(
            f"no figure has the id {figure_id!r}; `fangzhi compare` shows it as figure, with --json figure_id"
        )
    if len(ids) > 1 and figure_id not in ids:
        raise UsageError(
            f"several figures have an id that begins with {figure_id!r}: {', '.join(ids)}; give more of it"
        )
    return query(folder, "from evidence($1)", (figure_id if figure_id in ids else ids[0],))


def history(folder: Path, figure_id: str) -> Table:
    """What was known of a figure, when."""
    return query(folder, "from history($1)", (figure_id,))


def indicator(folder: Path, said: str, aliases: Mapping[str, Sequence[str]] | None = None) -> str:
    """The id of an indicator that is given by its id, its Chinese name or an alias: see warehouse.names."""
    with copy_of(folder) as copy:
        return indicator_id(copy, said, aliases)


def period_called(copy: duckdb.DuckDBPyConnection, period: str) -> str:
    """The name that figures have a period by, however it is written.

    Raises UsageError for what is no period, and for a span of which nothing is told.
    """
    called = str(one(copy, SHORTEST, (period,)))
    if not one(copy, TOLD_OF, (called,)):
        raise UsageError(
            f"no figure of any indicator is told for {called}; `fangzhi sql 'select distinct period from figure'` "
            "lists the periods there are"
        )
    return called


def code_of(copy: duckdb.DuckDBPyConnection, said: str | None) -> str | None:
    return None if said is None else district_code(copy, said)


def not_empty(copy: duckdb.DuckDBPyConnection, table: Table, root: str | None, period: str) -> Table:
    """The answer, unless the district whose parts were asked for has none: that is told, not shown as nothing."""
    if root and not table.rows:
        raise UsageError(why_empty(copy, root, period))
    return table


def article_page(folder: Path, target: str) -> ArticlePage | None:
    """Where the archive holds an article, given by its canonical URL or its id; None if there is no such article."""
    found = query(
        folder,
        "select article_id, url, archive_file, archive_offset from article "
        "where archive_file is not null and (article_id = $1 or url = $1) "
        "order by article_id limit 1",
        (target,),
    )
    return next((ArticlePage(str(r[0]), str(r[1]), str(r[2]), int(str(r[3]))) for r in found.rows), None)


def why_not(folder: Path, url: str) -> str:
    """Why there is no article of this URL, in words."""
    lists = query(folder, "select name from source where rtrim(url, '/') = rtrim($1, '/') limit 1", (url,)).rows
    if lists:
        return f"it is the list of {lists[0][0]}, which leads to articles and holds no figures itself"
    found = query(
        folder, "select stage, reason, detail from reject where key = $1 order by last_at desc limit 1", (url,)
    )
    if found.rows:
        stage, reason, detail = found.rows[0]
        return f"it was refused at {stage}: {reason}" + (f" ({detail})" if detail else "")
    return "it was never found on a list, or not fetched yet"


def export(folder: Path, target: Path, format: str, *, bom: bool = False) -> Exported:
    """Write the published copy into a directory as parquet, csv or xlsx, with a dictionary; see warehouse.export."""
    from warehouse.export import export as write  # xlsxwriter is needed by no other question

    return write(folder, target, format, bom=bom)
