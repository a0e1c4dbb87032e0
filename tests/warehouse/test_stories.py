"""Stories: reprints linked across sources, however they arrive."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from warehouse_makers import (
    DIVISIONS,
    INDICATORS,
    SOURCES,
    START,
    UNITS,
    batch,
    digest,
    figures,
    furnish,
    observation,
    tables,
)

from extractors import fingerprint
from extractors.records import Digest, Source
from warehouse import Warehouse, ask, open_warehouse
from warehouse.store import connect
from warehouse.stories import LIMITS

DAYS = LIMITS["days"]
WORDS = tuple(range(1000, 1000 + fingerprint.WORDS))
NUMBERS = tuple(range(2000, 2000 + fingerprint.NUMBERS))
ORIGINAL = (*WORDS, *NUMBERS)


def varied(words: int = 0, numbers: int = 0, by: int = 9) -> tuple[int, ...]:
    """The signature of a text of which so many words and numbers are other ones."""
    return (
        *(by + n for n in range(words)),
        *WORDS[words:],
        *(by + n for n in range(numbers)),
        *NUMBERS[numbers:],
    )


def told(
    name: str, signature: tuple[int, ...] = ORIGINAL, *, days: float = 0, source: str = "bgs", **more: Any
) -> Digest:
    return digest(
        f"http://{source}.example/{name}", observation(), source=source, days=days, fingerprint=signature, **more
    )


def stories(warehouse: Warehouse, columns: str = "*") -> list[tuple[Any, ...]]:
    return warehouse._connection.execute(f"select {columns} from story order by story_id").fetchall()


def groups(warehouse: Warehouse) -> set[frozenset[str]]:
    """The pages of each story."""
    rows = warehouse._connection.execute(
        "select list(a.url) from telling t join (select distinct article_id, url from article) a using (article_id) "
        "group by t.story_id"
    ).fetchall()
    return {frozenset(urls) for (urls,) in rows}


@pytest.fixture
def warehouse(tmp_path: Path) -> Any:
    with open_warehouse(tmp_path) as opened:
        furnish(opened)
        yield opened


def taken(warehouse: Warehouse, *digests: Digest) -> Warehouse:
    warehouse.load(batch(*digests))
    warehouse.reconcile()
    return warehouse


def test_what_is_alike_is_said_the_same_in_both_places() -> None:
    assert (LIMITS["words"], LIMITS["numbers"]) == (fingerprint.WORDS, fingerprint.NUMBERS)
    assert (LIMITS["alike_words"], LIMITS["alike_numbers"]) == (fingerprint.ALIKE, fingerprint.SAME_NUMBERS)


def test_a_story_knows_who_was_first_and_the_own_districts_outlet(warehouse: Warehouse) -> None:
    taken(
        warehouse,
        told("1", days=1, outlet="淮南日报", source="hn", title="先说的"),
        told("2", varied(4), days=2, source="bgs", title="再说的"),
        told("3", varied(0, 2), days=3, source="hn"),
    )
    (story,) = stories(warehouse, "title, articles, outlets, sources, first_outlet, district_code, own_outlet")
    assert story == ("先说的", 3, 2, 2, "淮南日报", "340405", "八公山区政府网")


def test_two_counties_leave_the_own_district_open(warehouse: Warehouse) -> None:
    nobody = {"outlet": "省直机关网"}
    taken(warehouse, told("1", **nobody), told("2", source="dt", days=1, **nobody))
    assert stories(warehouse, "articles, district_code, own_article_id, own_outlet") == [(2, None, None, None)]


def test_the_outlet_that_a_reprint_names_tells_whose_story_it_is(warehouse: Warehouse) -> None:
    named = {"outlet": "八公山融媒体中心"}
    taken(warehouse, told("1", **named), told("2", source="dt", days=-1, **named))
    assert stories(warehouse, "district_code, own_outlet, first_on") == [("340405", *named.values(), date(2025, 1, 31))]


@pytest.mark.parametrize(
    "other",
    [
        told("2", varied(24), source="hn"),
        told("2", varied(0, 8), source="hn"),
        told("2", days=DAYS + 1, source="hn", published=datetime(2025, 3, 4)),
        told("2", (), source="hn"),
        told("2", (1, 2, 3), source="hn"),
        told("2", source="hn", published=None),
    ],
    ids=["other words", "other numbers", "another month", "too short", "foreign signature", "no day"],
)
def test_what_is_another_story(warehouse: Warehouse, other: Digest) -> None:
    taken(warehouse, told("1"), other)
    assert stories(warehouse) == []
    assert len(groups(warehouse)) == 2


def test_an_edited_page_leaves_its_story_and_those_it_linked_part(warehouse: Warehouse) -> None:
    first, between, last = told("1"), told("2", days=25, source="hn"), told("3", days=50, source="dt")
    taken(warehouse, first, between, last)
    assert [len(pages) for pages in groups(warehouse)] == [3]
    taken(warehouse, told("2", varied(40), days=52, source="hn", body=b"edited"))
    assert len(groups(warehouse)) == 3
    assert stories(warehouse) == []


def test_a_link_found_later_counts_reports_anew(warehouse: Warehouse) -> None:
    lead = (*(n if n < 24 and n % 8 < 5 else word for n, word in enumerate(WORDS)), 7, *NUMBERS[1:])
    tail = (*(n if n >= 24 and n % 8 < 5 else word for n, word in enumerate(WORDS)), *NUMBERS[:-1], 7)
    taken(warehouse, told("1", lead), told("2", tail, source="hn", days=1))
    assert stories(warehouse) == []
    assert figures(warehouse, "articles", "copies") == [(2, 2)]
    taken(warehouse, digest("http://dt.example/9", source="dt", days=1, fingerprint=ORIGINAL))
    assert stories(warehouse, "articles") == [(3,)]
    assert figures(warehouse, "articles", "copies") == [(1, 2)]


def test_the_copy_tells_of_stories_and_follows_them(warehouse: Warehouse) -> None:
    taken(warehouse, told("1"))
    warehouse.publish()
    assert ask.query(warehouse.folder, "from story").rows == ()
    taken(warehouse, told("2", days=1, source="hn", outlet="淮南日报"))
    warehouse.publish()
    (one,) = ask.query(warehouse.folder, "select figure_id from figure").rows
    rows = ask.evidence(warehouse.folder, str(one[0])).records()
    assert {
        (row["told_by_articles"], row["told_by_outlets"], row["first_outlet"], row["own_outlet"]) for row in rows
    } == {(2, 2, "八公山区政府网", "八公山区政府网")}
    shown = ask.query(warehouse.folder, "select first, own, outlet from tellings('http://hn.example/2')").rows
    assert shown == ((True, True, "八公山区政府网"), (False, False, "淮南日报"))


def test_a_warehouse_made_before_stories_were_told_sorts_what_it_holds(tmp_path: Path) -> None:
    with open_warehouse(tmp_path) as warehouse:
        furnish(warehouse)
        taken(warehouse, told("1"), told("2", days=1, source="hn"))
        expected = stories(warehouse)
    with connect(tmp_path / "warehouse.duckdb") as connection:
        for statement in ("drop table telling", "drop table story", "delete from schema_migration where number = 2"):
            connection.execute(statement)
    with open_warehouse(tmp_path) as warehouse:
        warehouse.reconcile()
        assert stories(warehouse) == expected


def test_a_source_that_moves_home_takes_its_stories_along(warehouse: Warehouse) -> None:
    taken(warehouse, told("1"), told("2", days=1, source="hn"))
    moved = Source("bgs", "八公山区政府网", "340404", "list", "http://bgs.example/list")
    furnish(warehouse, [moved, *(one for one in SOURCES if one.id != "bgs")])
    warehouse.reconcile()
    assert stories(warehouse, "district_code") == [("340404",)]


def test_a_story_follows_a_district_that_gets_another_name(warehouse: Warehouse) -> None:
    taken(warehouse, told("1", source="bgs", outlet="八公山发布"), told("2", source="dt", outlet="某报", days=1))
    assert stories(warehouse, "district_code") == [("340405",)]
    renamed = [replace(d, name="新名区") if d.code == "340405" else d for d in DIVISIONS]
    warehouse.dimensions(renamed, SOURCES, INDICATORS, UNITS)
    warehouse.reconcile()
    assert stories(warehouse, "district_code") == [(None,)]


@st.composite
def tellings(draw: st.DrawFn) -> Digest:
    """A page with one of a few texts, which says the same at each fetch of one edition."""
    page, edition = draw(st.integers(0, 5)), draw(st.integers(0, 1))
    signature = varied((page * 5 + edition * 7) % 17, (page + edition) % 7, by=9 + page % 2)
    made = told(
        str(page), signature, days=draw(st.integers(0, 3)), source=("bgs", "hn", "dt")[page % 3], body=bytes([edition])
    )
    assert made.article is not None
    published = datetime(2025, 2, 1) + timedelta(days=page * 9 + edition)
    return replace(made, article=replace(made.article, published=published))


def outcome(plan: Sequence[Sequence[Digest]]) -> tuple[dict[str, list[tuple[object, ...]]], set[frozenset[str]]]:
    with tempfile.TemporaryDirectory() as folder, open_warehouse(Path(folder)) as warehouse:
        furnish(warehouse)
        for run in plan:
            taken(warehouse, *run)
        return tables(warehouse, ("telling", "story", "figure")), groups(warehouse)


@settings(max_examples=8, suppress_health_check=list(HealthCheck))
@given(st.lists(tellings(), min_size=1, max_size=12), st.data())
def test_any_order_any_split_and_twice_gives_the_same_stories(found: list[Digest], data: st.DataObject) -> None:
    shuffled = data.draw(st.permutations(found))
    cut = data.draw(st.integers(0, len(shuffled)))
    at_once, in_parts = outcome([found]), outcome([shuffled[:cut], *([one] for one in shuffled[cut:]), found])
    assert at_once == in_parts


@settings(max_examples=8, suppress_health_check=list(HealthCheck))
@given(st.lists(tellings(), min_size=1, max_size=12, unique_by=lambda one: one.page.url))
def test_stories_are_what_can_be_reached_from_like_to_like(found: list[Digest]) -> None:
    articles = {one.article.url: one.article for one in found if one.article}
    group = {url: {url} for url in articles}
    for one, other in combinations(articles.values(), 2):
        bands = any(shared(one.fingerprint, other.fingerprint, at) for at in range(LIMITS["words"] // LIMITS["band"]))
        assert one.published
        assert other.published
        near = abs(one.published - other.published) <= timedelta(days=DAYS)
        if bands and near and fingerprint.similar(one.fingerprint, other.fingerprint):
            joined = group[one.url] | group[other.url]
            group |= dict.fromkeys(joined, joined)
    assert outcome([found])[1] == {frozenset(urls) for urls in group.values()}


def shared(one: Sequence[int], other: Sequence[int], at: int) -> bool:
    """Whether two signatures share the band that begins there."""
    here = slice(at * LIMITS["band"], (at + 1) * LIMITS["band"])
    number = fingerprint.WORDS + at
    return one[here] == other[here] and one[number] == other[number]


def test_a_text_told_by_thousands_is_one_story(warehouse: Warehouse) -> None:
    many = [
        replace(
            made, article=replace(made.article, fingerprint=varied(n % 7, by=3), published=START.replace(tzinfo=None))
        )
        for n in range(1500)
        for made in [digest(f"http://x{n}.example/1", source="bgs")]
        if made.article
    ]
    taken(warehouse, *many)
    assert stories(warehouse, "articles") == [(1500,)]
