"""Days in feeds and sitemaps: RFC 822, W3C, and what Chinese feeds write instead. Days are those of Shanghai.

>>> [str(day_of(text)) for text in ("Sun, 22 Nov 2026 20:30:00 GMT", "2026-11-23T08:00:00+08:00", "2026-11-23 08:00")]
['2026-11-23', '2026-11-23', '2026-11-23']
>>> day_of("yesterday")
"""

from __future__ import annotations

import re
from datetime import date, datetime
from email.utils import parsedate_to_datetime
from zoneinfo import ZoneInfo

SHANGHAI = ZoneInfo("Asia/Shanghai")
NUMBERS = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})")


def day_of(said: str) -> date | None:
    """The day in Shanghai; a time without a zone is Shanghai's."""
    said = said.strip()[:64]
    if not said:
        return None
    for read in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            moment = read(said)
            return (moment if moment.tzinfo is None else moment.astimezone(SHANGHAI)).date()
        except (ValueError, TypeError, IndexError, OverflowError):
            continue
    if m := NUMBERS.match(said):
        try:
            return date(int(m[1]), int(m[2]), int(m[3]))
        except ValueError:
            return None
    return None
