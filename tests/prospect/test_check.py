"""What a source yields, and in one sentence why it does not."""

from dataclasses import replace
from datetime import date

import pytest
from prospect_pages import AT, HEAD, article

from extractors.prospect import check, check_all, propose
from extractors.records import Source


def listed(site, **more) -> Source:
    return Source("340405-1", "八公山要闻", "340405", "list", site.url + "/xw/bgs/", local=True, **more)


def test_a_good_source(home_page, fetcher):
    report = check(fetcher, listed(home_page), at=AT, articles=3)
    assert (report.verdict, report.links, report.readable) == ("good", 12, 3)
    assert report.newest == date(2026, 11, 20) or report.newest == date(2026, 11, 12)
    assert report.why == "3 of 3 articles tried can be read"
    assert all(one.title and one.characters > 300 and one.published for one in report.tried)


def test_a_source_that_has_fallen_silent(home_page, fetcher):
    report = check(fetcher, listed(home_page), at=AT.replace(year=2027), articles=0)
    assert (report.verdict, report.why) == ("stale", "the newest article is of 2026-11-12")


def test_articles_that_cannot_be_read(home_page, fetcher):
    for path in [p for p in home_page.pages if p.startswith("/bgs/")]:
        home_page.pages[path] = "<html><body></body></html>"
    report = check(fetcher, listed(home_page), at=AT)
    assert (report.verdict, report.readable) == ("unreadable", 0)
    assert "empty shell" in report.why or "too short" in report.why


def test_a_list_that_moved_is_looked_for(home_page, fetcher):
    home_page.pages["/xw/old/"] = f"{HEAD}<p>栏目已调整</p></body></html>"
    report = check(fetcher, replace(listed(home_page), url=home_page.url + "/xw/old/"), at=AT)
    assert report.verdict == "no articles"
    assert [s.url.removeprefix(home_page.url) for s in report.proposals] == ["/xw/bgs/", "/xw/zj/"]
    assert "2 other lists found on the site" in report.why


def test_a_home_page_is_resolved(home_page, fetcher):
    report = check(fetcher, replace(listed(home_page), url=home_page.url + "/", status="home page only"), at=AT)
    assert (report.verdict, report.why, len(report.proposals)) == ("home page only", "2 lists found on it", 2)


def test_what_is_out_of_reach(site, fetcher):
    assert check(fetcher, listed(site), at=AT).why.startswith("not found: status 404")
    site.pages["/robots.txt"] = "User-agent: *\nDisallow: /"
    with_robots = Source("a", "a", None, "list", site.url.replace("127.0.0.1", "localhost") + "/", local=True)
    report = check(fetcher, with_robots, at=AT)
    assert (report.verdict, report.why[:15]) == ("out of reach", "robots disallow")
    assert check(fetcher, replace(listed(site), local=False), at=AT).why.startswith("forbidden address")


def test_many_sources_are_checked_side_by_side(home_page, fetcher):
    gone = Source("gone", "gone", None, "list", "http://nowhere.invalid/")
    silent = replace(listed(home_page), id="silent", url=home_page.url + "/xw/none/")
    reports = check_all(fetcher, [listed(home_page), gone, silent], at=AT, articles=1)
    assert {report.source.id: report.verdict for report in reports} == {
        "340405-1": "good",
        "gone": "out of reach",
        "silent": "no articles",
    }


@pytest.mark.parametrize(
    "body",
    [b"", b"\x00" * 1000, b"<" * 100_000, b"<div>" * 5_000, b"<a href=" * 10_000, b"<title>" + b"\xb0\xcb" * 9999,
     b"<meta http-equiv=refresh content='0;url=http://[' >", b"<script>location.href='/'</script>",
     b"<?xml version='1.0'?><rss>", b"<urlset>" * 1000],
)  # fmt: skip
def test_a_site_that_answers_with_noise(site, fetcher, body):
    site.pages["/"] = body
    assert len(propose(fetcher, site.url + "/", at=AT, local=True)) <= 1
    source = Source("a", "a", None, "list", site.url + "/", local=True)
    assert check(fetcher, source, at=AT).verdict in ("no articles", "good")


def test_an_epaper_that_paused(site, fetcher):
    links = "".join(f"<a href='content_{n}.htm'>秋粮{n}</a>" for n in range(100, 103))
    site.pages["/2026-11/20/node_1.htm"] = f"{HEAD}<a href='node_2.htm'>02</a>{links}</body></html>"
    site.pages["/2026-11/20/node_2.htm"] = f"{HEAD}<a href='content_200.htm'>收购</a></body></html>"
    for n in (100, 101, 102, 200):
        site.pages[f"/2026-11/20/content_{n}.htm"] = article("秋粮收购工作全面启动")
    paper = Source("p", "p", "340400", "epaper", site.url + "/{yyyy}-{mm}/{dd}/node_1.htm", local=True)
    report = check(fetcher, paper, at=AT)
    assert (report.verdict, report.links, report.list_pages, report.newest) == ("good", 4, 2, date(2026, 11, 20))
