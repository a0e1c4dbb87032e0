"""When a host may be asked again. Plain arithmetic on seconds of a monotonic clock: whoever calls does the waiting.

The interval between two requests is the longest of: the source's or our own, the site's crawl-delay, the time the
host takes to answer (a slow host is a busy host), and the stretch that 429 and 503 leave behind, which doubles with
each and wears off by a fifth with each good answer.

>>> pace = Pace(Politeness(interval_s=2, jitter=0))
>>> pace.begin(now=100.0)
>>> pace.wait_s(now=100.5)
1.5
>>> pace.busy(now=100.5, retry_after_s=60)
>>> pace.wait_s(now=100.5)
60.0
"""

from collections.abc import Callable
from datetime import datetime
from email.utils import parsedate_to_datetime
from random import random
from threading import RLock

from extractors.fetch.politeness import Politeness

FIRST_STRETCH_S = 1.0
WEAR = 0.8
SMOOTHING = 0.3  # weight of the newest answer in the answering time


class Pace:
    """The rhythm of one host."""

    def __init__(self, politeness: Politeness, chance: Callable[[], float] = random) -> None:
        self.politeness, self.chance = politeness, chance
        self.lock = RLock()  # held by whoever waits for his turn and asks
        self.ready_at = 0.0
        self.crawl_delay_s = 0.0
        self.stretch_s = 0.0
        self.answer_s = 0.0
        self.failures = 0

    def wait_s(self, now: float) -> float:
        return max(0.0, self.ready_at - now)

    def begin(self, now: float, interval_s: float | None = None) -> None:
        """A request starts: the next one has to keep its distance."""
        own = self.politeness.interval_s if interval_s is None else interval_s
        interval = max(own, self.crawl_delay_s, self.stretch_s, self.answer_s if own else 0.0)
        self.ready_at = now + interval * (1 + self.politeness.jitter * self.chance())

    def answered(self, elapsed_s: float) -> None:
        self.failures = 0
        self.answer_s += SMOOTHING * (elapsed_s - self.answer_s)
        self.stretch_s *= WEAR
        if self.stretch_s < FIRST_STRETCH_S / 2:
            self.stretch_s = 0.0

    def busy(self, now: float, retry_after_s: float | None) -> None:
        """429 or 503: stretch the interval, and wait as long as the host asks for; what it asks for is enough."""
        stretched = max(FIRST_STRETCH_S, 2 * self.stretch_s, self.crawl_delay_s)
        self.stretch_s = min(self.politeness.slowest_s, stretched, max(FIRST_STRETCH_S, retry_after_s or stretched))
        wait = (
            self.politeness.busy_s if retry_after_s is None else min(retry_after_s, self.politeness.retry_after_cap_s)
        )
        self.not_before(now + wait)

    def failed(self, now: float, *, out_of_reach: bool) -> None:
        """A request came to nothing, its retries included. Some in a row count as out of reach."""
        self.failures += 1
        if out_of_reach or self.failures >= self.politeness.rest_after:
            self.failures = 0
            self.not_before(now + self.politeness.rest_s)

    def not_before(self, moment: float) -> None:
        self.ready_at = max(self.ready_at, moment)


def retry_after_s(value: str | None, now: datetime) -> float | None:
    """Seconds asked for by a Retry-After header, a number or a date; None if there is none that can be read.

    >>> from datetime import UTC
    >>> retry_after_s("Mon, 23 Nov 2026 08:00:30 GMT", datetime(2026, 11, 23, 8, tzinfo=UTC))
    30.0
    """
    value = (value or "").strip()
    if value.isascii() and value.isdigit():
        return float(value[:9])
    try:
        moment = parsedate_to_datetime(value)
    except (ValueError, IndexError, TypeError, OverflowError):
        return None
    if moment.tzinfo is None:
        return None
    return max(0.0, (moment - now).total_seconds())
