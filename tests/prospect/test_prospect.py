"""A site is looked at as a stranger would: what it offers, for which district, and what a source of it yields."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from extractors.errors import FetchError
from extractors.prospect import check, check_all, propose
from extractors.prospect.columns import columns, score
from extractors.prospect.homes import home_of
from extractors.records import Source
from extractors.sources import append, load

AT = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)
TITLE = "淮南市八公山区人民政府"
HEAD = f"<!DOCTYPE html><html><head><meta charset='utf-8'><title>{TITLE}</title></head><body>"
TEXT = "今年以来，全区上下抓实抓细各项工作，秋粮收购、道路改造、老旧小区整治有序推进，群众满意度不断提高。" * 6


def article(title: str, day: str = "2026-11-20") -> str:
    return (
        f"{HEAD.replace(TITLE, title)}<h1>{title}</h1><div>发布时间：{day} 来源：八公山区融媒体中心</div>"
        f"<div id='zoom'><p>{TEXT}</p><p>{TEXT[:120]}</p></div></body></html>"
    )


def rows(column: str, count: int = 12, day: str = "2026-11-{:02}", first: int = 100) -> str:
    return "".join(
        f"<li><a href='/{column}/202611/t202611{n + 1:02}_{first + n}.html'>{column}全区第{n}个乡村项目开工建设</a>"
        f"<span>{day.format(n + 1)}</span></li>"
        for n in range(count)
    )


MENU = (
    "<a href='/'>首页</a><a href='/xw/bgs/'>八公山要闻</a><a href='/xw/zj/'>镇街动态</a>"
    "<a href='/xw/gwy/'>国务院要闻</a><a href='/zw/gg/'>通知公告</a><a href='/sp/'>视频新闻</a>"
    "<a href='/xw/all/'>要闻动态</a><a href='/xw/none/'>今日要闻</a>"
    "<a href='http://www.elsewhere.gov.cn/xw/'>市区要闻</a>"
)


@pytest.fixture
def home_page(site):
    site.pages |= {
        "/": f"{HEAD}{MENU}<ul>{rows('bgs', 3)}{rows('zj', 3)}</ul></body></html>",
        "/xw/bgs/": f"{HEAD}{MENU}<ul>{rows('bgs')}</ul></body></html>",
        "/xw/zj/": f"{HEAD}{MENU}<ul>{rows('zj', 8, first=300)}</ul></body></html>",
        "/xw/all/": f"{HEAD}{MENU}<ul>{rows('bgs', 10)}</ul></body></html>",
        "/xw/gwy/": f"{HEAD}<ul>{rows('gwy')}</ul></body></html>",
        "/xw/none/": f"{HEAD}{MENU}</body></html>",
    }
    for n in range(12):
        site.pages[f"/bgs/202611/t202611{n + 1:02}_{100 + n}.html"] = article(f"bgs全区第{n}个乡村项目开工建设")
    return site


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


@pytest.mark.parametrize(
    ("html", "code"),
    [
        ("<title>淮南市八公山区人民政府网站</title>", "340405"),
        ("<title>首页</title><meta name='SiteName' content='寿县人民政府'>", "340422"),
        ("<title>首页</title><div>主办：安徽省淮南市凤台县人民政府办公室</div>", "340421"),
        ("<title>安徽省人民政府</title>", "340000"),
        ("<title>鼓楼区人民政府</title>", None),
        ("<title>要闻 - 颍泉融媒</title>", "341204"),
        ("<title>鼓楼发布</title>", None),
        ("<title>首页</title><p>淮南市八公山区召开会议</p>", None),
        ("", None),
    ],
)
def test_the_home_is_what_the_site_calls_itself(html, code):
    assert home_of(html, "http://a.example/").code == code


def test_the_catalogue_knows_the_homes_of_hosts():
    assert home_of("<title>首页</title>", "https://www.bagongshan.gov.cn/", load()).code == "340405"


def test_a_section_of_a_shared_host_names_its_own_district():
    known = load([], builtin=True)
    of_city = next(s for s in known if s.home == "340400")
    assert home_of("<title>首页</title>", of_city.url, known).code == "340400"
    assert home_of("<title>要闻_淮南市谢家集区人民政府</title>", of_city.url, known).code == "340404"
    assert home_of("<title>安徽省淮南市</title>", "https://www.bagongshan.gov.cn/", known).code == "340405"


@pytest.mark.parametrize(
    ("title", "site"),
    [
        ("要闻_八公山区人民政府", "八公山区人民政府"),
        ("八公山区人民政府 - 首页", "八公山区人民政府"),
        ("要闻 - 颍泉融媒", "颍泉融媒"),
        ("青泽县", "青泽县"),
    ],
)
def test_a_site_is_named_by_the_part_of_its_title_that_is_its_name(title, site):
    assert home_of(f"<title>{title}</title>", "http://a.example/").site == site


def test_a_short_list_given_by_its_address_is_proposed_itself(site, fetcher):
    site.pages["/xw/index.html"] = f"{HEAD}<ul>{rows('xw', 3)}</ul></body></html>"
    (only,) = propose(fetcher, site.url + "/xw/index.html", at=AT, local=True)
    assert (only.url, only.status) == (site.url + "/xw/index.html", "active")


def test_names_of_columns():
    good = [
        "八公山要闻",
        "今日八公山",
        "政务要闻",
        "本地要闻",
        "要闻",
        "工作动态",
        "镇街动态",
        "新闻中心",
        "政务动态",
        "基层动态",
    ]
    bad = [
        "国务院要闻",
        "省府要闻",
        "通知公告",
        "政策解读",
        "新闻发布会",
        "视频新闻",
        "人事任免",
        "办事服务",
        "区长信箱",
        "首页",
    ]
    assert [name for name in good if score(name, "八公山") < 6] == []
    assert [name for name in bad if score(name, "八公山") >= 6] == []
    assert score("八公山要闻", "八公山") > score("政务要闻", "八公山")


def test_more_takes_the_name_beside_it():
    html = "<div><h2>八公山要闻</h2><a href='/xw/'>更多&gt;&gt;</a></div>"
    html += "<div><h2>通知公告</h2><a href='/gg/'>更多</a></div>"
    assert [(c.name, c.url) for c in columns(html, "http://a.gov.cn/")] == [("八公山要闻", "http://a.gov.cn/xw/")]


# ---- check


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
