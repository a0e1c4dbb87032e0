"""What robots.txt asks of us, and what its absence and its failures mean."""

import pytest
from fetch_refusals import refused


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


def test_a_rule_of_wildcards_takes_no_time(site, says, polite, source):
    site.routes |= {"/robots.txt": says(b"User-agent: *\nDisallow: /" + 900 * b"*a" + b"b"), "*": says()}
    assert polite().get(site.url + "/" + 3_900 * "a", source).status == 200


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
