"""Redirects, each looked at like a URL of its own."""

import pytest
from fetch_refusals import refused


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
