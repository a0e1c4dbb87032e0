"""What is exported for other tools: relations over the published copy, and the words that explain their columns."""

from __future__ import annotations

import duckdb

from warehouse.comments import Column, columns, first

# Each by one query over the published copy.
RELATIONS: dict[str, str] = {
    "figures": """
        select f.figure_id, coalesce(f.town_code, f.place_code) as code, f.name, f.path, f.place_level as level,
            f.indicator, i.name as indicator_name, f.period, f.period_start, f.period_end, f.kind, f.status, f.value,
            f.low, f.high, f.unit, f.bound, f.aspect, f.cumulative, f.per, f.base, f.articles, f.outlets, f.copies,
            f.spread, f.conflict, f.uncertain, f.known_from, f.known_to, a.title, a.url
        from figure f
        left join indicator i on i.indicator = f.indicator
        left join article a on a.article_id = f.article_id
        order by f.indicator, f.period_start, f.period_end, f.kind, code, f.known_from""",
    "evidence": """
        select e.figure_id, e.value, e.low, e.high, e.unit, e.bound, e.quote, e.sentence, a.title, e.outlet,
            e.published_on, a.url, e.correction, e.uncertain, e.grade, e.rule, e.rules_version, e.known_from,
            e.known_to, e.observation_id, a.story_id
        from evidence e left join article a on a.article_id = e.article_id
        order by e.figure_id, e.observation_id""",
    "stories": """
        select s.*, a.url as first_url, d.path as district
        from story s
        left join article a on a.article_id = s.first_article_id
        left join (from district_on(date '9999-01-01')) d on d.code = s.district_code
        order by s.story_id""",
    "districts": "select * exclude (successors), array_to_string(successors, ' ') as successors from district "
    "where level <= 3 order by code, valid_from",
    "indicators": "select * exclude (units), array_to_string(units, ' ') as units from indicator order by indicator",
    "sources": "from source order by source_id",
    "complaints": "from complaint order by all",
}
# The tables of the copy whose comments explain an exported relation and its columns, and what none of them says.
EXPLAINED_BY: dict[str, tuple[str, ...]] = {
    "figures": ("figure", "article"),
    "evidence": ("evidence", "article"),
    "stories": ("story",),
    "districts": ("district",),
    "indicators": ("indicator",),
    "sources": ("source",),
    "complaints": ("complaint",),
}
OWN_WORDS = {
    ("figures", "indicator_name"): "Chinese name of the indicator",
    ("figures", "title"): "Headline of the article of record",
    ("figures", "url"): "Address of the article of record",
    ("stories", "first_url"): "Address of the earliest",
    ("stories", "district"): "Names of that district from the province down, with / between",
}


def explained(copy: duckdb.DuckDBPyConnection) -> list[Column]:
    """Every column of the exported relations, and what it means."""
    known = columns(copy, database(copy))
    said = {(c.table, c.name): c.comment for c in known} | OWN_WORDS
    about = {c.table: c.table_comment for c in known}
    return [
        Column(
            name, about[EXPLAINED_BY[name][0]], str(column), str(kind), first(said, (name, *EXPLAINED_BY[name]), column)
        )
        for name, query in RELATIONS.items()
        for column, kind, *_ in copy.execute(f"describe {query}").fetchall()
    ]


def database(copy: duckdb.DuckDBPyConnection) -> str:
    row = copy.execute("select current_database()").fetchone()
    return str(row[0]) if row else ""
