"""What people call an indicator or a district, looked up in the published copy.

A district is given by its code (340405), its name (八公山区), the end of its path (淮南市/八公山区), or its name
without the word for its kind (八公山). A name that several bear is refused with all of them: nobody guesses which was
meant.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

import duckdb

from extractors.errors import UsageError

MOST_NAMED = 8  # candidates that a message lists
# Those that exist come before those that ended. `how`: 0 by code, 1 by name or end of path, 2 by the name's beginning.
DISTRICTS = """
with said as (
    select *, case
            when code = $said then 0
            when name = $said or path = $said or ends_with(path, '/' || $said) then 1
            when level <= 3 and len($said) > 1 and starts_with(name, $said) then 2
        end as how
    from district
    where code_system in ('GB/T2260', 'NBS')
)
select code, arg_max(path, coalesce(valid_from, '-infinity'::DATE)) as path
from said
where how is not null
group by code
qualify min(how) = min(min(how)) over () and bool_or(valid_to is null) = max(bool_or(valid_to is null)) over ()
order by code
"""
MOST_NEAR = 3  # indicators that a message suggests
NEAR = 3  # from here on `how` below is likeness, no longer identity
# `how`: 0 by id, 1 by name, 2 by alias; near are those whose name or alias holds what was said, or that a slip away
# (one letter in four, at least one; two that changed places count once, a Chinese character as three letters).
INDICATORS = """
with word as (
    select indicator, indicator as word, 0 as sort from indicator
    union all
    select indicator, name, 1 from indicator
    union all
    select a.indicator, a.word, 2
    from (select unnest($ids::VARCHAR[]) as indicator, unnest($words::VARCHAR[]) as word) a
    semi join indicator i on i.indicator = a.indicator
),
likened as (
    select *, damerau_levenshtein(lower(word), lower($said)) as slips, case
            when lower(word) = lower($said) then sort
            when len($said) not between 2 and 200 then null
            when contains(lower(word), lower($said)) then 3
            when slips <= greatest(1, strlen($said) // 4) and slips < strlen(word) then 4
        end as how
    from word
)
select l.indicator, i.name, min(l.how) as how
from likened l
join indicator i on i.indicator = l.indicator
where l.how is not null
group by all
order by how, min(l.slips), min(len(l.word)), l.indicator
"""
NEAREST = """
select code || ' ' || path from district
where code_system in ('GB/T2260', 'NBS') and level <= 3
order by greatest(jaro_winkler_similarity(name, $said), jaro_winkler_similarity(code, $said)) desc, code limit 3
"""
BECAME = """
select string_agg(distinct s.code || ' ' || s.path, ', ' order by s.code || ' ' || s.path)
from lineage l join district_span s on s.code = l.code and s.existed and s.next_day = 'infinity'::DATE
where l.ancestor = $code
"""
STOOD = """
select s.path, s.existed, d.last_day
from period_days($period) d
left join district_span s on s.code = $code and s.first_day <= d.last_day and s.next_day > d.last_day
"""


def indicator_id(copy: duckdb.DuckDBPyConnection, said: str, aliases: Mapping[str, Sequence[str]] | None = None) -> str:
    """The indicator, given by its id, its Chinese name, or an alias that no other bears; `aliases` are by id.

    Raises UsageError with those it may be, or that are near, if it is none; an empty catalogue knows them all.
    """
    words = [(indicator, word) for indicator, names in (aliases or {}).items() for word in names]
    found = copy.execute(
        INDICATORS,
        {"said": said.strip(), "ids": [indicator for indicator, _ in words], "words": [word for _, word in words]},
    ).fetchall()
    if not found:  # nothing is near, or there is nothing
        if copy.execute("select count(*) from indicator").fetchall()[0][0] == 0:
            return said
        raise UsageError(f"no indicator is called {said!r}; `fangzhi indicators list` shows them all")
    meant = [(indicator, name) for indicator, name, how in found if how == found[0][2]]
    if found[0][2] < NEAR and len(meant) == 1:
        return str(meant[0][0])
    named = ", ".join(f"{indicator} {name}" for indicator, name, _ in found[:MOST_NEAR])
    if found[0][2] < NEAR:
        named = ", ".join(f"{indicator} {name}" for indicator, name in meant[:MOST_NAMED])
        raise UsageError(f"{len(meant)} indicators are called {said!r}: {named}; give the id")
    raise UsageError(f"no indicator is called {said!r}; the nearest: {named}")


def district_code(copy: duckdb.DuckDBPyConnection, said: str) -> str:
    """The code of a district, given as people give it.

    Raises UsageError with the candidates if several are called so, with the nearest if none is; an empty gazetteer
    takes every code.
    """
    wanted = said.strip().strip("/")
    found = copy.execute(DISTRICTS, {"said": wanted}).fetchall()
    if len(found) == 1:
        return str(found[0][0])
    if found:
        named = ", ".join(f"{code} {path}" for code, path in found[:MOST_NAMED])
        more = f" and {len(found) - MOST_NAMED} more" if len(found) > MOST_NAMED else ""
        raise UsageError(f"{len(found)} districts are called {said!r}: {named}{more}; give the code or a longer path")
    near = [str(row[0]) for row in copy.execute(NEAREST, {"said": wanted}).fetchall()]
    if near:
        raise UsageError(
            f"no district is called {said!r}: expected a code such as 340405, a name such as 八公山区 or a path such "
            f"as 淮南市/八公山区; the nearest are {', '.join(near)}"
        )
    return wanted


def district_codes(copy: duckdb.DuckDBPyConnection, said: Sequence[str] | None) -> list[str] | None:
    return None if said is None else [district_code(copy, one) for one in said]


def why_empty(copy: duckdb.DuckDBPyConnection, code: str, period: str) -> str:
    """Why there is no district below this one in a period, and what to ask for instead."""
    row = copy.execute(STOOD, {"code": code, "period": period}).fetchone()
    path, existed, last_day = row or (None, None, date.max)
    if existed is False:
        became = copy.execute(BECAME, {"code": code}).fetchone()
        heirs = f"; it became {became[0]}" if became and became[0] else ""
        return f"{path} ({code}) did not exist on {last_day}{heirs}; ask for that, or for a period in which it existed"
    return f"no district below {path or code} ({code}) is known; ask for its peers with --peers-of {code}"
