"""Digesting: an archived page becomes an article with its observations, or a reject that says why not.

Pages are handed over as file and offset, never as HTML, so that they cross to other processes for nothing. One task
drives its own process pool: measured on 500 pages, a task a page in an orchestrator's pool is half as fast.
"""

import multiprocessing
import os
import signal
import time
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Thread

from extractors.archive import Archive
from extractors.errors import FangzhiError, Unreadable
from extractors.indicators import catalogue
from extractors.parse import parse, rules_version
from extractors.read import next_page, read
from extractors.records import Article, Digest, Page, Parsed, Reject, Source, Stage

SMALL = 24  # pages that one process digests sooner than others have started
CHUNK = 8  # pages handed to a process at a time
LONGEST_S = 120.0  # of computing for one article; the most hostile pages of the tests take ten


@dataclass(frozen=True, slots=True)
class Job:
    """One article to digest: where its pages lie, whose it is, and the indicators to look for."""

    archive: Path
    page: Page  # without body
    further: tuple[Page, ...]  # without body, in reading order
    source: Source | None
    indicators: tuple[Path, ...] = ()


def jobs(
    archive: Path, pages: Sequence[Page], sources: Mapping[str, Source], indicators: tuple[Path, ...] = ()
) -> list[Job]:
    """One job an article; pages that continue another are joined to it by what the first says comes next."""
    further = {page.url: page for page in pages if page.role == "further"}
    reader = Archive(archive)
    return [
        Job(archive, page, tuple(_chain(page, further, reader)), sources.get(page.source_id), indicators)
        for page in pages
        if page.role == "article"
    ]


def _chain(page: Page, further: Mapping[str, Page], archive: Archive) -> Iterator[Page]:
    seen = {page.url}
    while further:
        following = next_page(_whole(page, archive))
        if following is None or following in seen or following not in further:
            return
        seen.add(following)
        page = further[following]
        yield page


def _whole(page: Page, archive: Archive) -> Page:
    assert page.archive_file is not None
    assert page.archive_offset is not None
    return archive.read(page.archive_file, page.archive_offset)


def digest(job: Job) -> Digest:
    """Read and parse one article. Never raises: whatever goes wrong becomes a reject of that page."""
    archive = Archive(job.archive)
    try:
        page = _whole(job.page, archive)
        article = read(page, job.source, further=[_whole(p, archive) for p in job.further])
    except Unreadable as error:
        return replace(_refused(job, "read", error.reason, error.detail), retry=error.retry)
    except FangzhiError as error:
        return _refused(job, "read", "unreadable archive", str(error))
    except Exception as error:  # one bad page never stops a source
        return _refused(job, "read", "reader failed", f"{type(error).__name__}: {error}")
    try:
        parsed = figures(article, job.source, job.indicators)
    except Exception as error:  # the article is kept even so
        reject = _refused(job, "parse", "parser failed", f"{type(error).__name__}: {error}").rejects
        return Digest(job.page, article, rejects=reject)
    return Digest(job.page, article, parsed.observations)


def figures(article: Article, source: Source | None, indicators: tuple[Path, ...]) -> Parsed:
    """What the parser reads in an article, given its day, title, damage and the district its source speaks for."""
    return parse(
        article.text,
        published=article.published.date() if article.published else None,
        home=source.home if source else None,
        title=article.title,
        damage=article.repair,
        indicators=catalogue(indicators),
    )


def rules(indicators: tuple[Path, ...]) -> str:
    """The version of what `figures` reads by: the rules, and the indicators of the user's own."""
    return rules_version(catalogue(indicators).own)


def _refused(job: Job, stage: Stage, reason: str, detail: str) -> Digest:
    page = job.page
    return Digest(page, rejects=(Reject(stage, page.url, reason, detail[:500], page.fetched_at, page.source_id),))


def digest_all(work: Sequence[Job], processes: int) -> Iterator[Digest]:
    """Digest many, in order. A page that kills its process, or keeps it for ever, is refused, the others digested."""
    if processes < 2 or len(work) <= SMALL:
        yield from map(digest, work)
        return
    done = 0
    try:
        with _pool(processes) as pool:
            for result in pool.map(_in_time, work, chunksize=CHUNK):
                done += 1
                yield result
    except BrokenProcessPool:
        yield from _one_by_one(work[done:])


def _one_by_one(work: Sequence[Job]) -> Iterator[Digest]:
    """After a process died: each of the rest in a process of its own, so that the culprit takes nobody along."""
    left = list(work)
    while left:
        with _pool(1) as pool:
            try:
                while left:
                    yield pool.submit(_in_time, left[0]).result()
                    left.pop(0)
            except BrokenProcessPool:
                died = f"the process reading this page died, or computed for {LONGEST_S:g} s"
                yield _refused(left.pop(0), "read", "reader crashed", died)


def _in_time(job: Job) -> Digest:
    """`digest` in a worker, which the system ends if it computes for ever: libraries hear no signal of Python's."""
    signal.setitimer(signal.ITIMER_PROF, LONGEST_S)
    try:
        return digest(job)
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


def _pool(processes: int) -> ProcessPoolExecutor:
    # fork is unsafe beside the threads of the orchestrator
    context = multiprocessing.get_context("spawn")
    return ProcessPoolExecutor(processes, mp_context=context, initializer=_end_with, initargs=(os.getpid(),))


def _end_with(parent: int) -> None:
    """In a worker: end when the parent was killed, which cannot tell anybody; its workers would wait for ever."""

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(1)
        os._exit(1)

    Thread(target=watch, daemon=True).start()
