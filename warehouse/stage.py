"""A batch as rows: which records give rows of which relations, and which observations cannot be stored.

What is refused (numbers that are none, doubles, readings of mixed rules) becomes a reject with its reason.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from extractors.records import Digest, Fetch, Observation, Reject
from warehouse.cells import Row
from warehouse.records import Batch, State
from warehouse.rows import (
    article_row,
    fetch_row,
    link_row,
    observation_row,
    page_row,
    reject_row,
    state_row,
    visit_row,
)

LARGEST = 1e100  # of what is counted anywhere; what is greater would not stay finite in a smaller unit, or as a spread


@dataclass(slots=True)
class Staged:
    """Rows by the relation they are for."""

    rows: dict[str, list[Row]] = field(default_factory=dict)
    readings: set[tuple[str, str, str]] = field(default_factory=set)  # a page twice in a batch is read once

    def add(self, relation: str, row: Row) -> None:
        self.rows.setdefault(relation, []).append(row)


def stage(batch: Batch) -> Staged:
    """All rows of a batch."""
    staged = Staged()
    for page in batch.list_pages:
        staged.add("page", page_row(page))
        staged.add("link_state", state_row(page.url, page.source_id, "loaded", "", page.fetched_at, page))
    for digest in batch.digests:
        stage_digest(staged, digest, batch.rules_version, trial=batch.trial)
    for link in batch.links:
        staged.add("link", link_row(link))
    for fetch in batch.fetches:
        stage_fetch(staged, fetch, batch.run_id)
    for reject in batch.rejects:
        staged.add("reject", reject_row(reject))
    for visit in batch.visits:
        staged.add("visit", visit_row(visit, batch.run_id))
    for file in batch.archive_files:
        staged.add("archive_file", {"file": file, "run_id": batch.run_id})
    return staged


def stage_digest(staged: Staged, digest: Digest, rules_version: str, *, trial: bool = False) -> None:
    page, article = digest.page, digest.article
    staged.add("page", page_row(page))
    state: State = "failed" if digest.retry else "loaded"
    reason = digest.rejects[0].reason if digest.retry and digest.rejects else ""
    staged.add("link_state", state_row(page.url, page.source_id, state, reason, page.fetched_at, page))
    for reject in digest.rejects:
        staged.add("reject", reject_row(reject))
    if article is None:
        if trial and not digest.retry:
            staged.add("refusal", {"page_sha256": page.sha256, "rules_version": rules_version})
        return
    rules = digest.observations[0].rules_version if digest.observations else rules_version
    version = article.version
    staged.add("article", article_row(article, version))
    if (article.article_id, version, rules) in staged.readings:
        return
    staged.readings.add((article.article_id, version, rules))
    rows: dict[tuple[int, int], Row] = {}
    for observation in digest.observations:
        refusal = refused(observation, rules, (observation.start, observation.ordinal) in rows)
        if refusal:
            reason, detail = refusal
            key = f"{article.url}#{observation.start}"
            at = article.fetched_at
            staged.add("reject", reject_row(Reject("load", key, reason, detail, at, article.source_id)))
        else:
            rows[observation.start, observation.ordinal] = observation_row(observation, article, version)
    staged.rows.setdefault("observation", []).extend(rows.values())
    staged.add(
        "reading",
        {
            "article_id": article.article_id,
            "version": version,
            "rules_version": rules,
            "reader_version": article.reader_version,
            "observations": len(rows),
        },
    )


def stage_fetch(staged: Staged, fetch: Fetch, run_id: str) -> None:
    staged.add("fetch_log", fetch_row(fetch, run_id))
    if fetch.outcome in ("failed", "refused"):
        state = "gone" if fetch.status in (404, 410) else "failed" if fetch.retry else "refused"
        staged.add("link_state", state_row(fetch.url, fetch.source_id, state, fetch.reason, fetch.at))


def refused(observation: Observation, rules: str, double: bool) -> tuple[str, str] | None:
    """Why an observation cannot be stored, if so."""
    numbers = (observation.value, observation.low, observation.high, observation.si_value, *observation.values)
    if not all(number is None or abs(number) < LARGEST for number in numbers):  # nor is anything below NaN
        return "not finite", f"{observation.quote!r} has the value {observation.value}"
    if observation.rules_version != rules:
        return "mixed rules", f"{observation.rules_version!r} in a reading by {rules!r}"
    if double:
        return "double", f"a second observation at character {observation.start}, ordinal {observation.ordinal}"
    return None
