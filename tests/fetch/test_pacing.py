"""How long a host is left alone, and what makes it longer."""

from dataclasses import replace

import pytest
from fetch_refusals import reason


def test_requests_keep_their_distance(site, says, polite, source, clock):
    site.routes["*"] = says()
    fetcher = polite(interval_s=5.0, jitter=0.0)
    fetcher.get(site.url + "/a", source)
    fetcher.get(site.url + "/b", source)
    assert [round(s) for s in clock.slept] == [5, 5]  # robots.txt, /a, /b


def test_jitter_adds_and_never_takes_away(site, says, polite, source, clock):
    site.routes["*"] = says()
    fetcher = polite(interval_s=5.0, jitter=0.5)
    for n in range(20):
        fetcher.get(f"{site.url}/{n}", source)
    assert 4.5 < min(clock.slept) < max(clock.slept) <= 7.5
    assert len({round(s, 3) for s in clock.slept}) > 10


def test_a_source_sets_its_interval_but_the_site_has_the_last_word(site, says, polite, source, clock):
    site.routes |= {"/robots.txt": says(b"User-agent: *\nCrawl-delay: 20"), "*": says()}
    fetcher = polite(interval_s=5.0, jitter=0.0)
    eager = replace(source, interval_s=1.0)
    fetcher.get(site.url + "/a", eager)
    fetcher.get(site.url + "/b", eager)
    assert [round(s) for s in clock.slept] == [1, 20]


def test_another_host_is_not_waited_for(site, other, says, polite, source, clock):
    site.routes["*"] = other.routes["*"] = says()
    fetcher = polite(interval_s=60.0)
    fetcher.get(site.url + "/a", source)
    waited = len(clock.slept)
    fetcher.get(other.url + "/a", source)
    assert waited == 1
    assert len(clock.slept) == 2  # each only between its own robots.txt and page


def test_retry_after_is_honoured(site, says, polite, source, clock):
    site.routes["/a"] = [says(b"", 503, Retry_After="7"), says(b"page")]
    assert polite().get(site.url + "/a", source).body == b"page"
    assert 6.5 < max(clock.slept) <= 7


def test_a_long_retry_after_rests_the_host(site, says, polite, source, clock):
    site.routes |= {"/a": [says(b"", 429, Retry_After="3600"), says()], "*": says()}
    fetcher = polite()
    assert reason(fetcher, site.url + "/a", source) == "busy"
    assert reason(fetcher, site.url + "/b", source) == "host resting"
    assert site.pages() == ["/a"]
    clock.ahead += 3601
    assert fetcher.get(site.url + "/b", source).status == 200


def test_retry_after_has_a_cap(site, says, polite, source, clock):
    site.routes |= {"/a": [says(b"", 429, Retry_After="99999999999999"), says()]}
    fetcher = polite(retry_after_cap_s=86_400)
    assert reason(fetcher, site.url + "/a", source) == "busy"
    clock.ahead += 86_401
    assert fetcher.get(site.url + "/a", source).status == 200


@pytest.mark.parametrize("value", ["", "soon", "-5", "Mon, 99 Nov 2026", "1e9", "\u00b2"])
def test_a_retry_after_that_says_nothing(site, says, polite, source, value):
    site.routes["/a"] = [says(b"", 503, Retry_After=value), says(b"page")]
    assert polite().get(site.url + "/a", source).body == b"page"


def test_a_busy_host_is_asked_more_slowly_and_then_as_before(site, says, polite, source, clock):
    site.routes |= {"/a": [says(b"", 503), says(b"", 503), says()], "*": says()}
    fetcher = polite()
    fetcher.get(site.url + "/a", source)
    for n in range(12):
        fetcher.get(f"{site.url}/{n}", source)
    gaps = clock.slept[2:]
    assert max(gaps) > 2 * gaps[-1]  # what a sleep has to make up for varies with the machine, the trend does not
    assert len(gaps) < 12  # the stretch has worn off


def test_a_crawl_delay_beyond_patience_is_not_broken(site, says, polite, source, clock):
    site.routes |= {"/robots.txt": says(b"User-agent: *\nCrawl-delay: 3600"), "*": says()}
    fetcher = polite()
    fetcher.get(site.url + "/a", source)
    assert reason(fetcher, site.url + "/b", source) == "host resting"
    assert site.pages() == ["/a"]


def test_an_unreachable_host_rests(polite, source, clock, site):
    site.close()
    fetcher = polite(retries=0)
    assert reason(fetcher, site.url + "/a", source) == "no connection"
    assert reason(fetcher, site.url + "/b", source) == "host resting"
    clock.ahead += 601
    assert reason(fetcher, site.url + "/b", source) == "no connection"


def test_a_faltering_host_rests_after_some_failures_in_a_row(site, says, polite, source):
    site.routes |= {"/cut": b"", "/fine": says()}
    fetcher = polite(retries=0, rest_after=3)
    seen = [reason(fetcher, site.url + "/cut", source) for _ in range(2)]
    fetcher.get(site.url + "/fine", source)
    seen += [reason(fetcher, site.url + "/cut", source) for _ in range(4)]
    assert seen == 5 * ["cut off"] + ["host resting"]


def test_no_retry_starts_after_the_total_time(site, says, polite, source, clock):
    site.routes["/a"] = [says(b"", 503, Retry_After="50"), says(b"", 503, Retry_After="50"), says()]
    assert reason(polite(total_s=80), site.url + "/a", source) == "busy"
    assert len(site.pages()) == 2
