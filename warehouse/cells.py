"""Values of records as JSON that DuckDB reads in bulk, with no word of theirs ever in an SQL text.

Characters that no database or spreadsheet takes (NUL, halves of surrogate pairs) become U+FFFD, one for one, so that
offsets stay true. Instants are in UTC; a time that an article gives without zone is China's.

>>> clean("a\\x00b\\ud800")
'a\ufffdb\ufffd'
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, timedelta, timezone

Row = dict[str, object]

CHINA = timezone(timedelta(hours=8))  # no summer time since 1991, and no earlier news on the web
UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


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
