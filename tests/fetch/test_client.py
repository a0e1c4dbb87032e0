"""What a page asked for comes back as, and what each kind of trouble is called."""

import pickle
import socket
import threading
from dataclasses import replace
from hashlib import sha256

import pytest
from fetch_refusals import refused

from extractors.errors import FetchError, UsageError
from extractors.fetch import Fetcher, Politeness, client


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


def test_cookies_are_given_back_unless_no_head_could_hold_them(site, says, polite, source):
    site.routes |= {"/a": says(Set_Cookie="id=7"), "/b": says(Set_Cookie="more=" + 30_000 * "x"), "/c": says()}
    fetcher = polite()
    for path in ("/a", "/b", "/c"):
        fetcher.get(site.url + path, source)
    _, first, second, third = site.requests
    assert "Cookie" not in first
    assert "\r\nCookie: id=7\r\n" in second
    assert "Cookie" not in third


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


def test_the_rules_of_few_hosts_are_kept(site, other, says, polite, source, monkeypatch):
    monkeypatch.setattr(client, "MOST_SESSIONS", 1)
    monkeypatch.setattr(client, "MOST_RULES", 1)
    site.routes["*"] = other.routes["*"] = says()
    fetcher = polite()
    for path in ("/a", "/b", "/c"):
        for each in (site, other):
            fetcher.get(each.url + path, source)
    assert (
        site.asked.count("/robots.txt") + other.asked.count("/robots.txt") > 2
    )  # what was forgotten is asked for again
    assert site.pages() == other.pages() == ["/a", "/b", "/c"]


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
