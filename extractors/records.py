"""The records that pass between the parts: plain frozen data, no behaviour beyond their own consistency.

source -> link -> page -> article -> observation; a `Reject` wherever one of these steps refuses its input.
Offsets are Python character offsets, end exclusive. Dates are calendar days in Asia/Shanghai; instants are aware UTC.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

SourceKind = Literal["list", "feed", "sitemap", "epaper"]
SourceStatus = Literal["active", "home page only", "doubtful", "paused"]
Stage = Literal["discover", "fetch", "read", "parse", "load"]
Certainty = Literal["exact", "guessed", "lost"]
Bound = Literal["exact", "ge", "gt", "le", "lt", "approx", "range"]
Kind = Literal["level", "share", "change_rate", "change_abs", "rank"]
Direction = Literal["+", "-", ""]
Status = Literal["actual", "planned", "threshold", "anecdote"]
Aspect = Literal["flow", "stock"]
PeriodBasis = Literal["explicit", "deictic", "inherited"]
PlaceBasis = Literal["explicit", "anaphora", "inherited", "source"]
PublishedBasis = Literal["meta", "text", "url", "fetched"]
Role = Literal["article", "further", "list"]  # further: a later page of an article that runs over several


def short_hash(*parts: str) -> str:
    """16 hex digits that stand for these strings, the same on every machine: 2**64 keys are enough for 10**9 rows."""
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Source:
    """One place where a district's news appears. `home` is the six-digit code of the district it speaks for."""

    id: str
    name: str
    home: str | None
    kind: SourceKind
    url: str  # of the list, feed or sitemap; for an e-paper a template with {yyyy} {mm} {dd}
    status: SourceStatus = "active"
    encoding: str | None = None  # overrides what the pages declare
    expected_per_week: float | None = None  # articles; fewer are told
    may_be_empty: bool = False
    interval_s: float | None = None  # least time between two requests to the host
    local: bool = False  # private and loopback addresses are allowed
    allow_hosts: tuple[str, ...] = ()  # other hosts whose articles count as this source's
    containers: tuple[str, ...] = ()  # CSS selectors of the article body, tried before the general table
    conditional: bool = True  # ask with ETag or Last-Modified; off for sites whose tags lie
    max_pages: int = 20  # list pages followed in one visit


@dataclass(frozen=True, slots=True)
class Link:
    """A page worth fetching, found on a list page, in a feed, sitemap or e-paper index. `url` is canonical."""

    url: str
    source_id: str
    discovered_at: datetime
    anchor: str = ""
    date_hint: date | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """One answer as it came: never altered, archived before anyone reads it."""

    url: str
    final_url: str
    source_id: str
    fetched_at: datetime
    status: int
    headers: Mapping[str, str]  # lower-case names
    body: bytes
    sha256: str  # of body, hex
    role: Role = "article"
    archive_file: str | None = None  # relative to the archive folder
    archive_offset: int | None = None  # bytes, start of the gzip member


@dataclass(frozen=True, slots=True)
class RepairSpan:
    """Characters [start, end) of the repaired text that are not as they stood in the page."""

    start: int
    end: int
    certainty: Certainty
    rule: str


@dataclass(frozen=True, slots=True)
class Article:
    """What a page says, as text. `text` is repaired and simplified; clean text stands exactly as in the page."""

    article_id: str
    url: str
    source_id: str
    page_sha256: str
    fetched_at: datetime
    title: str
    authors: tuple[str, ...]
    outlet: str | None
    published: datetime | None  # Asia/Shanghai; midnight where only the day is known
    published_basis: PublishedBasis | None
    text: str
    raw_text: str
    repair: tuple[RepairSpan, ...] = ()
    links: tuple[str, ...] = ()
    fingerprint: tuple[int, ...] = ()  # near-duplicate signature
    reader_version: str = ""
    also_pages: tuple[str, ...] = ()  # sha256 of the further pages of a multi-page article

    @property
    def version(self) -> str:
        """Names this reading of this page: the same page of the same source, read by the same rules, has the same one.

        A day that only the fetch tells is part of it, as a later fetch of the same page tells another.
        """
        day = str(self.published) if self.published_basis == "fetched" else ""
        return short_hash(self.page_sha256, *self.also_pages, self.reader_version, self.source_id, day)


def article_id(canonical_url: str) -> str:
    """The stable id of an article.

    >>> article_id("http://www.example.gov.cn/a/1.html") == article_id("http://www.example.gov.cn/a/1.html")
    True
    """
    return short_hash("article", canonical_url)


@dataclass(frozen=True, slots=True)
class Place:
    """A unit of the gazetteer as it was on a day: `code` is of the county (or city, province) valid then."""

    name: str  # official name of the narrowest unit
    path: str  # 安徽省/淮南市/八公山区[/八公山镇[/林场村]]
    level: int | None  # 1 province, 2 prefecture, 3 county, 4 town, 5 village; None outside the gazetteer
    code: str | None  # six digits
    town_code: str | None = None  # NBS code, 9 digits for towns, 12 for villages


@dataclass(frozen=True, slots=True)
class Mention:
    """A place named (or pointed to: 该区, 全市) at [start, end); `place` is None where no evidence decides."""

    start: int
    end: int
    text: str
    place: Place | None
    basis: PlaceBasis
    name: str = ""  # as the article writes it, anaphora resolved to the name they stand for
    reason: str = ""  # why there is no place, or which evidence chose it


@dataclass(frozen=True, slots=True)
class TimeMention:
    """A period named at [start, end): whole days, inclusive; both None where the expression fixes none (近年来)."""

    start: int
    end: int
    text: str
    first: date | None
    last: date | None
    basis: PeriodBasis
    rule: str
    cumulative: bool = False  # 累计, since-date and multi-year totals


@dataclass(frozen=True, slots=True)
class Stated:
    """What the parser knows of a quantity when its place and period are still to be found."""

    start: int
    end: int
    kind: Kind
    status: Status
    aspect: Aspect | None = None


@dataclass(frozen=True, slots=True)
class Observation:
    """One quantity said about something; docs/tables.md explains the fields, relation `observation`."""

    start: int
    end: int
    quote: str
    value: float | None
    low: float | None
    high: float | None
    values: tuple[float, ...]
    unit: str
    si_value: float | None
    si_unit: str | None
    bound: Bound
    kind: Kind
    direction: Direction
    base: str | None
    measure: str
    indicator: str | None
    status: Status
    cumulative: bool
    aspect: Aspect | None
    period_start: date | None
    period_end: date | None
    period_basis: PeriodBasis | None
    place: str | None
    place_path: str | None
    place_level: int | None
    place_code: str | None
    town_code: str | None
    place_basis: PlaceBasis | None
    per: str | None
    sentence_start: int
    sentence_end: int
    rule: str
    rules_version: str
    uncertain: bool = False
    ordinal: int = 0  # 0, 1 ... where one value serves several measures


@dataclass(frozen=True, slots=True)
class Unread:
    """A numeral at [start, end) that is no figure, and what it is instead: date, ordinal, phone, slogan ..."""

    start: int
    end: int
    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class Parsed:
    """All that the parser has to say of a text: every digit stands in one of the two."""

    observations: tuple[Observation, ...] = ()
    unread: tuple[Unread, ...] = ()


@dataclass(frozen=True, slots=True)
class Reject:
    """Something refused, and why. `key` is the URL, file or id concerned; `reason` one of a few fixed codes."""

    stage: Stage
    key: str
    reason: str
    detail: str
    at: datetime
    source_id: str | None = None


@dataclass(frozen=True, slots=True)
class Fetch:
    """One request and how it ended: a row of fetch_log."""

    url: str
    source_id: str
    role: Role
    at: datetime
    outcome: Literal["fetched", "unchanged", "failed", "refused"]
    reason: str = ""
    status: int | None = None
    bytes: int = 0
    elapsed_s: float = 0.0
    retry: bool = False  # a later run may succeed


@dataclass(frozen=True, slots=True)
class Listing:
    """What a list page, feed, sitemap or e-paper index offers."""

    links: tuple[Link, ...] = ()
    next_pages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Digest:
    """One archived page taken to its end: an article with its observations, or a reject, never neither."""

    page: Page  # without body
    article: Article | None = None
    observations: tuple[Observation, ...] = ()
    rejects: tuple[Reject, ...] = ()
    retry: bool = False  # no article, but a later visit may find one


def covers(spans: Sequence[RepairSpan], start: int, end: int, certainty: Certainty) -> bool:
    """Whether [start, end) touches a span of this certainty; touching at an edge counts."""
    return any(s.certainty == certainty and s.start <= end and start <= s.end for s in spans)
