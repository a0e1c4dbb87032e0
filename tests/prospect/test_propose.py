"""A site is looked at as a stranger would: what it offers as sources."""

from dataclasses import replace

import pytest
from prospect_pages import AT, HEAD, TITLE, rows

from extractors.errors import FetchError
from extractors.prospect import propose
from extractors.sources import append, load


def test_a_home_page_offers_its_columns_of_news(home_page, fetcher):
    found = propose(fetcher, home_page.url + "/", at=AT, local=True)
    assert [(s.id, s.name, s.url.removeprefix(home_page.url), s.home, s.kind, s.status) for s in found] == [
        ("340405-site", f"{TITLE} 八公山要闻", "/xw/bgs/", "340405", "list", "active"),
        ("340405-site-2", f"{TITLE} 镇街动态", "/xw/zj/", "340405", "list", "active"),
    ]  # 要闻动态 lists what the first has, 今日要闻 nothing, 国务院要闻 is another's news
    assert "/xw/gwy/" not in home_page.asked
    assert "/zw/gg/" not in home_page.asked


def test_ids_and_homes_of_the_catalogue_are_minded(home_page, fetcher):
    known = load()
    taken = replace(known.get("340405-bagongshan"), id="340405-site", url="http://a.example/")
    (first, *_) = propose(
        fetcher, home_page.url + "/", at=AT, local=True, known=type(known)({**known.by_id, taken.id: taken})
    )
    assert first.id == "340405-site-2"
    (first, *_) = propose(fetcher, home_page.url + "/", at=AT, local=True, home="340422")
    assert first.home == "340422"


def test_a_site_that_waits_with_its_home_page_is_resolved_under_its_id(home_page, fetcher, tmp_path):
    (tmp_path / "own.csv").write_text(f"id,name,home,url,status\nwaits,a,340405,{home_page.url}/,home page only\n")
    found = propose(fetcher, home_page.url.removeprefix("http://"), at=AT, local=True, known=load([tmp_path]))
    assert [s.id for s in found] == ["waits", "340405-site"]
    append(tmp_path / "more", found)
    resolved = load([tmp_path, tmp_path / "more"]).get("waits")
    assert (resolved.status, resolved.url) == ("active", home_page.url + "/xw/bgs/")


def test_adding_twice_changes_nothing(home_page, fetcher, tmp_path):
    (tmp_path / "own.csv").write_text(f"id,name,home,url,status\nwaits,a,340405,{home_page.url}/,home page only\n")
    for _ in range(3):
        found = propose(fetcher, home_page.url + "/", at=AT, local=True, known=load([tmp_path]))
        append(tmp_path, found)
    assert [s.id for s in found] == ["waits", "340405-site"]
    assert [file.name for file in sorted(tmp_path.iterdir())] == ["own-2.csv", "own.csv"]
    assert load([tmp_path]).get("waits").url == home_page.url + "/xw/bgs/"


def test_a_list_is_proposed_itself(home_page, fetcher):
    (only,) = propose(fetcher, home_page.url + "/xw/bgs/", at=AT, local=True)
    assert (only.url, only.kind, only.home) == (home_page.url + "/xw/bgs/", "list", "340405")


def test_feeds_and_sitemaps(site, fetcher):
    items = "".join(f"<item><title>要闻{n}</title><link>/a/{n}.html</link></item>" for n in range(6))
    site.pages |= {
        "/rss.xml": f"<?xml version='1.0'?><rss><channel><title>八公山</title>{items}</channel></rss>",
        "/sitemap.xml": "<urlset><url><loc>/a/1.html</loc></url></urlset>",
        "/": f"{HEAD}<link rel='alternate' type='application/rss+xml' href='/rss.xml' title='要闻'></body></html>",
    }
    assert [s.kind for s in propose(fetcher, site.url + "/rss.xml", at=AT, local=True)] == ["feed"]
    assert [s.kind for s in propose(fetcher, site.url + "/sitemap.xml", at=AT, local=True)] == ["sitemap"]
    assert [(s.kind, s.url[-8:]) for s in propose(fetcher, site.url + "/", at=AT, local=True)] == [("feed", "/rss.xml")]


def test_an_epaper_is_proposed_by_one_of_its_days(site, fetcher):
    issue = "<a href='node_2.htm'>第02版</a>" + "".join(
        f"<a href='content_{n}.htm'>秋粮{n}</a>" for n in range(100, 106)
    )
    site.pages["/html/2026-11/23/node_1.htm"] = f"{HEAD.replace(TITLE, '淮南日报')}{issue}</body></html>"
    (only,) = propose(fetcher, site.url + "/html/2026-11/23/node_1.htm", at=AT, local=True)
    assert (only.kind, only.url) == ("epaper", site.url + "/html/{yyyy}-{mm}/{dd}/node_1.htm")


def test_a_front_page_of_news_below_the_home_page(home_page, fetcher):
    home_page.pages |= {
        "/": f"{HEAD}<a href='/xw/'>新闻中心</a></body></html>",
        "/xw/": f"{HEAD}<a href='/xw/bgs/'>八公山要闻</a><a href='/xw/'>新闻中心</a></body></html>",
    }
    (only,) = propose(fetcher, home_page.url + "/", at=AT, local=True)
    assert only.url == home_page.url + "/xw/bgs/"


def test_a_site_of_columns_without_end_is_not_walked(site, fetcher):
    site.pages["/"] = f"{HEAD}{''.join(f'<a href=/{n}/>要闻{n}</a>' for n in range(40))}</body></html>"
    for n in range(40):
        more = "".join(f"<a href=/{n}{m}/>要闻</a>" for m in range(40))
        site.pages[f"/{n}/"] = f"{HEAD}{more}</body></html>"
    assert propose(fetcher, site.url + "/", at=AT, local=True) == []
    assert len(site.asked) <= 14


def test_a_page_that_only_sends_on_is_followed(home_page, fetcher):
    front = home_page.pages["/"]
    for sending in (
        "<html><script>window.location.href='/main/index.html';</script></html>",
        "<html><meta http-equiv='refresh' content='0; url=/main/index.html'></html>",
    ):
        home_page.pages |= {"/": sending, "/main/index.html": front}
        assert len(propose(fetcher, home_page.url + "/", at=AT, local=True)) == 2


def test_a_home_page_with_news_but_no_columns_is_proposed_with_doubt(site, fetcher):
    site.pages["/"] = f"{HEAD}<ul>{rows('bgs')}</ul></body></html>"
    (only,) = propose(fetcher, site.url + "/", at=AT, local=True)
    assert (only.url, only.status) == (site.url + "/", "doubtful")


def test_nothing_is_proposed_where_nothing_is(site, fetcher):
    site.pages["/"] = f"{HEAD}<p>建设中</p></body></html>"
    assert propose(fetcher, site.url + "/", at=AT, local=True) == []
    with pytest.raises(FetchError, match="not found"):
        propose(fetcher, site.url + "/gone/", at=AT, local=True)


def test_a_short_list_given_by_its_address_is_proposed_itself(site, fetcher):
    site.pages["/xw/index.html"] = f"{HEAD}<ul>{rows('xw', 3)}</ul></body></html>"
    (only,) = propose(fetcher, site.url + "/xw/index.html", at=AT, local=True)
    assert (only.url, only.status) == (site.url + "/xw/index.html", "active")
