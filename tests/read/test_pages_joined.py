"""Articles of several pages."""

from datetime import UTC, datetime

import pytest

from extractors.errors import Unreadable
from extractors.read import next_page, read
from extractors.records import Page

BASE = "http://www.shili.gov.cn/xw/"
FIRST = "今年以来，示例区新建改建农村公路86公里，完成投资1.2亿元，所有行政村通上双车道。"
SECOND = "到年底，全区还将完成危桥改造12座，惠及沿线3.4万群众，农村客运班车通达率保持百分之百。"


def page(name: str, html: str, sha256: str = "0") -> Page:
    return Page(BASE + name, BASE + name, "s", datetime(2025, 1, 1, tzinfo=UTC), 200, {}, html.encode(), sha256)


@pytest.mark.parametrize(
    ("name", "pager", "following"),
    [
        ("t1.html", '<a href="t1_2.html">下一页</a>', "t1_2.html"),
        ("t1.html", '<a href="t1_1.html">[下页]</a>', "t1_1.html"),
        ("t1_2.html", '<a href="t1_3.html">下一页&gt;&gt;</a>', "t1_3.html"),
        ("t20240715_1001.html", '<a href="t20240715_1001_1.html">下一页</a>', "t20240715_1001_1.html"),
        ("show?id=7", '<a href="show?id=7&page=2">下一页</a>', "show?id=7&page=2"),
        ("t1.html", '<script>createPageHTML(3, 0, "t1", "html");</script>', "t1_1.html"),
        ("t1.html", "<script>createPageHTML('page', 3, 1, 't1', 'html', 9);</script>", "t1_2.html"),
        ("t1_1.html", '<script>createPageHTML(3, 1, "t1", "html");</script>', "t1_2.html"),
        ("t1_2.html", '<script>createPageHTML(3, 2, "t1", "html");</script>', None),
        ("t1.html", '[1]<a href="t1_3.html">[3]</a><a href="t1_2.html">[2]</a>', "t1_2.html"),
        ("t1.html", '<a href="t7_2.html">2</a>', None),
        ("t1.html", '<a href="t2.html">下一篇</a>', None),
        ("t1.html", '<a href="t2.html">下一页</a>', None),
        ("t1_2.html", '<a href="t1_1.html">下一页</a>', None),
        ("t1_2.html", '<a href="t1_2.html">下一页</a>', None),
        ("t1.html", '<a href="http://www.other.cn/t1_2.html">下一页</a>', None),
        ("t1.html", '<a href="javascript:next()">下一页</a>', None),
    ],
)
def test_next_page(name: str, pager: str, following: str | None) -> None:
    assert next_page(page(name, f"<p>{FIRST}</p>{pager}")) == (BASE + following if following else None)


def test_no_chain_of_pages_returns() -> None:
    """Whatever pages link to, following next_page() never comes back to a page it was on."""
    links = "".join(f'<a href="t1_{n}.html">下一页</a>' for n in range(9)) + '<a href="t1.html">下一页</a>'
    seen, name = set(), "t1.html"
    while (url := next_page(page(name, links))) is not None:
        name = url.removeprefix(BASE)
        assert name not in seen
        seen.add(name)
        assert len(seen) < 20


def html(sentence: str) -> str:
    title = "示例区建成农村公路86公里"
    return f'<title>{title}</title><h1>{title}</h1><div id="zoom"><p>{sentence}</p></div>'


def test_further_pages_are_joined_once() -> None:
    first, second = page("t1.html", html(FIRST), "a"), page("t1_2.html", html(SECOND), "b")
    again, broken = page("t1_3.html", html(FIRST), "c"), page("t1_4.html", "<p>404 页面不存在</p>", "d")
    article = read(first, further=(second, again, broken))
    assert article.text == f"{FIRST}\n{SECOND}"
    assert article.also_pages == ("b", "c")
    assert article.version != read(first).version


def test_the_first_page_must_be_readable() -> None:
    with pytest.raises(Unreadable, match="not found"):
        read(page("t1.html", "<p>404 页面不存在</p>"), further=(page("t1_2.html", html(SECOND)),))
