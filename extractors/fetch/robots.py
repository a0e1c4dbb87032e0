"""What robots.txt asks of us (RFC 9309), read by protego and kept for a day.

401 and 403 close the site, other 4xx open it, 5xx close it until it answers again: then nobody knows what it wishes.

>>> rules = parsed(b"User-agent: *\\nDisallow: /private/\\nCrawl-delay: 10")
>>> rules.allows("http://a.example/news/1.html"), rules.allows("http://a.example/private/1.html"), rules.crawl_delay_s
(True, False, 10.0)
"""

import re
from dataclasses import dataclass

from protego import Protego

from extractors.fetch.politeness import PRODUCT

LARGEST = 512_000  # bytes; RFC 9309 asks for 500 KiB at least, the rest is not read
LONGEST_S = 10**9  # of a Request-rate; the digits of a number that no float holds are soon written
AGENT_LINE = re.compile(r"\s*user[ -]?agent\b\s*:?([^#]*)", re.IGNORECASE)
SOMEBODY_ELSE = "User-agent: somebody-else"


@dataclass(frozen=True, slots=True)
class Rules:
    """`found` None: everything is allowed or, if `closed` says why, nothing is."""

    found: Protego | None = None
    closed: str = ""
    unavailable: bool = False  # closed for the time being
    crawl_delay_s: float = 0.0

    def allows(self, url: str) -> bool:
        if self.closed:
            return False
        return self.found is None or bool(self.found.can_fetch(url, PRODUCT))


def ruled(status: int, body: bytes) -> Rules:
    """The rules that follow from the answer to the question for robots.txt."""
    if status in (401, 403):
        return Rules(closed=f"robots.txt answers {status}")
    if status == 429 or status >= 500:
        return Rules(closed=f"robots.txt answers {status}", unavailable=True)
    if status >= 300:
        return Rules()
    return parsed(body)


def parsed(body: bytes) -> Rules:
    """The rules of a robots.txt; whatever else stands in it (an HTML page, noise) rules nothing."""
    text = body[:LARGEST].decode("utf-8-sig", "replace")
    found = Protego.parse("\n".join(_ours(text)))
    delay = found.crawl_delay(PRODUCT) or 0.0
    rate = found.request_rate(PRODUCT)
    if rate is not None:
        delay = max(delay, min(rate.seconds, LONGEST_S) / rate.requests)
    return Rules(found, crawl_delay_s=delay)


def _ours(text: str) -> list[str]:
    """The lines with all other robots' names made one: protego takes time and memory for each name times each rule."""
    lines: list[str] = []
    for line in text.splitlines():
        named = AGENT_LINE.match(line)
        if named and not PRODUCT.startswith(named[1].strip().lower().replace("*", "")):
            line = SOMEBODY_ELSE
            if lines and lines[-1] == line:
                continue
        lines.append(line[:2000])
    return lines
