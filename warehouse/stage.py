"""Records as rows: newline-delimited JSON that DuckDB reads in bulk, with no word of theirs ever in an SQL text.

Characters that no database or spreadsheet takes (NUL, halves of surrogate pairs) become U+FFFD, one for one,
so that offsets stay true. Numbers that are none (NaN, infinity) are refused with a reason.

>>> clean("a\\x00b\\ud800")
'a\ufffdb\ufffd'
>>> tolerance("逾56.8亿元", 5_680_000_000.0)
5000000.0
>>> tolerance("约3万人", 30_000.0, approximate=True), tolerance("1200户", 1200.0)
(5000.0, 0.5)
"""

from __future__ import annotations

import hashlib
import json
import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta, timezone

from extractors.records import Article, Digest, Fetch, Link, Observation, Page, Reject, short_hash
from warehouse.records import Batch, State, Visit

Row = dict[str, object]

CHINA = timezone(timedelta(hours=8))  # no summer time since 1991, and no earlier news on the web
UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
NUMBER = re.compile(r"\d[\d,，]*(?:[.．]\d+)?")
WORDLESS = re.compile(r"[\W_]+")
SENTENCE_CHARACTERS = 300


@dataclass(slots=True)
class Staged:
    """Rows by the relation they are for."""

    rows: dict[str, list[Row]] = field(default_factory=dict)
    readings: set[tuple[str, str, str]] = field(default_factory=set)  # a page twice in a batch is read once

    def add(self, relation: str, row: Row) -> None:
        self.rows.setdefault(relation, []).append(row)


def clean(text: str) -> str:
    """The text without characters that cannot be stored; the same length."""
    return UNSTORABLE.sub("\ufffd", text) if UNSTORABLE.search(text) else text


def instant(at: datetime | None) -> str | None:
    """An instant as text in UTC; a time without zone is taken for UTC, as the records say."""
    if at is None:
        return None
    return in_zone(at if at.tzinfo else at.replace(tzinfo=UTC), UTC).isoformat()


def in_zone(at: datetime, zone: timezone) -> datetime:
    """The same instant in another zone; the first and last hours of the calendar, which have none, as they stand.

    >>> in_zone(datetime(1, 1, 1, tzinfo=CHINA), UTC).isoformat()
    '0001-01-01T00:00:00+00:00'
    """
    try:
        return at.astimezone(zone)
    except OverflowError:
        return at.replace(tzinfo=zone)


def day(on: date | None) -> str | None:
    return on.isoformat() if on else None


def china_day(at: datetime | None) -> str | None:
    """The calendar day in China of an instant; a time without zone stands for China's, as the articles give it."""
    if at is None:
        return None
    return (in_zone(at, CHINA) if at.tzinfo else at).date().isoformat()


def china_instant(at: datetime | None) -> str | None:
    return instant(at if at is None or at.tzinfo else at.replace(tzinfo=CHINA))


def story(text: str) -> str:
    """The same for texts that differ in spaces and punctuation only.

    >>> story("全区生产总值 50亿元。") == story("全区生产总值50亿元")
    True
    """
    return short_hash("story", clean(WORDLESS.sub("", text)))


def mark(*parts: object) -> int:
    """A number that stands for these parts."""
    return int(short_hash(*map(str, parts)), 16)


def bands(article: Article) -> list[int]:
    """Marks of which a reprint shares at least one with its original, and another text none.

    The text itself; parts of its signature (eight of a long one, quarters of a single number), so that near-duplicates
    meet in one; and the named outlet with the day, for excerpts.
    """
    said = article.fingerprint
    marks = {mark("text", story(article.text or article.title))}
    if len(said) == 1:
        marks |= {mark("quarter", n, said[0] >> 16 * n & 0xFFFF) for n in range(4)}
    elif said:
        size = max(1, len(said) // 8)
        marks |= {mark("band", begin, *said[begin : begin + size]) for begin in range(0, len(said), size)}
    if article.outlet and article.published:
        marks.add(mark("outlet", article.outlet.strip(), china_day(article.published)))
    return sorted(marks)


def tolerance(quote: str, value: float | None, *, approximate: bool = False) -> float:
    """Half a unit of the last digit written, in the magnitude of the value; of the last digit not zero for 约.

    Numbers in Chinese numerals and those that cannot be told are taken as exact: 0.
    """
    found = NUMBER.search(quote.translate({0xFF10 + n: 0x30 + n for n in range(10)}))
    if not found or not value:
        return 0.0
    digits = found.group().replace(",", "").replace("，", "").replace("．", ".")
    written = float(digits)
    if not written or not math.isfinite(written):
        return 0.0
    step = 10.0 ** -len(digits.partition(".")[2])
    if approximate and "." not in digits:
        step = 10.0 ** (len(digits) - len(digits.rstrip("0")))
    return 0.5 * step * abs(value) / written


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


def refused(observation: Observation, rules: str, double: bool) -> tuple[str, str] | None:
    """Why an observation cannot be stored, if so."""
    numbers = (observation.value, observation.low, observation.high, observation.si_value, *observation.values)
    if not all(number is None or math.isfinite(number) for number in numbers):
        return "not finite", f"{observation.quote!r} has the value {observation.value}"
    if observation.rules_version != rules:
        return "mixed rules", f"{observation.rules_version!r} in a reading by {rules!r}"
    if double:
        return "double", f"a second observation at character {observation.start}, ordinal {observation.ordinal}"
    return None


def page_row(page: Page) -> Row:
    return {
        "sha256": page.sha256,
        "url": page.url,
        "final_url": page.final_url,
        "source_id": page.source_id,
        "role": page.role,
        "status": page.status,
        "fetched_at": instant(page.fetched_at),
        "headers": json.dumps({clean(k): clean(v) for k, v in sorted(page.headers.items())}, ensure_ascii=False),
        "etag": page.headers.get("etag"),
        "last_modified": page.headers.get("last-modified"),
        "archive_file": page.archive_file,
        "archive_offset": page.archive_offset,
    }


def article_row(article: Article, version: str) -> Row:
    return {
        "article_id": article.article_id,
        "version": version,
        "url": article.url,
        "source_id": article.source_id,
        "page_sha256": article.page_sha256,
        "fetched_at": instant(article.fetched_at),
        "title": article.title,
        "authors": list(article.authors),
        "outlet": article.outlet,
        "published": china_instant(article.published),
        "published_on": china_day(article.published),
        "published_basis": article.published_basis,
        "text": article.text,
        "raw_text": article.raw_text if article.raw_text != article.text else None,
        "repair": [{"start": s.start, "end": s.end, "certainty": s.certainty, "rule": s.rule} for s in article.repair],
        "links": list(article.links),
        "fingerprint": [number % 2**64 for number in article.fingerprint],
        "bands": bands(article),
        "story": story(article.text or article.title),
        "reader_version": article.reader_version,
        "also_pages": list(article.also_pages),
    }


def observation_row(observation: Observation, article: Article, version: str) -> Row:
    o = observation
    sentence = article.text[o.sentence_start : o.sentence_end]
    return {
        "article_id": article.article_id,
        "article_version": version,
        "start": o.start,
        "end": o.end,
        "ordinal": o.ordinal,
        "quote": o.quote,
        "value": o.value,
        "low": o.low,
        "high": o.high,
        "values": list(o.values),
        "unit": o.unit,
        "si_value": o.si_value,
        "si_unit": o.si_unit,
        "bound": o.bound,
        "kind": o.kind,
        "direction": o.direction,
        "base": o.base,
        "measure": o.measure,
        "indicator": o.indicator,
        "status": o.status,
        "cumulative": o.cumulative,
        "aspect": o.aspect,
        "period_start": day(o.period_start),
        "period_end": day(o.period_end),
        "period_basis": o.period_basis,
        "place": o.place,
        "place_path": o.place_path,
        "place_level": o.place_level,
        "place_code": o.place_code,
        "town_code": o.town_code,
        "place_basis": o.place_basis,
        "per": o.per,
        "sentence_start": o.sentence_start,
        "sentence_end": o.sentence_end,
        "sentence": sentence if len(sentence) <= SENTENCE_CHARACTERS else sentence[: SENTENCE_CHARACTERS - 1] + "…",
        "tolerance": tolerance(o.quote, o.value, approximate=o.bound == "approx"),
        "rule": o.rule,
        "rules_version": o.rules_version,
        "uncertain": o.uncertain,
        "published_on": china_day(article.published),
    }


def link_row(link: Link) -> Row:
    return {
        "url": link.url,
        "source_id": link.source_id,
        "discovered_at": instant(link.discovered_at),
        "anchor": link.anchor,
        "date_hint": day(link.date_hint),
    }


def state_row(url: str, source_id: str, state: str, reason: str, at: datetime, page: Page | None = None) -> Row:
    headers: Mapping[str, str] = page.headers if page else {}
    return {
        "url": url,
        "source_id": source_id,
        "state": state,
        "reason": reason,
        "settled_at": instant(at),
        "etag": headers.get("etag"),
        "last_modified": headers.get("last-modified"),
        "sha256": page.sha256 if page else None,
    }


def stage_fetch(staged: Staged, fetch: Fetch, run_id: str) -> None:
    at = instant(fetch.at)
    staged.add(
        "fetch_log",
        {
            "fetch_id": short_hash("fetch", fetch.url, fetch.source_id, fetch.role, at or ""),
            "run_id": run_id,
            "url": fetch.url,
            "source_id": fetch.source_id,
            "role": fetch.role,
            "fetched_at": at,
            "outcome": fetch.outcome,
            "reason": fetch.reason,
            "status": fetch.status,
            "bytes": fetch.bytes,
            "elapsed_s": fetch.elapsed_s,
            "retry": fetch.retry,
        },
    )
    if fetch.outcome in ("failed", "refused"):
        state = "gone" if fetch.status in (404, 410) else "failed" if fetch.retry else "refused"
        staged.add("link_state", state_row(fetch.url, fetch.source_id, state, fetch.reason, fetch.at))


def reject_row(reject: Reject) -> Row:
    source = reject.source_id or ""
    return {
        "reject_id": short_hash("reject", reject.stage, reject.key, reject.reason, reject.detail, source),
        "stage": reject.stage,
        "key": reject.key,
        "reason": reject.reason,
        "detail": reject.detail,
        "source_id": reject.source_id,
        "first_at": instant(reject.at),
    }


def visit_row(visit: Visit, run_id: str) -> Row:
    return {
        "source_id": visit.source_id,
        "visited_at": instant(visit.at),
        "run_id": run_id,
        "complete": visit.complete,
        "discovered": visit.discovered,
        "fetched": visit.fetched,
        "unchanged": visit.unchanged,
        "failed": visit.failed,
        "list_pages": visit.list_pages,
    }


def lines(rows: Iterable[Row]) -> Iterator[bytes]:
    """The rows as lines of JSON."""
    for row in rows:
        text = json.dumps(row, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
        if "\\u0000" in text or UNSTORABLE.search(text):
            text = json.dumps(cleaned(row), ensure_ascii=False, separators=(",", ":"), allow_nan=False)
        yield text.encode("utf-8") + b"\n"


def cleaned(value: object) -> object:
    """A row with every text in it cleaned."""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, dict):
        return {key: cleaned(item) for key, item in value.items()}
    if isinstance(value, list):
        return [cleaned(item) for item in value]
    return value


def digest_of(rows: Sequence[Row]) -> int:
    """A number that stands for these rows: tells whether a dimension changed."""
    content = json.dumps(rows, sort_keys=True, ensure_ascii=False).encode("utf-8", "surrogatepass")
    return int.from_bytes(hashlib.sha256(content).digest()[:7], "big")
