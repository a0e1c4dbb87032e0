"""Web sites on loopback that answer byte for byte what a test says; makes `fetch_refusals` importable."""

import socket
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from extractors.fetch import Fetcher, Politeness
from extractors.records import Source

sys.path.insert(0, str(Path(__file__).parent))

Route = bytes | Callable[[socket.socket, str], None]


def answer(body: bytes = b"<p>page</p>", status: int = 200, **headers: str) -> bytes:
    """An answer with a Content-Length (unless one is given) that closes the connection."""
    fields = {"Content-Type": "text/html", "Content-Length": str(len(body)), "Connection": "close"}
    fields |= {name.replace("_", "-"): value for name, value in headers.items()}
    lines = [f"HTTP/1.1 {status} -", *(f"{name}: {value}" for name, value in fields.items() if value), "", ""]
    return "\r\n".join(lines).encode("utf-8") + body


class Site:
    """Serves `routes` by path ("*" for all others); `asked` keeps the paths in order, `requests` the whole heads."""

    def __init__(self) -> None:
        self.routes: dict[str, Route | list[Route]] = {"/robots.txt": answer(b"", 404)}
        self.asked: list[str] = []
        self.requests: list[str] = []
        self._server = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._server.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self._open = True
        self.serve = self._serve
        self._accepting = threading.Thread(target=self._accept, daemon=True)
        self._accepting.start()

    def _accept(self) -> None:
        while self._open:
            try:
                connection, _ = self._server.accept()
            except OSError:
                return
            threading.Thread(target=self.serve, args=(connection,), daemon=True).start()

    def _serve(self, connection: socket.socket) -> None:
        with connection:
            head = b""
            while b"\r\n\r\n" not in head:
                more = connection.recv(65536)
                if not more:
                    return
                head += more
            text = head.decode("latin-1")
            path = text.split(" ", 2)[1]
            self.asked.append(path)
            self.requests.append(text)
            route = self.routes.get(path, self.routes.get("*", answer(b"", 404)))
            if isinstance(route, list):  # one after the other, the last one for good
                route = route.pop(0) if len(route) > 1 else route[0]
            try:
                if isinstance(route, bytes):
                    connection.sendall(route)
                else:
                    route(connection, text)
            except OSError:
                return

    def pages(self) -> list[str]:
        return [path for path in self.asked if path != "/robots.txt"]

    def close(self) -> None:
        """Waits for the thread: still about to accept, it could answer for the next site instead."""
        self._open = False
        with suppress(OSError):
            self._server.shutdown(socket.SHUT_RDWR)
        self._accepting.join()
        self._server.close()


class Clock:
    """Real time, but sleeping costs none: what was slept is added to the clock and noted."""

    def __init__(self) -> None:
        self.ahead = 0.0
        self.slept: list[float] = []

    def __call__(self) -> float:
        return time.monotonic() + self.ahead

    def sleep(self, seconds: float) -> None:
        self.ahead += seconds
        self.slept.append(seconds)


QUICK = {"interval_s": 0.0, "connect_timeout_s": 10.0, "read_timeout_s": 10.0, "answer_timeout_s": 15.0, "busy_s": 0.0}


@pytest.fixture(scope="session")
def says() -> Callable[..., bytes]:
    return answer


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def source() -> Source:
    return Source("340405-1", "八公山要闻", "340405", "list", "http://127.0.0.1/", local=True)


@pytest.fixture
def polite(clock: Clock) -> Iterator[Callable[..., Fetcher]]:
    """Makes fetchers that hurry; keyword arguments are Politeness's."""
    made: list[Fetcher] = []

    def make(**politeness: object) -> Fetcher:
        made.append(Fetcher(Politeness(**(QUICK | politeness)), clock=clock, sleep=clock.sleep))  # type: ignore[arg-type]
        return made[-1]

    yield make
    for each in made:
        each.close()


@pytest.fixture
def site() -> Iterator[Site]:
    opened = Site()
    yield opened
    opened.close()


@pytest.fixture
def other() -> Iterator[Site]:
    opened = Site()
    yield opened
    opened.close()
