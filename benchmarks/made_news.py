"""News made up in SQL, as staged Parquet: what a warehouse is measured with.

2,800 districts, 300 indicators, 15 years, 12 observations an article; 3 to 5 reports for a typical figure, hundreds for
some, most cells empty; one article in ten is a reprint of another, one value in twenty differs.
"""

from __future__ import annotations

from pathlib import Path

import duckdb

DISTRICTS, INDICATORS, YEARS, PER_ARTICLE = 2_800, 300, 15, 12
DAY_ARTICLES, DAY_OBSERVATIONS = 58_000, 700_000
CHUNK = 2_000_000  # observations a file
DAY_OFFSET = 1_000_000_000

# A number in [0, 1) from a row and a purpose.
UNIFORM = "((hash({row}, '{purpose}') >> 11) / 9007199254740992.0)"

ARTICLES = """
create or replace temp table made as
select j, ({published})::DATE as published_on, {reprint} as reprint, (hash(j, 'home') % {districts})::INTEGER as home
from range({first}, {last}) t(j)
"""
STAGED = {
    "page": """
select sha256('p' || j) as sha256, 'http://d' || home || '.example/' || j as url, url as final_url, 's' || home as source_id,
    'article' as role, 200::SMALLINT as status, published_on::TIMESTAMPTZ + interval 9 hour as fetched_at,
    '{{}}' as headers, null::VARCHAR as etag, null::VARCHAR as last_modified, 'a.warc.gz' as archive_file,
    j * 1000 as archive_offset from made""",
    "article": """
select left(md5('a' || j), 16) as article_id, left(md5('v' || j), 16) as version,
    'http://d' || home || '.example/' || j as url, 's' || home as source_id, sha256('p' || j) as page_sha256,
    published_on::TIMESTAMPTZ + interval 9 hour as fetched_at, '新闻第' || j || '号' as title, []::VARCHAR[] as authors,
    null::VARCHAR as outlet, published_on::TIMESTAMPTZ as published, published_on, 'meta' as published_basis,
    repeat('全区经济运行总体平稳。', 20) || j as text, null::VARCHAR as raw_text,
    []::STRUCT("start" INTEGER, "end" INTEGER, certainty VARCHAR, rule VARCHAR)[] as repair, []::VARCHAR[] as links,
    {fingerprint} as fingerprint, {bands} as bands, left(md5('t' || reprint), 16) as story, 'r1' as reader_version,
    []::VARCHAR[] as also_pages from made""",
    "reading": """
select left(md5('a' || j), 16) as article_id, left(md5('v' || j), 16) as version, 'p1' as rules_version,
    'r1' as reader_version, {per}::INTEGER as observations from made""",
    "observation": """
with one as (
    select m.*, n, m.reprint * {per} + n as told,
        year(m.published_on) - {first_year} as y
    from made m, range({per}) s(n)
),
cell as (
    select *, floor({cells} * pow({u_cell}, 1.5))::BIGINT * {years} + y as cell from one
),
fact as (
    select *, (hash(cell, 'district') % {districts})::INTEGER as district,
        floor({indicators} * pow({u_indicator}, 2))::INTEGER as indicator,
        1e6 * floor(1 + 99999 * {u_value}) + if({u_wrong} < 0.05, 1e6, 0) as stated
    from cell
)
select left(md5('a' || j), 16) as article_id, left(md5('v' || j), 16) as article_version, (n * 40)::INTEGER as start,
    (n * 40 + 8)::INTEGER as end, 0::INTEGER as ordinal, (stated / 1e8)::VARCHAR || '亿元' as quote,
    stated as value, null::DOUBLE as low, null::DOUBLE as high, []::DOUBLE[] as values,
    '元' as unit, stated as si_value, '元' as si_unit, if(hash(told) % 10 = 0, 'gt', 'exact') as bound, 'level' as kind,
    '' as direction, null::VARCHAR as base, '指标' || indicator as measure, 'i' || indicator as indicator,
    if(hash(told) % 8 = 0, 'planned', 'actual') as status, false as cumulative, 'flow' as aspect,
    make_date({first_year} + y, 1, 1) as period_start, make_date({first_year} + y, 12, 31) as period_end,
    'explicit' as period_basis, '区' || district as place, '省/市/区' || district as place_path, 3::TINYINT as place_level,
    (110000 + district)::VARCHAR as place_code, null::VARCHAR as town_code, 'explicit' as place_basis,
    null::VARCHAR as per, (n * 40)::INTEGER as sentence_start, (n * 40 + 40)::INTEGER as sentence_end,
    '全区指标' || indicator || '为' || stated || '，同比有所增长，总体平稳。' as sentence, 5e5 as tolerance,
    'amount' as rule, 'p1' as rules_version, false as uncertain, published_on
from fact""",
}


def parts(observations: int) -> list[range]:
    """The numbers of the articles of a history, in portions."""
    articles, step = observations // PER_ARTICLE, CHUNK // PER_ARTICLE
    return [range(begin, min(begin + step, articles)) for begin in range(0, articles, step)]


def make(connection: duckdb.DuckDBPyConnection, folder: Path, observations: int, part: range) -> None:
    """Write the staged relations of some articles of a history of so many observations."""
    days = f"DATE '{2026 - YEARS}-01-01' + interval (floor({YEARS * 365} * j / {observations // PER_ARTICLE})) day"
    write(connection, folder, observations, part, days, offset=0)


def make_day(connection: duckdb.DuckDBPyConnection, folder: Path, observations: int) -> None:
    """Write the staged relations of the day after a history of so many observations."""
    part = range(DAY_OFFSET, DAY_OFFSET + DAY_ARTICLES)
    write(connection, folder, observations, part, "DATE '2025-12-31'", offset=DAY_OFFSET)


def write(
    connection: duckdb.DuckDBPyConnection, folder: Path, observations: int, part: range, published: str, *, offset: int
) -> None:
    words = {
        "published": published, "first": part.start, "last": part.stop, "districts": DISTRICTS,
        "indicators": INDICATORS, "years": YEARS, "first_year": 2026 - YEARS, "per": PER_ARTICLE,
        "cells": max(observations, 10_000_000) // 4 // YEARS,
        "reprint": f"if(j > {offset} + 10 and hash(j, 're') % 10 = 0, j - 1 - hash(j, 'which') % 9, j)",
        "fingerprint": "[hash(reprint, n) for n in range(64)]::UBIGINT[]",
        "bands": "[hash(reprint, n) for n in range(10)]::UBIGINT[]",
    } | {
        f"u_{purpose}": UNIFORM.format(row=row, purpose=purpose)
        for purpose, row in (("cell", "told"), ("indicator", "cell"), ("value", "cell"), ("wrong", "told"))
    }  # fmt: skip
    folder.mkdir(parents=True, exist_ok=True)
    connection.execute(ARTICLES.format(**words))
    for relation, query in STAGED.items():
        connection.execute(f"copy ({query.format(**words)}) to '{folder / relation}.parquet' (row_group_size 100000)")
