"""One record, one row: the columns of the warehouse, filled from the records of `extractors` and of runs."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime

from extractors.records import Article, Fetch, Link, Observation, Page, Reject, short_hash
from warehouse.cells import Row, china_day, china_instant, clean, day, instant
from warehouse.marks import bands, story, tolerance
from warehouse.records import Visit

SENTENCE_CHARACTERS = 300


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


def fetch_row(fetch: Fetch, run_id: str) -> Row:
    at = instant(fetch.at)
    return {
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
    }


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
