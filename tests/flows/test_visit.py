"""Visiting the sample sites: what is found, kept, refused, and not asked for twice."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from extractors.archive import Archive
from extractors.fetch import Fetcher
from extractors.read import next_page
from extractors.records import Page, Source
from flows import sites
from flows import visit as module
from flows.run import groups, plainly
from flows.settings import Settings, load
from flows.sites.pages import NOT_FOUND, Reply
from flows.sites.server import listen
from flows.visit import Findings, visit
from flows.wanted import Memory
from warehouse import LinkState, Visit

DAY = date(2026, 1, 31)


@pytest.fixture
def found_sources() -> Iterator[list[Source]]:
    with sites.serve() as bases:
        yield list(sites.sources(bases))


def visited(sources: list[Source], memory: Memory, name: str, settings: Settings) -> tuple[Findings, str | None]:
    with Fetcher(settings.politeness) as fetcher:
        return visit(sources, memory, name, settings, fetcher, day=DAY)


def test_every_page_lies_in_the_archive(found_sources: list[Source], tmp_path: Path) -> None:
    settings = load({}, file=None, data=tmp_path)
    found, file = visited(found_sources, Memory(), "run", settings)
    assert file is not None
    archived = {(page.url, page.sha256) for page in Archive(settings.archive).scan(file)}
    assert {(page.url, page.sha256) for page in found.pages} <= archived
    assert sum(page.role == "article" for page in found.pages) >= 36
    assert {visit.source_id for visit in found.visits} == {source.id for source in found_sources}


def test_no_thread_beside_the_first_is_needed(found_sources: list[Source], tmp_path: Path) -> None:
    settings = load({"FANGZHI_THREADS": "0"}, file=None, data=tmp_path)
    found, _ = visited(found_sources[:1], Memory(), "run", settings)
    assert found.pages


def test_what_cannot_be_had_is_told(found_sources: list[Source], tmp_path: Path) -> None:
    settings = load({}, file=None, data=tmp_path)
    found, _ = visited(found_sources, Memory(), "run", settings)
    reasons = {reject.reason for reject in found.rejects}
    assert {"not found", "robots disallow"} <= reasons
    refused = {reject.key for reject in found.rejects}
    assert refused <= {fetch.url for fetch in found.fetches if fetch.outcome in ("failed", "refused")}


def test_known_pages_are_not_asked_for_again(found_sources: list[Source], tmp_path: Path) -> None:
    settings = load({}, file=None, data=tmp_path)
    first, _ = visited(found_sources, Memory(), "one", settings)
    links = {p.url: LinkState(p.url, p.source_id, "loaded", p.headers.get("etag")) for p in first.pages}
    links |= {r.key: LinkState(r.key, r.source_id or "", "refused") for r in first.rejects}
    visits = {v.source_id: v for v in first.visits}
    second, _ = visited(found_sources, Memory(links, visits), "two", settings)
    assert [fetch for fetch in second.fetches if fetch.role == "article"] == []
    assert {fetch.outcome for fetch in second.fetches} == {"unchanged"}


def test_an_incomplete_visit_is_made_up_for(found_sources: list[Source], tmp_path: Path) -> None:
    """A list that was not read to its end is read to its end, though all its first page names is known."""
    settings = load({}, file=None, data=tmp_path)
    source = found_sources[0]
    first, _ = visited([source], Memory(), "one", settings)
    oldest = first.links[-1].url
    links = {p.url: LinkState(p.url, p.source_id, "loaded") for p in first.pages if p.url != oldest}
    cut = {source.id: replace(first.visits[0], complete=False)}
    second, _ = visited([source], Memory(links, cut), "two", settings)
    assert oldest in {fetch.url for fetch in second.fetches}


def test_a_source_that_is_down_leaves_the_others_alone(found_sources: list[Source], tmp_path: Path) -> None:
    settings = load({}, file=None, data=tmp_path)
    down = Source("down", "Down", "340400", "list", "http://127.0.0.1:9/", local=True, interval_s=0)
    found, _ = visited([down, found_sources[0]], Memory(), "run", settings)
    by_source = {v.source_id: v for v in found.visits}
    assert not by_source["down"].complete
    assert isinstance(by_source[found_sources[0].id], Visit)
    assert by_source[found_sources[0].id].discovered > 10


def test_a_source_that_trips_the_reader_leaves_the_others_alone(
    found_sources: list[Source], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    odd, other = found_sources[:2]

    def tripped(page: Page) -> str | None:
        if page.source_id == odd.id:
            raise RuntimeError("odd")
        return next_page(page)

    monkeypatch.setattr(module, "next_page", tripped)
    found, _ = visited([odd, other], Memory(), "run", load({}, file=None, data=tmp_path))
    told = [reject for reject in found.rejects if reject.reason == "visit failed"]
    assert [(reject.source_id, reject.detail) for reject in told] == [(odd.id, "RuntimeError: odd")]
    assert {visit.source_id: visit.complete for visit in found.visits} == {odd.id: False, other.id: True}
    assert {link.source_id for link in found.links} == {odd.id, other.id}


@pytest.mark.parametrize(
    ("found_days_ago", "asked_hours_ago", "again"), [(2, 30, True), (2, 3, False), (9, 30, False), (2, None, False)]
)
def test_a_page_that_was_not_there_yet_is_asked_for_daily_for_a_week(
    found_sources: list[Source], tmp_path: Path, found_days_ago: int, asked_hours_ago: int | None, again: bool
) -> None:
    settings = load({}, file=None, data=tmp_path)
    first, _ = visited(found_sources, Memory(), "one", settings)
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
    second, _ = visited(found_sources, Memory(links, visits), "two", settings)
    missing = {reject.key for reject in first.rejects if reject.reason == "not found"}
    assert missing
    assert {fetch.url for fetch in second.fetches if fetch.role == "article"} == (missing if again else set())


def test_groups_that_meet_at_a_host_ask_it_as_one(tmp_path: Path) -> None:
    asked: list[str] = []

    def reply(path: str) -> Reply:
        asked.append(path)
        return NOT_FOUND

    with listen(reply) as base:
        sources = [
            Source(home, home, home, "list", f"{base}/{home}/", interval_s=0, local=True)
            for home in ("110101", "340405")
        ]
        assert len(groups(sources)) == 2
        plainly(load({"FANGZHI_BUILTIN_SOURCES": "false"}, file=None, data=tmp_path), sources, day=DAY)
    assert asked == ["/robots.txt", "/110101/", "/340405/"]
