"""Answers that never end or break the rules of HTTP."""

import socket
import threading

import pytest
from fetch_refusals import refused


def test_silence_and_dripping_are_cut(site, polite, source):
    done = threading.Event()

    def silent(connection: socket.socket, _: str) -> None:
        done.wait(60)

    def stalled(connection: socket.socket, _: str) -> None:
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nabc")
        done.wait(60)

    def drip(connection: socket.socket, head: bytes) -> None:
        connection.sendall(head)
        while not done.wait(0.05):
            connection.sendall(b"x")

    site.routes |= {
        "/silent": silent,
        "/stalled": stalled,
        "/body": lambda c, _: drip(c, b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n"),
        "/headers": lambda c, _: drip(c, b"HTTP/1.1 200 OK\r\nX: "),
        "/status": lambda c, _: drip(c, b"HTTP/1.1 200 "),
        "/continue": lambda c, _: [c.sendall(b"HTTP/1.1 100 -\r\n\r\n") for _ in iter(lambda: done.wait(0.01), True)],
    }
    fetcher = polite(retries=0, rest_after=100, read_timeout_s=0.5, answer_timeout_s=1.0)
    try:
        for path in list(site.routes)[1:]:
            assert refused(fetcher, site.url + path, source).reason == "timeout", path
    finally:
        done.set()


def test_the_whole_answer_has_its_time_even_if_silence_has_more(site, polite, source):
    done = threading.Event()
    site.routes["/a"] = lambda connection, _: done.wait(60)  # then the connection ends, which would be another reason
    error = refused(polite(retries=0, read_timeout_s=15, answer_timeout_s=0.3), site.url + "/a", source)
    done.set()
    assert (error.reason, error.detail) == ("timeout", "the answer as a whole took too long")


RAW = {
    "nothing": (b"", "cut off"),
    "no http": (b"hello\r\n\r\n", "bad answer"),
    "no status": (b"HTTP/1.1 abc -\r\n\r\n", "bad answer"),
    "two lengths": (b"HTTP/1.1 200 -\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\nabcd", "bad answer"),
    "long header": (b"HTTP/1.1 200 -\r\nX: " + 70_000 * b"x" + b"\r\n\r\n", "bad answer"),
    "many headers": (b"HTTP/1.1 200 -\r\n" + 200 * b"X: x\r\n" + b"\r\n", "bad answer"),
    "cut in the headers": (b"HTTP/1.1 200 -\r\nContent-Type: text/html\r\n", "cut off"),
    "cut in the body": (b"HTTP/1.1 200 -\r\nContent-Length: 100\r\n\r\nabc", "cut off"),
    "cut in a chunk": (b"HTTP/1.1 200 -\r\nTransfer-Encoding: chunked\r\n\r\n64\r\nabc", "cut off"),
    "cut between chunks": (b"HTTP/1.1 200 -\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n", "cut off"),
    "no chunk": (b"HTTP/1.1 200 -\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nabc", "cut off"),
    "length is a word": (b"HTTP/1.1 200 -\r\nContent-Length: abc\r\n\r\npage", ""),
    "length is negative": (b"HTTP/1.1 200 -\r\nContent-Length: -5\r\n\r\npage", ""),
    "no length": (b"HTTP/1.1 200 -\r\n\r\npage", ""),
    "folded header": (b"HTTP/1.0 200\r\nX: a\r\n b\r\n\r\npage", ""),
    "raw bytes in a header": (b"HTTP/1.1 200 -\r\nX: \xb0\xcb\xff\x80\r\n\r\npage", ""),
}


@pytest.mark.parametrize("name", RAW)
def test_answers_that_break_the_rules(site, polite, source, name):
    raw, reason = RAW[name]
    site.routes["/a"] = raw
    if reason:
        assert refused(polite(retries=1), site.url + "/a", source).reason == reason
        assert len(site.pages()) == (2 if reason == "cut off" else 1)  # only what may pass is asked for again
    else:
        page = polite(retries=0).get(site.url + "/a", source)
        assert page.body == b"page"
        assert all("\n" not in value for value in page.headers.values())
