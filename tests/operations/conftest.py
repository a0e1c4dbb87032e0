"""A listener that keeps what it is sent, and a data directory that was harvested once for all."""

import json
import shutil
from collections import namedtuple
from collections.abc import Callable, Iterator
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from flows.run import choose, plainly
from flows.settings import Settings, load

Usage = namedtuple("Usage", "total used free")


@pytest.fixture(autouse=True)
def room(monkeypatch: pytest.MonkeyPatch) -> None:
    """How full the disk of this machine is decides no test: here it is half full, for processes started never full."""
    monkeypatch.setattr(shutil, "disk_usage", lambda path: Usage(100 * 2**30, 50 * 2**30, 50 * 2**30))
    monkeypatch.setenv("FANGZHI_DISK_PERCENT", "101")


class Listener:
    def __init__(self) -> None:
        self.heard: list[dict[str, Any]] = []
        self.status = 200
        listener = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                if listener.status == 200:
                    listener.heard.append(json.loads(body))
                self.send_response(listener.status)
                if listener.status == 302:
                    self.send_header("Location", "/elsewhere")
                self.end_headers()

            def do_GET(self) -> None:
                self.send_response(200)
                self.end_headers()

            def log_message(self, format: str, *args: object) -> None:
                pass

        self.http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.http.server_address[1]}/secret-path"

    def kinds(self) -> list[str]:
        """What was told since the last question: kinds, with `over` before those that ended."""
        heard = [("over " if row["state"] == "over" else "") + row["kind"] for row in self.heard]
        self.heard.clear()
        return heard


@pytest.fixture
def listener() -> Iterator[Listener]:
    listener = Listener()
    thread = Thread(target=listener.http.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield listener
    finally:
        listener.http.shutdown()
        thread.join()
        listener.http.server_close()


@pytest.fixture(scope="session")
def harvested(tmp_path_factory: pytest.TempPathFactory, furnish: Callable[[Path], Path]) -> Path:
    """A data directory with the sample sites harvested, to be copied and not to be changed."""
    settings = load({}, file=None, data=furnish(tmp_path_factory.mktemp("harvested") / "data"))
    plainly(settings, choose(settings), day=date(2026, 1, 31))
    return settings.data


@pytest.fixture
def settings(harvested: Path, tmp_path: Path) -> Settings:
    """The settings of a harvested data directory of one's own."""
    return load({}, file=None, data=shutil.copytree(harvested, tmp_path / "data"))
