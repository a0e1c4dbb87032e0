"""List pages in the layouts that Chinese government sites use."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.discover.lists import links
from extractors.scripted import scripted_pages

BASE = "http://www.shili.gov.cn/xw/bmdt/"
AT = datetime(2025, 1, 5, 2, 0, tzinfo=UTC)
HEADLINES = ("全区夏粮收购工作启动", "示例区召开防汛工作会议", "十二个老旧小区改造完工", "石湖镇建成污水处理站")
NAV = '<a href="/">首页</a><a href="/zwgk/">政务公开</a><a href="/zwgk/zfxxgkzn/">政府信息公开指南和年度报告</a>'
FOOT = '<a href="/wzdt/index.html">网站地图</a><a href="http://www.gov.cn/zhengce/202401/content_6900001.htm">国务院办公厅关于某事项的通知</a>'


def listed(entries: str, url: str = BASE) -> list[tuple[str, str]]:
    found = links(f"<body>{NAV}<div>{entries}</div>{FOOT}", url, "s", AT)
    return [(link.url.removeprefix("http://www.shili.gov.cn"), str(link.date_hint)) for link in found.links]


def test_list_items_with_a_day() -> None:
    entries = "".join(
        f'<li><a href="./202407/t2024070{n}_{n}.html">{h}</a><span>[07-0{n}]</span></li>'
        for n, h in enumerate(HEADLINES, 1)
    )
    assert listed(entries) == [(f"/xw/bmdt/202407/t2024070{n}_{n}.html", f"2024-07-0{n}") for n in range(1, 5)]


def test_table_rows_without_a_day_in_the_url() -> None:
    entries = "".join(
        f'<tr><td><a href="show.asp?id={n}5" title="{h}">{h[:8]}...</a></td><td>2024-12-2{n}</td></tr>'
        for n, h in enumerate(HEADLINES, 1)
    )
    found = links(f"{NAV}<table>{entries}</table>{FOOT}", BASE, "s", AT)
    assert [link.anchor for link in found.links] == list(HEADLINES)
    assert [link.date_hint for link in found.links] == [date(2024, 12, 20 + n) for n in range(1, 5)]


def test_days_without_a_year_are_the_last_such_days() -> None:
    entries = "".join(
        f'<li><a href="/info/1003/{n}345.htm">{h}</a><i>{day}</i></li>'
        for n, (h, day) in enumerate(zip(HEADLINES, ("01-04", "01-02", "12-30", "11-28"), strict=True), 1)
    )
    assert [day for _, day in listed(entries)] == ["2025-01-04", "2025-01-02", "2024-12-30", "2024-11-28"]


def test_a_picture_and_its_headline_are_one_article() -> None:
    url = "/art/2024/7/3/art_1_9.html"
    entry = f'<div><a href="{url}"><img src="1.jpg"></a><a href="{url}">石湖镇的稻田里鱼儿正肥</a></div>'
    assert listed(entry * 2) == [(url, "2024-07-03")]


def test_other_sites_only_where_the_source_says_so() -> None:
    entry = (
        '<li><a href="https://mp.weixin.qq.com/s?__biz=MzA&mid=1&sn=2">示例区发布高温橙色预警信号</a> 2024-07-01</li>'
    )
    assert links(entry, BASE).links == ()
    assert len(links(entry, BASE, allow_hosts=("mp.weixin.qq.com",)).links) == 1


def test_entries_in_a_data_island() -> None:
    records = "".join(
        f'<record><![CDATA[<li><a href="/art/2024/7/{n}/art_1_{n}.html">{h}</a></li>]]></record>'
        for n, h in enumerate(HEADLINES, 1)
    )
    assert len(listed(f'<script type="text/xml"><datastore>{records}</datastore></script>')) == 4


def test_entries_in_a_comment_only_where_the_page_shows_none() -> None:
    hidden = f'<!--<li><a href="t20240701_9.html">{HEADLINES[0]}</a></li>-->'
    assert listed(hidden) == [("/xw/bmdt/t20240701_9.html", "2024-07-01")]
    assert listed(hidden + f'<a href="t20240702_8.html">{HEADLINES[1]}</a>') == [
        ("/xw/bmdt/t20240702_8.html", "2024-07-02")
    ]


@pytest.mark.parametrize(
    "path",
    [
        "/art/2024/7/3/art_12_345.html",
        "/xw/202407/t20240703_88.html",
        "/xw/content/post_1234567.html",
        "/info/1003/2345.htm",
        "/n3/n13/c672769/content.html",
        "/index.php?m=content&c=index&a=show&catid=12&id=345",
        "/html/xinwen/2345.jhtml",
        "/show-12-345-1.html",
        "/xwzx/202407031234/index.html",
        "/zwgk/0f3c5d7e9a1b2c4d8e6f0a1b2c3d4e5f.shtml",
        "/system/2024/07/03/012345678.shtml",
        "/Item/4567.aspx",
        "/detail/88123456",
    ],
)
def test_articles_by_the_shape_of_their_url(path: str) -> None:
    assert len(links(f'<p><a href="{path}">{HEADLINES[0]}</a></p>', BASE).links) == 1


@pytest.mark.parametrize(
    "path",
    [
        "/xw/",
        "/xw/index.html",
        "/col/col1234/index.html",
        "/xw/list_2.html",
        "/zwgk/node_1234.htm",
        "/search?q=2024",
        "/1.mp4",
    ],
)
def test_columns_are_no_articles(path: str) -> None:
    assert links(f'<p><a href="{path}">{HEADLINES[0]}</a></p>', BASE).links == ()


def test_a_page_without_articles() -> None:
    assert listed("<p>暂无内容</p>") == []


@pytest.mark.parametrize(
    ("pager", "following"),
    [
        ('<script>createPageHTML(3, 0, "index", "html");</script>', ["index_1.html", "index_2.html"]),
        ("<script>createPageHTML('page_div',3, 1,'index','shtml',58);</script>", ["index_2.shtml", "index_3.shtml"]),
        ("<script>createPageHTML('page_div',3, 3,'index','shtml',58);</script>", []),
        ("<script>createPageHTML('page',3, 0,'index','html');</script>", ["index_1.html", "index_2.html"]),
        (
            '<nextgroup><![CDATA[<a href="/m/dataproxy.jsp?page=2&columnid=7"></a>]]></nextgroup>',
            ["http://www.shili.gov.cn/m/dataproxy.jsp?columnid=7&page=2"],
        ),
        ("<script>createPageHTML(3, 2, 'index', 'html');</script>", []),
        ("<script>createPageHTML(1, 0, 'index', 'html');</script>", []),
        ("<script>function createPageHTML(_nPageCount, _nCurrIndex, _sPageName, _sPageExt){}</script>", []),
        ('<a href="index_2.html">下一页</a>', ["index_2.html"]),
        (
            '<a href="index_2.html">2</a><a href="index_3.html">3</a><a href="index_2.html">&gt;</a>',
            ["index_2.html", "index_3.html"],
        ),
        ('<a href="?page=2">下页</a><a href="?page=9">末页</a>', ["?page=2", "?page=9"]),
        ("""<a href="javascript:;" onclick="location.href='index_2.html'">下一页</a>""", ["index_2.html"]),
        (
            '<select><option value="index.html">第1页</option><option value="index_1.html">第2页</option></select>',
            ["index_1.html"],
        ),
        (
            '<script>var purl="list_958";var maxPageNum=0;document.cookie="maxPageNum958=3";</script>',
            ["list_958_2.html", "list_958_1.html"],
        ),
        (
            '<script>var countPage = 3; var currentPage = 0; document.write("<a href=index_" + i + ".html>")</script>',
            [],
        ),
        (
            '<script>var countPage = 3; var currentPage = 0; x = "index_" + i + ".html"</script>',
            ["index_1.html", "index_2.html"],
        ),
        ('<a href="http://www.yangben.gov.cn/index_2.html">下一页</a>', []),
        ('<a href="/zwgk/index_2.html">2</a>', []),
    ],
)
def test_where_the_list_goes_on(pager: str, following: list[str]) -> None:
    assert [url.removeprefix(BASE) for url in links(pager, BASE).next_pages] == following


def test_a_script_that_counts_too_far_is_cut() -> None:
    assert len(scripted_pages('createPageHTML(99999, 0, "index", "html")', BASE)) < 3_000


@given(st.text(alphabet="<>/ahref=\"'首页下一页123456.html?&;#:-", max_size=300))
def test_never_raises(html: str) -> None:
    links(html, BASE)
