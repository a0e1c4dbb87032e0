"""Entry pages by the kind of source, and what keeps a visit on the source's own site."""

from datetime import UTC, date, datetime
from hashlib import sha256

import pytest

from extractors.discover import entry_urls, listing
from extractors.records import Listing, Page, Source

AT = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)


def offered(html: str, url: str, source: Source, final_url: str = "") -> Listing:
    body = html.encode()
    return listing(Page(url, final_url or url, source.id, AT, 200, {}, body, sha256(body).hexdigest(), "list"), source)


def paper(template: str) -> Source:
    return Source("340400-hnrb", "淮南日报", "340400", "epaper", template)


@pytest.mark.parametrize(
    ("template", "url"),
    [
        ("http://p.cn/{yyyy}{mm}/{dd}/node_01.html", "http://p.cn/202603/05/node_01.html"),
        ("http://p.cn/html/{yyyy}-{mm}/{dd}/node_1.htm", "http://p.cn/html/2026-03/05/node_1.htm"),
        ("http://p.cn/{yyyy}/{m}/{d}/", "http://p.cn/2026/3/5/"),
        ("http://p.cn/{yy}{mm}{dd}?d={yyyy}-{mm}-{dd}", "http://p.cn/260305?d=2026-03-05"),
    ],
)
def test_an_epaper_begins_at_the_page_of_the_day(template, url):
    assert entry_urls(paper(template), date(2026, 3, 5)) == (url,)


def test_all_others_begin_at_their_address():
    source = Source("a", "a", None, "list", "http://a.example/xw/{}")
    assert entry_urls(source, date(2026, 3, 5)) == ("http://a.example/xw/{}",)


# family: template, links of the index, which of them are pages, which articles
FAMILIES = {
    "node and content": (
        "http://p.cn/html/{yyyy}-{mm}/{dd}/node_1.htm",
        ["node_2.htm", "node_84948.htm?v=1", "content_123456.htm", "content_123457.htm?div=0"],
        2,
    ),
    "layout": (
        "https://p.cn/pc/layout/{yyyy}{mm}/{dd}/node_01.html",
        ["node_02.html", "node_A03.html", "../../../content/202611/23/content_209.html", "/con/202611/23/c9.html"],
        2,
    ),
    "columns": ("http://p.cn/col/{yyyy}{mm}/{dd}/col01.html", ["col02.html", "colA03.html", "content_1.html"], 2),
    "l": ("http://p.cn/{yyyy}{mm}/{dd}/l01.html", ["l02.html", "lA03.html", "lWBA01.html", "c1234567.html"], 3),
    "v": ("http://p.cn/shtml/mmrb/{yyyy}{mm}{dd}/vA1.shtml",
          ["vA2.shtml", "v3.shtml", "/shtml/mmrb/20261123/56789.shtml"], 2),
    "Page": ("http://p.cn/content/{yyyy}{mm}{dd}/Page01BC.htm", ["Page02BC.htm", "Articel01002BC.htm"], 1),
    "nbs": ("http://p.cn/html/{yyyy}-{mm}/{dd}/nbs.D110000a_01.htm",
            ["nbs.D110000a_02.htm", "nw.D110000a_20261123_1-01.htm"], 1),
    "folders": ("http://p.cn/html/{yyyy}/{mm}/{dd}/01/default.htm", ["../02/default.htm", "23A_1.htm"], 1),
    "index": ("http://p.cn/czrb/{yyyy}{mm}{dd}/html/index.htm", ["page_02.htm", "content_20261123001001.htm"], 1),
    "twice": ("http://p.cn/{yyyy}/{yyyy}{mm}{dd}/{yyyy}{mm}{dd}_001/{yyyy}{mm}{dd}_001.html",
              ["../20261123_002/20261123_002.html", "20261123_001_01_1.html"], 1),
}  # fmt: skip


@pytest.mark.parametrize("name", FAMILIES)
def test_families_of_epapers(name):
    template, hrefs, pages = FAMILIES[name]
    source = paper(template)
    (url,) = entry_urls(source, date(2026, 11, 23))
    more = ["../../22/node_1.htm", url.replace("2026", "2025"), "/", "/about.html", "http://elsewhere.com/20261123/9.html",
            "x.pdf", "/pic/20261123/a.jpg", "javascript:;", url]  # fmt: skip
    found = offered("".join(f"<a href='{h}'>全市秋粮入库</a>" for h in hrefs + more), url, source)
    assert len(found.next_pages) == pages
    assert len(found.links) == len(hrefs) - pages
    assert {link.date_hint for link in found.links} == {date(2026, 11, 23)}


def test_image_maps_name_articles_and_titles_come_from_the_list():
    source = paper("http://p.cn/html/{yyyy}-{mm}/{dd}/node_1.htm")
    html = "<map><area href='content_1.htm'><area href='content_2.htm'></map><a href='content_1.htm'>秋粮 入库</a>"
    found = offered(html, "http://p.cn/html/2026-11/23/node_1.htm", source)
    assert [(link.url[-13:], link.anchor) for link in found.links] == [
        ("content_1.htm", "秋粮 入库"),
        ("content_2.htm", ""),
    ]


def test_a_later_page_of_the_issue_and_a_redirect_to_it():
    source = paper("http://p.cn/html/{yyyy}-{mm}/{dd}/node_1.htm")
    for final_url in ("http://p.cn/html/2026-11/23/node_2.htm", "http://p.cn/html/2026-11/23/node_25.htm"):
        found = offered("<a href='content_5.htm'>秋粮</a>", "http://p.cn/html/2026-11/23/node_2.htm", source, final_url)
        assert [link.date_hint for link in found.links] == [date(2026, 11, 23)]


def test_an_index_of_no_day_offers_nothing():
    source = paper("http://p.cn/html/{yyyy}-{mm}/{dd}/node_1.htm")
    assert offered("<a href='2026-11/23/content_5.htm'>秋粮</a>", "http://p.cn/", source) == Listing()
    assert offered("<a href='content_5.htm'>秋粮</a>", "http://p.cn/html/2026-13/40/node_1.htm", source) == Listing()


LIST = Source("a", "a", None, "list", "http://www.a.gov.cn/xw/")
ROW = "<li><a href='{}'>全区秋粮收购工作全面启动</a><span>2026-11-23</span></li>"


def on_list(*hrefs: str, source: Source = LIST) -> list[str]:
    return [
        link.url for link in offered("<ul>" + "".join(ROW.format(h) for h in hrefs) + "</ul>", source.url, source).links
    ]


def test_lists_stay_on_their_site():
    hrefs = ["202611/t20261123_1.html", "http://zw.a.gov.cn/202611/t20261123_2.html", "http://b.gov.cn/202611/t20261123_3.html",
             "http://m.b.gov.cn/202611/t20261123_4.html"]  # fmt: skip
    assert [url[-6:] for url in on_list(*hrefs)] == ["1.html", "2.html"]
    allowing = Source("a", "a", None, "list", LIST.url, allow_hosts=("m.b.gov.cn",))
    assert [url[-6:] for url in on_list(*hrefs, source=allowing)] == ["1.html", "2.html", "4.html"]


def test_ports_of_one_address_are_sites_of_their_own():
    source = Source("a", "a", None, "list", "http://127.0.0.1:8001/xw/", local=True)
    hrefs = ["202611/t20261123_1.html", "http://127.0.0.1:8002/202611/t20261123_2.html"]
    assert on_list(*hrefs, source=source) == ["http://127.0.0.1:8001/xw/202611/t20261123_1.html"]
    allowing = Source("a", "a", None, "list", source.url, local=True, allow_hosts=("127.0.0.1:8002",))
    assert len(on_list(*hrefs, source=allowing)) == 2


def test_traps_and_ways_back_are_left_out():
    good = "http://www.a.gov.cn/xw/202611/t20261123_1.html"
    found = on_list(
        good,
        good + "#top",
        "/xw/xw/xw/xw/t20261123_2.html",
        "/" + "a/b/" * 10 + "t20261123_3.html",
        "/t20261123_4.html?" + "&".join(f"a{n}=1" for n in range(30)),
        "/" + "x" * 3000 + "/t20261123_5.html",
        "javascript:void(0)",
    )
    assert found == [good]


@pytest.mark.parametrize(
    "html",
    ["<script>window.location.href = '/xw/list.html';</script>", "<script>location.replace('/xw/list.html')</script>",
     "<meta http-equiv='refresh' content='0; URL=list.html'>", "<META HTTP-EQUIV=REFRESH CONTENT=0;URL=list.html>"],
)  # fmt: skip
def test_a_page_that_only_sends_on(html):
    assert offered(html, LIST.url, LIST) == Listing((), ("http://www.a.gov.cn/xw/list.html",))
    assert offered(html.replace("list.html", ""), LIST.url, LIST) == Listing()  # to itself
    assert (
        offered(html.replace("/xw/", "http://b.gov.cn/").replace("list", "//b.gov.cn/list"), LIST.url, LIST)
        == Listing()
    )


def test_a_page_that_is_no_list_offers_nothing():
    for html in ("", "<html>", "\x00", "<h1>404</h1>", "{}"):
        assert offered(html, LIST.url, LIST) == Listing()


def test_a_list_that_only_says_read_on():
    rows = "".join(f"<li><img><a href='/p/story-{c}.html'>阅读全文 {n}</a></li>" for n, c in enumerate("abc"))
    found = offered(f"<a href='/about.html'>关于我们</a><ul>{rows}</ul><a href='/xw/'>更多&gt;&gt;</a>", LIST.url, LIST)
    assert [link.url[-6:] for link in found.links] == ["a.html", "b.html", "c.html"]
    assert len(on_list("202611/t20261123_1.html", "/p/story.html")) == 1  # not where headlines lead on
