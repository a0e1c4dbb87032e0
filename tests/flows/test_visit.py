"""Visiting the sample sites: what is found, kept, refused, and not asked for twice."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from extractors.archive import Archive
from extractors.records import Source
from flows import sites
from flows.settings import load
from flows.visit import visit
from flows.wanted import Memory
from warehouse import LinkState, Visit

DAY = date(2026, 1, 31)


@pytest.fixture
def found_sources() -> Iterator[list[Source]]:
    with sites.serve() as bases:
        yield list(sites.sources(bases))


def test_every_page_lies_in_the_archive(found_sources: list[Source], tmp_path: Path) -> None:
    settings = load({}, file=None, data=tmp_path)
    found, file = visit(found_sources, Memory(), "run", settings, day=DAY)
    assert file is not None
    archived = {(page.url, page.sha256) for page in Archive(settings.archive).scan(file)}
    assert {(page.url, page.sha256) for page in found.pages} <= archived
    assert sum(page.role == "article" for page in found.pages) >= 36
    assert {visit.source_id for visit in found.visits} == {source.id for source in found_sources}


def test_what_cannot_be_had_is_told(found_sources: list[Source], tmp_path: Path) -> None:
    settings = load({}, file=None, data=tmp_path)
    found, _ = visit(found_sources, Memory(), "run", settings, day=DAY)
    reasons = {reject.reason for reject in found.rejects}
    assert {"not found", "robots disallow"} <= reasons
    refused = {reject.key for reject in found.rejects}
    assert refused <= {fetch.url for fetch in found.fetches if fetch.outcome in ("failed", "refused")}


def test_known_pages_are_not_asked_for_again(found_sources: list[Source], tmp_path: Path) -> None:
    settings = load({}, file=None, data=tmp_path)
    first, _ = visit(found_sources, Memory(), "one", settings, day=DAY)
    links = {p.url: LinkState(p.url, p.source_id, "loaded", p.headers.get("etag")) for p in first.pages}
    links |= {r.key: LinkState(r.key, r.source_id or "", "refused") for r in first.rejects}
    visits = {v.source_id: v for v in first.visits}
    second, _ = visit(found_sources, Memory(links, visits), "two", settings, day=DAY)
    assert [fetch for fetch in second.fetches if fetch.role == "article"] == []
    assert {fetch.outcome for fetch in second.fetches} == {"unchanged"}


def test_an_incomplete_visit_is_made_up_for(found_sources: list[Source], tmp_path: Path) -> None:
    """A list that was not read to its end is read to its end, though all its first page names is known."""
    settings = load({}, file=None, data=tmp_path)
    source = found_sources[0]
    first, _ = visit([source], Memory(), "one", settings, day=DAY)
    oldest = first.links[-1].url
    links = {p.url: LinkState(p.url, p.source_id, "loaded") for p in first.pages if p.url != oldest}
    cut = {source.id: replace(first.visits[0], complete=False)}
    second, _ = visit([source], Memory(links, cut), "two", settings, day=DAY)
    assert oldest in {fetch.url for fetch in second.fetches}


def test_a_source_that_is_down_leaves_the_others_alone(found_sources: list[Source], tmp_path: Path) -> None:
    settings = load({}, file=None, data=tmp_path)
    down = Source("down", "Down", "340400", "list", "http://127.0.0.1:9/", local=True, interval_s=0)
    found, _ = visit([down, found_sources[0]], Memory(), "run", settings, day=DAY)
    by_source = {v.source_id: v for v in found.visits}
    assert not by_source["down"].complete
    assert isinstance(by_source[found_sources[0].id], Visit)
    assert by_source[found_sources[0].id].discovered > 10


@pytest.mark.parametrize(
    ("found_days_ago", "asked_hours_ago", "again"), [(2, 30, True), (2, 3, False), (9, 30, False), (2, None, False)]
)
def test_a_page_that_was_not_there_yet_is_asked_for_daily_for_a_week(
    found_sources: list[Source], tmp_path: Path, found_days_ago: int, asked_hours_ago: int | None, again: bool
) -> None:
    settings = load({}, file=None, data=tmp_path)
    first, _ = visit(found_sources, Memory(), "one", settings, day=DAY)
    now = datetime.now(UTC)
    asked = None if asked_hours_ago is None else now - timedelta(hours=asked_hours_ago)
    links = {p.url: LinkState(p.url, p.source_id, "loaded") for p in first.pages}
    for refused in first.rejects:
        links[refused.key] = LinkState(
            refused.key,
            refused.source_id or "",
            "refused",
            discovered_at=now - timedelta(days=found_days_ago),
            reason=refused.reason,
            settled_at=asked,
        )
    visits = {v.source_id: v for v in first.visits}
    second, _ = visit(found_sources, Memory(links, visits), "two", settings, day=DAY)
    missing = {reject.key for reject in first.rejects if reject.reason == "not found"}
    assert missing
    assert {fetch.url for fetch in second.fetches if fetch.role == "article"} == (missing if again else set())
