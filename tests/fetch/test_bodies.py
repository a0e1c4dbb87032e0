"""What a body is decoded to, and how much of it is taken."""

import gzip
import socket
import tracemalloc
import zlib

import pytest
from fetch_refusals import refused

from extractors.errors import FetchError
from extractors.fetch.bodies import decoded

BOMB = gzip.compress(bytes(40_000_000))


@pytest.mark.parametrize(
    ("body", "coding", "reason"),
    [
        (gzip.compress(b"page"), "gzip", ""),
        (gzip.compress(b"pa") + gzip.compress(b"ge"), "x-gzip", ""),
        (gzip.compress(b"page") + b"\0\0\0", "gzip", ""),
        (zlib.compress(b"page"), "deflate", ""),
        (zlib.compress(b"page")[2:-4], "deflate", ""),
        (gzip.compress(gzip.compress(b"page")), "gzip, gzip", ""),
        (b"page", "identity", ""),
        (gzip.compress(b"page")[:-9], "gzip", "cut off"),
        (zlib.compress(b"page")[:-5], "deflate", "cut off"),
        (b"page", "gzip", "bad encoding"),
        (20 * b"\xff", "deflate", "bad encoding"),
        (20 * b"\xff", "br", "bad encoding"),
        (b"page", "compress", "bad encoding"),
        (b"page", "gzip, gzip, gzip, gzip", "bad encoding"),
        (BOMB, "gzip", "too large"),
        (zlib.compress(bytes(40_000_000)), "deflate", "too large"),
        (gzip.compress(BOMB), "gzip, gzip", "too large"),
        (200 * gzip.compress(b""), "gzip", "bad encoding"),
    ],
)
def test_codings(site, says, polite, source, body, coding, reason):
    site.routes["/a"] = says(body, Content_Encoding=coding)
    fetcher = polite(retries=0, max_bytes=1_000_000)
    if reason:
        assert refused(fetcher, site.url + "/a", source).reason == reason
    else:
        page = fetcher.get(site.url + "/a", source)
        assert page.body == b"page"
        assert "content-encoding" not in page.headers


def test_brotli_bombs(site, says, polite, source):
    brotli = pytest.importorskip("brotli")
    fetcher = polite(retries=0, max_bytes=1_000_000)
    for body, reason in [(bytes(40_000_000), "too large"), (b"page", "")]:
        site.routes["/a"] = says(brotli.compress(body), Content_Encoding="br")
        if reason:
            assert refused(fetcher, site.url + "/a", source).reason == reason
        else:
            assert fetcher.get(site.url + "/a", source).body == body
    site.routes["/a"] = says(brotli.compress(b"page" * 100)[:-3], Content_Encoding="br")
    assert refused(fetcher, site.url + "/a", source).reason == "cut off"


@pytest.mark.parametrize("coding", ["gzip", "deflate", "br"])
def test_a_bomb_takes_no_memory(coding):
    zeros = bytes(30_000_000)
    compress = {"gzip": gzip.compress, "deflate": zlib.compress}
    if coding == "br":
        compress["br"] = pytest.importorskip("brotli").compress
    bomb = compress[coding](zeros)
    del zeros
    tracemalloc.start()
    try:
        with pytest.raises(FetchError, match="too large"):
            decoded(bomb, coding, 100_000)
        assert tracemalloc.get_traced_memory()[1] < 3_000_000
    finally:
        tracemalloc.stop()


def test_too_much_is_not_taken(site, says, polite, source):
    def endless(connection: socket.socket, _: str) -> None:
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
        while True:
            connection.sendall(b"x" * 65536)

    def endless_chunks(connection: socket.socket, _: str) -> None:
        connection.sendall(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nffffffff\r\n")
        while True:
            connection.sendall(b"x" * 65536)

    def endless_chunk_head(connection: socket.socket, _: str) -> None:
        connection.sendall(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1")
        while True:
            connection.sendall(b";" * 65536)

    site.routes |= {
        "/announced": says(b"", Content_Length="20000000"),
        "/endless": endless,
        "/chunks": endless_chunks,
        "/chunk": endless_chunk_head,
        "/film": says(b"", Content_Type="Video/mp4", Content_Length="9999999999"),
        "/pdf": says(b"%PDF", Content_Type="application/pdf"),
    }
    fetcher = polite(retries=0, max_bytes=1_000_000)
    found = {path: refused(fetcher, site.url + path, source).reason for path in list(site.routes)[1:]}
    assert found == {
        "/announced": "too large",
        "/endless": "too large",
        "/chunks": "too large",
        "/chunk": "cut off",
        "/film": "not a page",
        "/pdf": "not a page",
    }
