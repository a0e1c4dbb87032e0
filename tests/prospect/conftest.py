"""A small web server on loopback: pages by path, everything else 404; makes `prospect_pages` importable."""

import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from extractors.fetch import Fetcher, Politeness

sys.path.insert(0, str(Path(__file__).parent))

from prospect_pages import HEAD, MENU, article, rows  # found by the line above


class Site:
    def __init__(self) -> None:
        self.pages: dict[str, str | bytes] = {}
        self.asked: list[str] = []
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                site.asked.append(self.path)
                body = site.pages.get(self.path)
                self.send_response(200 if body is not None else 404)
                body = (body or "").encode() if not isinstance(body, bytes) else body
                self.send_header("Content-Type", "text/html")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: object) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()


@pytest.fixture
def site() -> Iterator[Site]:
    opened = Site()
    yield opened
    opened.close()


@pytest.fixture
def fetcher() -> Iterator[Fetcher]:
    with Fetcher(Politeness(interval_s=0, retries=0, read_timeout_s=10, rest_s=0)) as made:
        yield made


@pytest.fixture
def home_page(site: Site) -> Site:
    site.pages |= {
        "/": f"{HEAD}{MENU}<ul>{rows('bgs', 3)}{rows('zj', 3)}</ul></body></html>",
        "/xw/bgs/": f"{HEAD}{MENU}<ul>{rows('bgs')}</ul></body></html>",
        "/xw/zj/": f"{HEAD}{MENU}<ul>{rows('zj', 8, first=300)}</ul></body></html>",
        "/xw/all/": f"{HEAD}{MENU}<ul>{rows('bgs', 10)}</ul></body></html>",
        "/xw/gwy/": f"{HEAD}<ul>{rows('gwy')}</ul></body></html>",
        "/xw/none/": f"{HEAD}{MENU}</body></html>",
    }
    for n in range(12):
        site.pages[f"/bgs/202611/t202611{n + 1:02}_{100 + n}.html"] = article(f"bgs全区第{n}个乡村项目开工建设")
    return site
