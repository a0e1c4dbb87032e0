"""Serve replies on the loopback, as a plain web server does: ETag, 304, 404, HEAD."""

import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import unquote, urlsplit

from flows.sites.pages import Reply


def handler(reply: Callable[[str], Reply]) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        server_version = "fangzhi-samples"

        def do_GET(self) -> None:
            self.answer(reply(unquote(urlsplit(self.path).path)))

        do_HEAD = do_GET

        def answer(self, reply: Reply) -> None:
            tag = f'"{hashlib.sha256(reply.body).hexdigest()[:16]}"'
            unchanged = reply.status == 200 and self.headers.get("If-None-Match") == tag
            self.send_response(304 if unchanged else reply.status)
            self.send_header("ETag", tag)
            if not unchanged:
                self.send_header("Content-Type", reply.content_type)
                self.send_header("Content-Length", str(len(reply.body)))
            self.end_headers()
            if unchanged or self.command == "HEAD":
                return
            if reply.dropped:
                self.wfile.write(reply.body[: len(reply.body) // 2])
                self.close_connection = True
                return
            self.wfile.write(reply.body)

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing: the harvest's own log tells of every request."""

    return Handler


class Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that went away in the middle is no fault of the server's."""


@contextmanager
def listen(reply: Callable[[str], Reply], port: int = 0) -> Iterator[str]:
    """Answer paths on 127.0.0.1 as long as the context lasts; gives the base URL, without a slash at the end."""
    with Server(("127.0.0.1", port), handler(reply)) as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}"
        finally:
            server.shutdown()
            thread.join()
