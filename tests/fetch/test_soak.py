"""Hundreds of answers that a seeded generator bends: each a page or a refusal with a known reason, nothing left open.

SOAK=2000 in the environment asks for more of them.
"""

import gc
import gzip
import os
import random
import zlib
from collections import Counter
from contextlib import suppress
from datetime import UTC, datetime

import pytest

from extractors.archive import Archive
from extractors.errors import FetchError
from extractors.fetch import RETRY

COUNT = int(os.environ.get("SOAK", "120"))
STATUSES = [200, 200, 200, 200, 200, 204, 206, 301, 302, 304, 307, 400, 403, 404, 410, 429, 500, 502, 503, 600, 999]
HEADERS = [
    "Content-Type: text/html; charset=gb2312", "Content-Type: ", "Content-Type: text/html; charset=\xb0\xcb", "X:",
    ": x", "X Y: z", "Location: /page", "Location: //", "Location: http://[", "Location: ///", "Location: ?a",
    "Location: \xb0\xcb", "Retry-After: 0", "Retry-After: never", "Set-Cookie: a=b; Domain=.cn",
    "Set-Cookie: " + 5000 * "c", "ETag: \x80", "Content-Encoding: gzip", "Content-Encoding: deflate",
    "Content-Encoding: br", "Content-Encoding: x, y", "Content-Encoding: ,", "Transfer-Encoding: chunked",
    "Transfer-Encoding: gzip, chunked", "Content-Length: 10", "Content-Length: 1e3", "Content-Length: -1",
    "Content-Length: 99999999999999999999", "Content-Length: ", " folded: yes", "Connection: keep-alive",
]  # fmt: skip


def bent(chance: random.Random) -> bytes:
    """An answer put together from odd parts, and then cut, garbled or sent as it is."""
    body = chance.choice(
        [b"", b"<p>page</p>" * chance.randint(1, 3000), bytes(chance.randrange(256) for _ in range(300)),
         b"5\r\nhello\r\n0\r\n\r\n", gzip.compress(b"page" * 100), zlib.compress(b"page"),
         gzip.compress(bytes(3_000_000)), b"ffffffffff\r\n"]
    )  # fmt: skip
    lines = [f"HTTP/1.{chance.choice('0112')} {chance.choice(STATUSES)} {chance.choice(['OK', '', 'x' * 50])}"]
    lines += chance.sample(HEADERS, chance.randint(0, 5))
    if chance.random() < 0.4:
        lines.append(f"Content-Length: {len(body)}")
    raw = "\r\n".join([*lines, "", ""]).encode("latin-1") + body
    match chance.randrange(8):
        case 0:
            raw = raw[: chance.randrange(len(raw) + 1)]
        case 1:
            at = chance.randrange(len(raw))
            raw = raw[:at] + bytes([chance.randrange(256)]) + raw[at + 1 :]
        case 2:
            raw = raw.replace(b"\r\n", b"\n")
        case 3:
            raw = chance.choice([b"", b"\r\n", b"HTTP/1.1 100 Continue\r\n\r\n" * 5, b"\x00"]) + raw
    return raw


def test_bent_answers(site, polite, source, clock, tmp_path):
    chance = random.Random(20261123)
    for n in range(COUNT):
        site.routes[f"/{n}"] = bent(chance)
    site.routes["*"] = b"HTTP/1.1 404 -\r\nContent-Length: 0\r\n\r\n"
    fetcher = polite(retries=1, read_timeout_s=0.5, answer_timeout_s=5.0, max_bytes=1_000_000, rest_after=10**9)
    outcomes: Counter[str] = Counter()
    retries_as_told = True
    with Archive(tmp_path).writer("soak", datetime.now(UTC)) as writer:
        for n in range(COUNT):
            try:
                page = fetcher.get(f"{site.url}/{n}", source)
            except FetchError as error:
                outcomes[error.reason] += 1
                retries_as_told &= error.retry == RETRY[error.reason]
                if error.reason == "host resting":
                    clock.ahead += 3600
                continue
            assert page is not None
            assert len(page.body) <= 1_000_000
            kept = writer.write(page)
            assert Archive(tmp_path).read(kept.archive_file, kept.archive_offset) == kept
            outcomes["fetched"] += 1
    assert sum(outcomes.values()) == COUNT
    assert retries_as_told
    assert outcomes["fetched"] > COUNT / 20
    assert len(outcomes) > 8, outcomes
    fetcher.close()


@pytest.mark.parametrize(
    "header",
    [b"X: a\x01b", b"X: a\x7f", b"X: a\x00b", b"X: a\x85b", b"X: \xa0b\xa0", b"X: a\r\n\tb\r\n \x01", b"X(: b",
     b"X\x01: b", b"\xe9: b", b"Content-Type: text/html\x01", b"Content-Security-Policy: " + 9_000 * b"a "],
)  # fmt: skip
def test_whatever_a_header_holds_its_page_is_archived(site, polite, source, tmp_path, header):
    site.routes["/a"] = b"HTTP/1.1 200 OK\r\n" + header + b"\r\nContent-Length: 4\r\n\r\npage"
    page = polite(retries=0).get(site.url + "/a", source)
    with Archive(tmp_path).writer("soak", datetime.now(UTC)) as writer:
        kept = writer.write(page)
    assert Archive(tmp_path).read(kept.archive_file, kept.archive_offset) == kept


@pytest.mark.skipif(not os.path.isdir("/proc/self/fd"), reason="counts open files where /proc shows them")
def test_no_connection_is_left_open(site, says, polite, source):
    site.routes |= {
        "/cut": says(b"x", Content_Length="100"),
        "/long": says(b"", Content_Length="99999999"),
        "/fine": says(),
    }
    fetcher = polite(retries=0, rest_after=10**9)
    for n in range(60):
        with suppress(FetchError):
            fetcher.get(site.url + ["/cut", "/long", "/fine", "/gone"][n % 4], source)
        if n == 10:
            gc.collect()
            before = len(os.listdir("/proc/self/fd"))
    gc.collect()
    assert len(os.listdir("/proc/self/fd")) <= before + 6
