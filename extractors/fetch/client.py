"""The client: one page by one URL, politely, or a reason why not."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from threading import Lock
from types import TracebackType
from typing import Self
from urllib.parse import SplitResult, urljoin

from extractors.errors import FetchError
from extractors.fetch.addresses import checked
from extractors.fetch.connections import Guard
from extractors.fetch.hosts import REDIRECTS, Answer, Host
from extractors.fetch.pacing import Pace, retry_after_s
from extractors.fetch.politeness import Politeness
from extractors.fetch.reasons import AT_ONCE, refusal
from extractors.fetch.robots import Rules, ruled
from extractors.records import Page, Role, Source

ROBOTS_REDIRECTS = 5
BACKOFF_S = 0.5  # before the first retry, doubled for each further one
MOST_SESSIONS = 200  # open at a time; the rhythm and robots.txt of a host are kept when its session closes
MOST_RULES = 400  # hosts whose robots.txt is kept, which may take megabytes each
STATUS_REASONS = {
    401: "forbidden", 403: "forbidden", 404: "not found", 410: "not found", 429: "busy", 451: "forbidden", 503: "busy",
}  # fmt: skip
OUT_OF_REACH = ("no connection", "unknown host")
FALTERING = ("timeout", "cut off", "bad answer", "tls")


@dataclass(frozen=True, slots=True)
class Visit:
    """One call of `get`: for whom, and until when a retry or a further redirect may start."""

    source: Source
    until: float


class Fetcher:
    """Fetches pages. Threads may share it; a host is asked by one of them at a time.

    Clock, wall clock and sleep are the machine's; tests hand in others.
    """

    def __init__(
        self,
        politeness: Politeness,
        *,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self.politeness, self.clock, self.sleep, self.now = politeness, clock, sleep, now
        self._hosts: dict[tuple[str, bool], Host] = {}
        self._paces: dict[str, Pace] = {}
        self._lock = Lock()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        for host in list(self._hosts.values()):
            with host.pace.lock:
                host.close()

    def get(
        self,
        url: str,
        source: Source,
        *,
        role: Role = "article",
        etag: str | None = None,
        last_modified: str | None = None,
    ) -> Page | None:
        """The page at this URL, or None if it is as it was at the time of `etag` or `last_modified`.

        Raises FetchError; its reason is one of `reasons.RETRY`.
        """
        visit = Visit(source, self.clock() + self.politeness.total_s)
        headers = conditions(etag, last_modified) if source.conditional else {}
        final_url, answer = self._follow(url, visit, headers)
        if answer.status == 304 and headers:
            return None
        if answer.status != 200:
            raise _refused(answer.status, final_url)
        return Page(
            url=url,
            final_url=final_url,
            source_id=source.id,
            fetched_at=self.now(),
            status=answer.status,
            headers=answer.headers,
            body=answer.body,
            sha256=sha256(answer.body).hexdigest(),
            role=role,
        )

    def _follow(self, url: str, visit: Visit, headers: Mapping[str, str]) -> tuple[str, Answer]:
        """Along the redirects to an answer that is none. Each URL on the way is looked at like the first."""
        seen: set[tuple[str, str]] = set()
        for _ in range(self.politeness.max_redirects + 1):
            target = checked(url)
            url = target.geturl()
            host = self._host(target, visit.source)
            self._obey(url, host, visit)
            step = (url, host.cookies())  # sites exist that set a cookie and send back
            if step in seen:
                raise refusal("redirect loop", f"back to {url[:200]}")
            seen.add(step)
            answer = self._answer(url, host, visit, headers)
            if answer.status not in REDIRECTS:
                return url, answer
            url = _joined(url, answer)
            if self.clock() > visit.until:
                raise refusal("timeout", f"the redirects took too long, last to {url[:200]}")
        raise refusal("too many redirects", f"more than {self.politeness.max_redirects}, last to {url[:200]}")

    def _answer(self, url: str, host: Host, visit: Visit, headers: Mapping[str, str]) -> Answer:
        """One URL, asked again where that may help and there is time."""
        attempt = 0
        while True:
            with host.pace.lock:
                self._await_turn(host, visit.source)
                try:
                    return self._ask(url, host, headers)
                except FetchError as failure:
                    host.pace.not_before(self.clock() + BACKOFF_S * 2**attempt)
                    wait = host.pace.wait_s(self.clock())
                    hopeless = wait > self.politeness.longest_wait_s or self.clock() + wait > visit.until
                    if failure.reason not in AT_ONCE or attempt == self.politeness.retries or hopeless:
                        if failure.reason in OUT_OF_REACH + FALTERING:
                            host.pace.failed(self.clock(), out_of_reach=failure.reason in OUT_OF_REACH)
                        raise
            attempt += 1

    def _await_turn(self, host: Host, source: Source) -> None:
        wait = host.pace.wait_s(self.clock())
        if wait > self.politeness.longest_wait_s:
            raise refusal("host resting", f"{host.origin} is to be asked again in {wait:.0f} s")
        if wait:
            self.sleep(wait)
        host.pace.begin(self.clock(), source.interval_s)

    def _ask(self, url: str, host: Host, headers: Mapping[str, str]) -> Answer:
        began = self.clock()
        answer = host.ask(url, headers)
        if answer.status in (429, 503):
            host.pace.busy(self.clock(), retry_after_s(answer.retry_after, self.now()))
        else:
            host.pace.answered(self.clock() - began)
        if answer.status == 429 or 500 <= answer.status < 600:
            raise _refused(answer.status, url)
        return answer

    def _obey(self, url: str, host: Host, visit: Visit) -> None:
        """Raises FetchError if robots.txt closes this URL to us, or cannot be had."""
        rules = host.rules
        if rules is None or self.clock() >= host.rules_until:
            rules = self._rules(host, visit)
            keep_s = self.politeness.robots_retry_s if rules.unavailable else self.politeness.robots_ttl_s
            host.rules, host.rules_until = rules, self.clock() + keep_s
            host.pace.crawl_delay_s = rules.crawl_delay_s
        if rules.unavailable:
            raise refusal("robots unavailable", f"{host.origin}: {rules.closed}")
        if not rules.allows(url):
            raise refusal("robots disallow", rules.closed or url[:200])

    def _rules(self, host: Host, visit: Visit) -> Rules:
        url = f"{host.origin}/robots.txt"
        try:
            for _ in range(ROBOTS_REDIRECTS + 1):
                target = checked(url)
                answer = self._answer(target.geturl(), self._host(target, visit.source), visit, {})
                if answer.status not in REDIRECTS:
                    return ruled(answer.status, answer.body)
                url = _joined(target.geturl(), answer)
        except FetchError as error:
            if error.reason in ("unknown host", "no connection", "tls", "host resting", "forbidden address"):
                raise
            if error.reason in ("bad redirect", "bad url", "not a page"):
                return Rules()
            return Rules(closed=str(error), unavailable=True)
        return Rules()  # RFC 9309: after five redirects it may count as missing

    def _host(self, target: SplitResult, source: Source) -> Host:
        origin = f"{target.scheme}://{target.netloc.lower()}"
        with self._lock:
            host = self._hosts.pop((origin, source.local), None) or self._new_host(origin, target, source)
            self._hosts[origin, source.local] = host  # the one used last stands last
            if not host.is_open:
                self._close_some()
        return host

    def _new_host(self, origin: str, target: SplitResult, source: Source) -> Host:
        limits = self.politeness
        guard = Guard(source.local, limits.connect_timeout_s, limits.read_timeout_s, self.clock)
        name = target.netloc.lower() if target.port else (target.hostname or "")
        return Host(origin, guard, self._paces.setdefault(name, Pace(limits)), limits)

    def _close_some(self) -> None:
        """Keeps sessions and rules bounded: those not used for longest go, but no session that is in use right now."""
        opened = [host for host in self._hosts.values() if host.is_open]
        for host in opened[: max(0, len(opened) - MOST_SESSIONS + 1)]:
            if host.pace.lock.acquire(blocking=False):
                host.close()
                host.pace.lock.release()
        ruled_hosts = [host for host in self._hosts.values() if host.rules is not None]
        for host in ruled_hosts[: max(0, len(ruled_hosts) - MOST_RULES)]:
            host.rules = None


def conditions(etag: str | None, last_modified: str | None) -> dict[str, str]:
    """The headers of a conditional request: the ETag, else the date, never both (servers disagree on what both mean).

    >>> conditions('"a1"', "Thu, 03 Nov 2022 08:00:00 GMT"), conditions(None, None)
    ({'If-None-Match': '"a1"'}, {})
    """
    for name, value in (("If-None-Match", etag), ("If-Modified-Since", last_modified)):
        if value and value.isascii() and value.isprintable():
            return {name: value}
    return {}


def _joined(url: str, answer: Answer) -> str:
    location = (answer.location or "").strip()
    try:
        joined = urljoin(url, location)
    except ValueError:  # http://[
        location = ""
    if not location:
        raise refusal("bad redirect", f"status {answer.status} to {answer.location!r:.100} from {url[:200]}")
    return joined


def _refused(status: int, url: str) -> FetchError:
    reason = STATUS_REASONS.get(status) or ("server error" if 500 <= status < 600 else "bad status")
    return refusal(reason, f"status {status} from {url[:200]}")
