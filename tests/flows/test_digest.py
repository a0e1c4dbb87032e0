"""Digesting archived pages: one at a time, in several processes, and past those that kill their process."""

import multiprocessing
import os
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from datetime import date
from functools import partial

import pytest

from extractors.fetch import Fetcher
from extractors.records import Digest, Source
from flows import digest as module
from flows.digest import Job, digest, digest_all, jobs
from flows.settings import load
from flows.visit import visit
from flows.wanted import Memory

DAY = date(2026, 1, 31)


@pytest.fixture(scope="module")
def work(site_sources: list[Source], tmp_path_factory: pytest.TempPathFactory) -> list[Job]:
    settings = load({}, file=None, data=tmp_path_factory.mktemp("digest"))
    with Fetcher(settings.politeness) as fetcher:
        found, _ = visit(site_sources, Memory(), "run", settings, fetcher, day=DAY)
    return jobs(settings.archive, found.pages, {source.id: source for source in site_sources})


def test_every_page_gives_an_article_or_a_reason(work: list[Job]) -> None:
    digests = list(digest_all(work, 1))
    assert len(digests) == len(work)
    assert all((d.article is None) == bool(d.rejects) for d in digests)
    assert {d.rejects[0].reason for d in digests if d.rejects} == {"challenge page", "empty shell"}
    assert all(d.retry for d in digests if d.rejects)


def test_several_processes_give_the_same(work: list[Job]) -> None:
    assert len(work) > module.SMALL
    assert list(digest_all(work, 2)) == list(digest_all(work, 1))


def test_a_page_that_is_not_where_it_should_be_is_refused(work: list[Job]) -> None:
    lost = replace(work[0], page=replace(work[0].page, archive_offset=10**9))
    refused = digest(lost)
    assert refused.article is None
    assert [reject.reason for reject in refused.rejects] == ["unreadable archive"]


def killer(job: Job) -> Digest:
    if job.page.url == os.environ["KILLED_BY"]:
        os._exit(9)
    return digest(job)


def endless(job: Job) -> Digest:
    while job.page.url == os.environ["KILLED_BY"]:
        sum(range(10**6))
    return digest(job)


@pytest.mark.parametrize("culprits_digest", [killer, endless])
def test_a_page_that_kills_its_process_or_never_ends_is_refused_and_the_others_are_read(
    work: list[Job], monkeypatch: pytest.MonkeyPatch, culprits_digest: Callable[[Job], Digest]
) -> None:
    culprit = work[30].page.url
    monkeypatch.setenv("KILLED_BY", culprit)
    monkeypatch.setattr(module, "digest", culprits_digest)
    monkeypatch.setattr(module, "LONGEST_S", 5.0)
    forked = partial(ProcessPoolExecutor, mp_context=multiprocessing.get_context("fork"))  # knows what is patched
    monkeypatch.setattr(module, "_pool", forked)
    digests = list(digest_all(work, 2))
    assert [d.page.url for d in digests] == [job.page.url for job in work]
    assert [d.rejects[0].reason for d in digests if d.page.url == culprit] == ["reader crashed"]
