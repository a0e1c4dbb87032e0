"""What a page asked for comes back as, and what each kind of trouble is called."""

import gzip
import pickle
import socket
import threading
import tracemalloc
import zlib
from dataclasses import replace
from hashlib import sha256

import pytest

from extractors.errors import FetchError, UsageError
from extractors.fetch import RETRY, Fetcher, Politeness, client
from extractors.fetch.bodies import decoded


def refused(fetcher, url, source, **more) -> FetchError:
    with pytest.raises(FetchError) as caught:
        fetcher.get(url, source, **more)
    assert caught.value.retry == RETRY[caught.value.reason]
    return caught.value


def test_a_page_comes_whole(site, says, polite, source):
    body = "<p>全区农田2.3万亩</p>".encode("gb18030")
    site.routes["/a/1.html?x=1"] = says(body, ETag='"a1"', Set_Cookie="id=7", Content_Type="text/html;  charset=gb2312")
    page = polite(contact="https://a.example/about").get(site.url + "/a/1.html?x=1#top", source, role="list")
    assert (page.body, page.sha256, page.status, page.role) == (body, sha256(body).hexdigest(), 200, "list")
    assert (page.url, page.final_url) == (site.url + "/a/1.html?x=1#top", site.url + "/a/1.html?x=1")
    assert page.headers == {"content-type": "text/html; charset=gb2312", "etag": '"a1"'}
    assert page.fetched_at.tzinfo is not None
    assert (
        "\r\nUser-Agent: fangzhi/0.1 (reads regional news for statistics; https://a.example/about)\r\n"
        in site.requests[-1]
    )


def test_a_contact_that_fits_no_header_is_told():
    with pytest.raises(UsageError, match="ASCII"):
        Politeness(contact="方志\r\nX: y")


def test_robots_is_asked_once_and_obeyed(site, says, polite, source):
    site.routes |= {"/robots.txt": says(b"User-agent: *\nDisallow: /private/"), "*": says()}
    fetcher = polite()
    fetcher.get(site.url + "/a", source)
    fetcher.get(site.url + "/b", source)
    assert refused(fetcher, site.url + "/private/1.html", source).reason == "robots disallow"
    assert site.asked == ["/robots.txt", "/a", "/b"]


def test_robots_that_name_us_count_before_the_rest(site, says, polite, source):
    site.routes |= {"/robots.txt": says(b"User-agent: *\nDisallow: /\n\nUser-agent: Fangzhi\nAllow: /"), "*": says()}
    assert polite().get(site.url + "/a", source).status == 200


@pytest.mark.parametrize(
    ("status", "reason"),
    [(401, "robots disallow"), (403, "robots disallow"), (404, ""), (410, ""), (418, ""), (500, "robots unavailable"),
     (503, "robots unavailable"), (429, "robots unavailable")],
)  # fmt: skip
def test_what_the_status_of_robots_means(site, says, polite, source, status, reason):
    site.routes |= {"/robots.txt": says(b"", status), "*": says()}
    fetcher = polite(retries=1)
    if reason:
        assert refused(fetcher, site.url + "/a", source).reason == reason
        asked = len(site.asked)
        assert refused(fetcher, site.url + "/b", source).reason == reason
        assert len(site.asked) == asked  # not asked again per page
        assert site.pages() == []
    else:
        assert fetcher.get(site.url + "/a", source).status == 200


def test_robots_unavailable_is_asked_again_later(site, says, polite, source, clock):
    site.routes |= {"/robots.txt": [says(b"", 500), says(b"", 404)], "*": says()}
    fetcher = polite(retries=0)
    assert refused(fetcher, site.url + "/a", source).reason == "robots unavailable"
    clock.ahead += 601
    assert fetcher.get(site.url + "/a", source).status == 200


def test_a_day_later_robots_is_asked_again(site, says, polite, source, clock):
    site.routes |= {"/robots.txt": [says(b"", 404), says(b"User-agent: *\nDisallow: /")], "*": says()}
    fetcher = polite()
    fetcher.get(site.url + "/a", source)
    clock.ahead += 86_401
    assert refused(fetcher, site.url + "/a", source).reason == "robots disallow"


@pytest.mark.parametrize("wish", [b"Request-rate: 1/" + 400 * b"9", b"Crawl-delay: 1e308"])
def test_a_rate_beyond_all_numbers_rests_the_host(site, says, polite, source, wish):
    site.routes |= {"/robots.txt": says(b"User-agent: *\n" + wish), "*": says()}
    fetcher = polite()
    fetcher.get(site.url + "/a", source)
    assert refused(fetcher, site.url + "/b", source).reason == "host resting"


def test_robots_redirect_is_followed_and_guarded(site, other, says, polite, source):
    site.routes |= {"/robots.txt": says(b"", 301, Location=other.url + "/r"), "*": says()}
    other.routes["/r"] = says(b"User-agent: *\nDisallow: /a")
    assert refused(polite(), site.url + "/a", source).reason == "robots disallow"
    site.routes["/robots.txt"] = says(b"", 301, Location="http://169.254.169.254/latest/")
    assert refused(polite(), site.url + "/a", source).reason == "forbidden address"
    site.routes["/robots.txt"] = says(b"", 301, Location="/robots.txt")
    assert polite().get(site.url + "/a", source).status == 200


def test_robots_of_the_target_of_a_redirect_count_too(site, other, says, polite, source):
    site.routes["/a"] = says(b"", 302, Location=other.url + "/private/1")
    other.routes |= {"/robots.txt": says(b"User-agent: *\nDisallow: /private/"), "*": says()}
    assert refused(polite(), site.url + "/a", source).reason == "robots disallow"
    assert other.pages() == []


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_redirects_are_followed(site, says, polite, source, status):
    site.routes |= {"/a": says(b"", status, Location="b/正文.html"), "/b/%E6%AD%A3%E6%96%87.html": says(b"there")}
    page = polite().get(site.url + "/a", source)
    assert (page.body, page.url) == (b"there", site.url + "/a")
    assert page.final_url == site.url + "/b/正文.html"


def test_redirects_that_lead_nowhere(site, says, polite, source):
    for n in range(20):
        site.routes[f"/{n}"] = says(b"", 302, Location=f"/{n + 1}")
    site.routes |= {
        "/self": says(b"", 302, Location="/self"),
        "/ping": says(b"", 302, Location="/pong"),
        "/pong": says(b"", 302, Location="/ping"),
        "/none": says(b"", 302),
        "/file": says(b"", 302, Location="file:///etc/passwd"),
        "/broken": says(b"", 302, Location="http://[::1"),
        "/key": says(b"", 302, Location="http://u:p@127.0.0.1/"),
    }
    fetcher = polite(max_redirects=8)
    found = {path: refused(fetcher, site.url + path, source).reason for path in list(site.routes) if len(path) > 3}
    found.pop("/robots.txt")
    assert found == {
        "/self": "redirect loop",
        "/ping": "redirect loop",
        "/pong": "redirect loop",
        "/none": "bad redirect",
        "/file": "bad url",
        "/broken": "bad redirect",
        "/key": "bad url",
    }
    assert refused(fetcher, site.url + "/0", source).reason == "too many redirects"
    assert site.asked.count("/8") == 1
    assert "/9" not in site.asked


def test_a_redirect_to_itself_that_sets_a_cookie_is_followed(site, says, polite, source):
    site.routes["/a"] = [says(b"", 302, Location="/a", Set_Cookie="pass=1"), says(b"in")]
    assert polite().get(site.url + "/a", source).body == b"in"


def test_a_redirects_body_is_not_read(site, says, polite, source):
    site.routes |= {"/a": says(b"", 302, Location="/b", Content_Length="9999999999"), "/b": says(b"there")}
    assert polite().get(site.url + "/a", source).body == b"there"


def test_unchanged_pages_are_not_sent_again(site, says, polite, source):
    site.routes["/a"] = says(b"", 304, Content_Length="")
    fetcher = polite()
    assert fetcher.get(site.url + "/a", source, etag='"a1"', last_modified="Thu, 03 Nov 2022 08:00:00 GMT") is None
    assert 'If-None-Match: "a1"' in site.requests[-1]
    assert "If-Modified-Since" not in site.requests[-1]
    assert fetcher.get(site.url + "/a", source, last_modified="Thu, 03 Nov 2022 08:00:00 GMT") is None
    assert "If-Modified-Since: Thu, 03 Nov 2022 08:00:00 GMT" in site.requests[-1]
    assert refused(fetcher, site.url + "/a", source).reason == "bad status"  # 304 without having asked
    unconditional = replace(source, conditional=False)
    assert refused(fetcher, site.url + "/a", unconditional, etag='"a1"').reason == "bad status"
    assert "If-" not in site.requests[-1]
    assert refused(fetcher, site.url + "/a", source, etag='"a\r\nX: y"').reason == "bad status"


@pytest.mark.parametrize(
    ("status", "reason", "asked"),
    [(404, "not found", 1), (410, "not found", 1), (403, "forbidden", 1), (401, "forbidden", 1), (204, "bad status", 1),
     (206, "bad status", 1), (418, "bad status", 1), (999, "bad status", 1),
     (500, "server error", 3), (502, "server error", 3),
     (503, "busy", 3), (429, "busy", 3)],
)  # fmt: skip
def test_what_a_status_means_and_which_is_asked_again(site, says, polite, source, status, reason, asked):
    site.routes["/a"] = says(b"", status)
    assert refused(polite(retries=2), site.url + "/a", source).reason == reason
    assert len(site.pages()) == asked


def test_what_passes_by_itself_is_asked_again(site, says, polite, source):
    site.routes["/a"] = [says(b"", 500), says(b"half", Content_Length="100"), says(b"whole")]
    assert polite(retries=2).get(site.url + "/a", source).body == b"whole"


@pytest.mark.parametrize(
    "url",
    ["", "a", "/a", "ftp://127.0.0.1/", "file:///etc/passwd", "javascript:alert(1)", "data:text/html,a", "http://",
     "http:///a", "http://u@127.0.0.1/", "http://u:p@127.0.0.1/", "http://127.0.0.1:0/", "http://127.0.0.1:99999/",
     "http://127.0.0.1:x/", "http://[::1/", "http://a\r\nb/", "http://a\x00/", "http://127.0.0.1/" + 5000 * "a",
     "gopher://127.0.0.1/", "http://a..b.example/", "http://" + 70 * "a" + ".example/", "http://\ud800.example/"],
)  # fmt: skip
def test_urls_that_are_none(polite, source, url):
    error = refused(polite(), url, source)
    assert error.reason in ("bad url", "unknown host")
    assert "u:p" not in str(error)


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


def test_too_much_is_not_taken(site, says, polite, source):
    def endless(connection: socket.socket, _: str) -> None:
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
        while True:
            connection.sendall(b"x" * 65536)

    def endless_chunks(connection: socket.socket, _: str) -> None:
        connection.sendall(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nffffffff\r\n")
        while True:
            connection.sendall(b"x" * 65536)

    site.routes |= {
        "/announced": says(b"", Content_Length="20000000"),
        "/endless": endless,
        "/chunks": endless_chunks,
        "/film": says(b"", Content_Type="Video/mp4", Content_Length="9999999999"),
        "/pdf": says(b"%PDF", Content_Type="application/pdf"),
    }
    fetcher = polite(retries=0, max_bytes=1_000_000)
    found = {path: refused(fetcher, site.url + path, source).reason for path in list(site.routes)[1:]}
    assert found == {
        "/announced": "too large",
        "/endless": "too large",
        "/chunks": "too large",
        "/film": "not a page",
        "/pdf": "not a page",
    }


def test_silence_and_dripping_are_cut(site, polite, source):
    done = threading.Event()

    def silent(connection: socket.socket, _: str) -> None:
        done.wait(20)

    def stalled(connection: socket.socket, _: str) -> None:
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nabc")
        done.wait(20)

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
    fetcher = polite(retries=0, rest_after=100, read_timeout_s=0.3, answer_timeout_s=0.6)
    try:
        for path in list(site.routes)[1:]:
            assert refused(fetcher, site.url + path, source).reason == "timeout", path
    finally:
        done.set()


def test_the_whole_answer_has_its_time_even_if_silence_has_more(site, polite, source):
    done = threading.Event()
    site.routes["/a"] = lambda connection, _: done.wait(3)  # then the connection ends, which would be another reason
    error = refused(polite(retries=0, read_timeout_s=15, answer_timeout_s=0.3), site.url + "/a", source)
    done.set()
    assert (error.reason, error.detail) == ("timeout", "the answer as a whole took too long")


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


def test_a_wrong_port_and_a_wrong_name(polite, source):
    free = socket.create_server(("127.0.0.1", 0))
    url = f"http://127.0.0.1:{free.getsockname()[1]}/"
    free.close()
    assert refused(polite(retries=0), url, source).reason == "no connection"
    assert refused(polite(retries=0), "http://nowhere.invalid/", source).reason == "unknown host"


def test_tls_to_a_server_without_it(polite, source):
    server = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        connection, _ = server.accept()
        with connection:
            connection.sendall(b"HTTP/1.1 400 -\r\n\r\n")

    threading.Thread(target=serve, daemon=True).start()
    assert refused(polite(retries=0), f"https://127.0.0.1:{server.getsockname()[1]}/", source).reason == "tls"
    server.close()


def test_threads_share_a_fetcher(site, says, polite, source):
    for n in range(40):
        site.routes[f"/{n}"] = says(str(n).encode())
    fetcher, bodies = polite(), []
    work = [
        threading.Thread(target=lambda k=k: bodies.extend(
            fetcher.get(f"{site.url}/{n}", source).body for n in range(k, 40, 4)))
        for k in range(4)
    ]  # fmt: skip
    for each in work:
        each.start()
    for each in work:
        each.join()
    assert sorted(map(int, bodies)) == list(range(40))


def test_a_connection_is_kept_between_pages(polite, source):
    server = socket.create_server(("127.0.0.1", 0))
    accepted = []

    def serve() -> None:
        connection, _ = server.accept()
        accepted.append(1)
        with connection:
            while connection.recv(65536):
                connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\npage")

    threading.Thread(target=serve, daemon=True).start()
    fetcher = polite()
    url = f"http://127.0.0.1:{server.getsockname()[1]}/"
    assert [fetcher.get(url + str(n), source).body for n in range(5)] == 5 * [b"page"]
    assert accepted == [1]
    fetcher.close()
    server.close()


def test_few_sessions_stay_open(site, other, says, polite, source, monkeypatch):
    monkeypatch.setattr(client, "MOST_SESSIONS", 1)
    site.routes["*"] = other.routes["*"] = says()
    fetcher = polite()
    for _ in range(3):
        for each in (site, other):
            fetcher.get(each.url + "/a", source)
            assert [host.origin for host in fetcher._hosts.values() if host.is_open] == [each.url]
    assert site.asked == ["/robots.txt", "/a", "/a", "/a"]  # what is known of a host outlives its session


def test_a_connection_closed_meanwhile_is_opened_anew(site, says, polite, source):
    site.routes["/a"] = says(b"page", Connection="keep-alive")  # says so, and closes all the same
    fetcher = polite(retries=1)
    assert [fetcher.get(site.url + "/a", source).body for _ in range(3)] == 3 * [b"page"]


def test_refusals_cross_processes_whole():
    error = pickle.loads(pickle.dumps(FetchError("timeout", "a", retry=True)))
    assert (error.reason, error.detail, error.retry) == ("timeout", "a", True)


def test_a_proxy_in_the_environment_is_not_used(site, says, source, monkeypatch):
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9/")
    site.routes["/a"] = says()
    with Fetcher(Politeness(interval_s=0)) as fetcher:
        assert fetcher.get(site.url + "/a", source).status == 200
