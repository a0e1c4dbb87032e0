"""Connections that look at whom they reached and at the clock: what requests and urllib3 leave to their users.

* The address is checked on the socket itself, after the name was resolved: a name that answers differently the second
  time (DNS rebinding) gains nothing.
* Every single read ends at the deadline of the whole answer, headers included: a server that sends one byte every few
  seconds never exceeds a read timeout, but does not outlast the deadline.
* Redirects are left to the caller, bodies of redirects are not read.

The time a name server takes is bounded by the system's resolver alone.
"""

from __future__ import annotations

import io
import logging
import socket
import ssl
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache, partial
from http.client import HTTPResponse
from time import monotonic
from typing import Any

import certifi
from requests import PreparedRequest, Response, Session
from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool
from urllib3.poolmanager import PoolManager
from urllib3.util.ssl_ import create_urllib3_context

from extractors.fetch.addresses import why_forbidden
from extractors.fetch.reasons import refusal

READ_AHEAD = 1 << 16
_CURE = "; only a source marked `local` may ask there (`fangzhi sources add --local`)"
LEGACY_SERVER_CONNECT = 0x4  # ssl.OP_LEGACY_SERVER_CONNECT, named since Python 3.12
for _talker in ("connection", "connectionpool", "response"):  # what is wrong with an answer, FetchError tells
    logging.getLogger(f"urllib3.{_talker}").setLevel(logging.ERROR)


@dataclass(slots=True)
class Guard:
    """What the connections of one session have to mind. `deadline` is set anew before each request."""

    local: bool
    connect_timeout_s: float
    read_timeout_s: float
    clock: Callable[[], float] = monotonic
    deadline: float = field(default=float("inf"))

    def left_s(self, at_most: float) -> float:
        left = self.deadline - self.clock()
        if left <= 0:
            raise refusal("timeout", "the answer as a whole took too long")
        return min(left, at_most)


def session(guard: Guard) -> Session:
    """A session whose every connection minds the guard; it takes nothing from the environment."""
    made = Unfollowing()
    made.trust_env = False
    for scheme in ("http://", "https://"):
        made.mount(scheme, Adapter(guard))
    return made


@cache
def trust() -> ssl.SSLContext:
    """Whom we believe: certificates are always checked, with TLS 1.2 or later.

    Two things are laxer than OpenSSL 3 would have them, because servers of county governments are old and what they
    serve is public: keys of 1024 bits and SHA-1 (level 1), and servers that know no secure renegotiation.
    """
    context = create_urllib3_context()
    context.load_verify_locations(certifi.where())
    context.set_ciphers("DEFAULT:@SECLEVEL=1")
    context.options |= LEGACY_SERVER_CONNECT
    return context


class Unfollowing(Session):
    """requests reads a redirect's body whole, decompressed and unbounded, even if told not to follow it."""

    def resolve_redirects(self, *_: Any, **__: Any) -> Iterator[Response]:
        return iter(())


class Adapter(HTTPAdapter):
    """Makes guarded pools; one connection is all that a host gets."""

    def __init__(self, guard: Guard) -> None:
        self.guard = guard
        super().__init__(pool_connections=1, pool_maxsize=1)

    def init_poolmanager(self, connections: int, maxsize: int, block: bool = False, **more: Any) -> None:
        self.poolmanager = Pools(self.guard, num_pools=connections, maxsize=maxsize, block=block, **more)

    def build_connection_pool_key_attributes(self, request: PreparedRequest, verify: Any, cert: Any = None) -> Any:
        where, _ = super().build_connection_pool_key_attributes(request, verify, cert)
        return where, {"cert_reqs": "CERT_REQUIRED", "ssl_context": trust()}

    def cert_verify(self, conn: Any, url: Any, verify: Any, cert: Any) -> None:
        """requests would read its file of authorities anew for each connection; `trust` has read it."""


class Pools(PoolManager):
    """Pools whose connections are guarded."""

    def __init__(self, guard: Guard, **more: Any) -> None:
        super().__init__(**more)
        self.guard = guard

    def _new_pool(
        self, scheme: str, host: str, port: int, request_context: dict[str, Any] | None = None
    ) -> HTTPConnectionPool:
        pool = super()._new_pool(scheme, host, port, request_context)
        kind = GuardedTls if scheme == "https" else Guarded
        pool.ConnectionCls = partial(kind, guard=self.guard)  # type: ignore[assignment]  # called, never subclassed
        return pool


class Guarded(HTTPConnection):
    """Resolves, checks, connects, checks again; reads under the deadline."""

    def __init__(self, *args: Any, guard: Guard, **more: Any) -> None:
        super().__init__(*args, **more)
        self.guard = guard
        self.response_class = partial(WatchedResponse, guard=guard)  # type: ignore[assignment]  # called only

    def _new_conn(self) -> socket.socket:
        sock = connected(self._dns_host, self.port or self.default_port, self.guard)
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return sock


class GuardedTls(Guarded, HTTPSConnection):
    """The same below TLS: HTTPSConnection.connect wraps the socket that `_new_conn` made."""


class WatchedResponse(HTTPResponse):
    """An answer whose bytes come through `Watched`."""

    def __init__(self, sock: socket.socket, *args: Any, guard: Guard, **more: Any) -> None:
        super().__init__(sock, *args, **more)
        unwatched = self.fp
        self.fp = io.BufferedReader(Watched(sock, guard), READ_AHEAD)
        unwatched.close()


class Watched(io.RawIOBase):
    """The incoming bytes of a socket, each read bounded by silence and by the deadline."""

    def __init__(self, sock: socket.socket, guard: Guard) -> None:
        self.sock, self.guard = sock, guard
        self.raw = sock.makefile("rb", buffering=0)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int | None:  # Any: a writable buffer, which has no type before 3.12
        self.sock.settimeout(self.guard.left_s(self.guard.read_timeout_s))
        try:
            return self.raw.readinto(buffer)
        except TimeoutError:
            self.guard.left_s(0)  # tells the deadline from silence
            raise refusal("timeout", f"no byte for {self.guard.read_timeout_s:g} s") from None

    def close(self) -> None:
        self.raw.close()
        super().close()


def connected(host: str, port: int, guard: Guard) -> socket.socket:
    """A socket to the first address of the host that is allowed and answers."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise refusal("unknown host", f"{host}: {error}") from None
    failure = refusal("unknown host", f"{host} has no address")
    for family, kind, protocol, _, address in found:
        if (why := why_forbidden(str(address[0]), local=guard.local)) is not None:
            failure = refusal("forbidden address", f"{host} is at {address[0]}, a {why} address{_CURE}")
            continue
        sock = socket.socket(family, kind, protocol)
        try:
            sock.settimeout(guard.left_s(guard.connect_timeout_s))
            sock.connect(address)
            _check_peer(sock, host, guard)
        except OSError as error:
            sock.close()
            failure = refusal("no connection", f"{host}:{port} at {address[0]}: {error}")
        except BaseException:
            sock.close()
            raise
        else:
            return sock
    raise failure


def _check_peer(sock: socket.socket, host: str, guard: Guard) -> None:
    peer = str(sock.getpeername()[0])
    if (why := why_forbidden(peer, local=guard.local)) is not None:
        raise refusal("forbidden address", f"{host} led to {peer}, a {why} address{_CURE}")
