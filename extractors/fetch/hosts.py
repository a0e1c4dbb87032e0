"""One host as we know it: its session, its rhythm, its robots.txt."""

from __future__ import annotations

import ssl
from collections.abc import Mapping
from dataclasses import dataclass
from http.client import HTTPException, IncompleteRead
from urllib.parse import urlsplit

from requests import RequestException, Response, Session
from requests.exceptions import ConnectionError as RequestsConnectionError
from requests.exceptions import InvalidSchema, InvalidURL, Timeout
from urllib3.exceptions import HTTPError, LocationParseError, ProtocolError
from urllib3.exceptions import SSLError as TlsError

from extractors.errors import FetchError
from extractors.fetch.bodies import ACCEPTED, collected, decoded
from extractors.fetch.connections import Guard, session
from extractors.fetch.pacing import Pace
from extractors.fetch.politeness import Politeness
from extractors.fetch.reasons import refusal
from extractors.fetch.robots import Rules
from extractors.warc import CONTROL, HEADER_NAME

CHUNK = 1 << 16
MOST_COOKIES = 8_000  # characters; a server takes no longer head
LONGEST_HEADER = 2000  # characters of it that are kept
REDIRECTS = (301, 302, 303, 307, 308)
SENT = {
    "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.5",
    "Accept-Language": "zh-CN,zh;q=0.9,en;q=0.5",
    "Accept-Encoding": ACCEPTED,
}
# What is of one connection, of the coding on the way (the body is kept decoded), or nobody's business later.
DROPPED = frozenset(
    {"connection", "content-encoding", "content-length", "keep-alive", "proxy-authenticate", "proxy-connection",
     "set-cookie", "set-cookie2", "te", "trailer", "transfer-encoding", "upgrade", "www-authenticate"}
)  # fmt: skip
NO_PAGES = (
    "image/", "video/", "audio/", "font/", "application/pdf", "application/msword", "application/vnd.",
    "application/zip", "application/x-rar", "application/x-7z", "application/x-msdownload", "application/java-archive",
)  # fmt: skip
MEANING: tuple[tuple[tuple[type[BaseException], ...], str], ...] = (
    ((ssl.SSLError, TlsError), "tls"),
    ((InvalidURL, InvalidSchema, LocationParseError, UnicodeError), "bad url"),
    ((TimeoutError, Timeout), "timeout"),
    ((IncompleteRead, ConnectionError), "cut off"),
    ((HTTPException,), "bad answer"),  # a status line or headers that are none
    ((ProtocolError, RequestsConnectionError), "cut off"),
)


@dataclass(frozen=True, slots=True)
class Answer:
    """What a host said to one question. A redirect has a `location` and no body."""

    status: int
    headers: Mapping[str, str]
    body: bytes = b""
    location: str | None = None
    retry_after: str | None = None


@dataclass(slots=True)
class Host:
    """Scheme, name and port. `pace.lock` is held while it is asked: one connection, one question at a time."""

    origin: str
    guard: Guard
    pace: Pace
    politeness: Politeness
    rules: Rules | None = None
    rules_until: float = 0.0
    _session: Session | None = None

    def ask(self, url: str, headers: Mapping[str, str]) -> Answer:
        """One request, one answer, bounded in time and size; raises FetchError."""
        self.guard.deadline = self.guard.clock() + self.politeness.answer_timeout_s
        try:
            with self._connection().get(
                url, headers=dict(headers), stream=True, allow_redirects=False,
                timeout=(self.politeness.connect_timeout_s, self.politeness.read_timeout_s),
            ) as response:  # fmt: skip
                return self._answer(response)
        except (RequestException, HTTPError, HTTPException, OSError, UnicodeError, ValueError) as error:
            raise _told(error, self.origin) from error

    @property
    def is_open(self) -> bool:
        return self._session is not None

    def cookies(self) -> str:
        return "; ".join(f"{c.name}={c.value}" for c in self._session.cookies) if self._session is not None else ""

    def close(self) -> None:
        if self._session is not None:
            self._session.close()
            self._session = None

    def _connection(self) -> Session:
        if self._session is None:
            self._session = session(self.guard)
            self._session.headers.update(SENT | {"User-Agent": self.politeness.user_agent})
        if len(self.cookies()) > MOST_COOKIES:
            self._session.cookies.clear()
        return self._session

    def _answer(self, response: Response) -> Answer:
        status, headers = response.status_code, response.headers
        if status in REDIRECTS and "location" in headers:
            return Answer(status, kept(headers), location=_location(headers["location"]))
        if status != 200:
            return Answer(status, kept(headers), retry_after=headers.get("retry-after"))
        if headers.get("content-type", "").strip().lower().startswith(NO_PAGES):
            raise refusal("not a page", f"{urlsplit(response.url).path[-80:]} is {headers['content-type'][:80]}")
        limit = self.politeness.max_bytes
        announced = headers.get("content-length", "").strip()
        if announced.isascii() and announced.isdigit() and int(announced[:12]) > limit:
            raise refusal("too large", f"{announced[:20]} bytes announced, we take {limit}")
        data = collected(response.raw.stream(CHUNK, decode_content=False), limit)
        if not data and not headers.keys() & {"content-length", "transfer-encoding"}:
            raise refusal("cut off", "the connection ended before any body, and none was announced")
        return Answer(status, kept(headers), decoded(data, headers.get("content-encoding", ""), limit))


def kept(headers: Mapping[str, str]) -> dict[str, str]:
    """The headers worth keeping, lower-case names, values on one line: as the archive takes them.

    >>> kept({"Content-Type": "text/html;\\r\\n charset=gbk\\x01", "Set-Cookie": "a=1", "X(": "b"})
    {'content-type': 'text/html; charset=gbk'}
    """
    named = ((name.lower(), " ".join(CONTROL.sub(" ", value).split())) for name, value in headers.items())
    return {
        name: value[:LONGEST_HEADER].rstrip()
        for name, value in named
        if name not in DROPPED and HEADER_NAME.fullmatch(name)
    }


def _location(value: str) -> str:
    """Headers come as latin-1, but the bytes of a Location are UTF-8 or, on older Chinese servers, GBK."""
    raw = value.encode("latin-1", "replace")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("gb18030", "replace")


def _told(error: Exception, origin: str) -> FetchError:
    """An error of requests, urllib3 or below in our words; they wrap each other, the table's first match decides."""
    chain: list[BaseException] = [error]
    for known in chain:
        inner = [known.__cause__, known.__context__, getattr(known, "reason", None), *known.args]
        chain += [e for e in inner if isinstance(e, BaseException) and e not in chain]
    for kinds, reason in MEANING:
        for known in chain:
            if isinstance(known, kinds):
                return refusal(reason, f"{origin}: {known!s:.200}")
    return refusal("bad answer", f"{origin}: {error!s:.200}")
