"""One form for each URL."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.urls import absolute, canonical, date_in, same_site, site


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("http://www.shili.gov.cn", "http://www.shili.gov.cn/"),
        ("HTTP://WWW.Shili.gov.cn:80/a/./b/../c.html#top", "http://www.shili.gov.cn/a/c.html"),
        ("http://www.shili.gov.cn/a.html;jsessionid=0A1B", "http://www.shili.gov.cn/a.html"),
        ("http://www.shili.gov.cn/a?utm_source=wx&id=7", "http://www.shili.gov.cn/a?id=7"),
        ("http://www.shili.gov.cn/#/detail/7", "http://www.shili.gov.cn/#/detail/7"),
        ("  http://www.shili.gov.cn/政务/1.html ", "http://www.shili.gov.cn/%E6%94%BF%E5%8A%A1/1.html"),
        ("http://[broken", "http://[broken"),
        ("not a url", "not a url"),
    ],
)
def test_canonical(url: str, expected: str) -> None:
    assert canonical(url) == expected


@given(st.text(max_size=60) | st.text(max_size=40).map("http://www.shili.gov.cn/".__add__))
def test_canonical_never_raises_and_is_stable(url: str) -> None:
    once = canonical(url)
    assert canonical(once) == once


@given(st.text(max_size=60))
def test_absolute_gives_a_web_page_or_none(href: str) -> None:
    found = absolute("http://www.shili.gov.cn/xw/index.html", href)
    assert found is None or found.startswith(("http://", "https://"))


def test_what_is_no_page() -> None:
    for href in ("", "#top", "javascript:void(0)", "mailto:a@b.cn", "tel:123", "x" * 3_000):
        assert absolute("http://www.shili.gov.cn/", href) is None


def test_sites() -> None:
    assert site("http://news.shili.gov.cn/") == "shili.gov.cn"
    assert site("http://qu.shili.ah.gov.cn/") == "shili.ah.gov.cn"
    assert same_site("http://www.shili.gov.cn/", "https://xw.shili.gov.cn/a")
    assert not same_site("http://www.shili.gov.cn/", "http://www.yangben.gov.cn/")
    assert not same_site("http://127.0.0.1:8001/", "http://127.0.0.2:8001/")


@pytest.mark.parametrize(
    ("path", "day"),
    [
        ("202407/t20240703_5566.html", "2024-07-03"),
        ("2024-07/03/content_1.htm", "2024-07-03"),
        ("n2/2024/0703/c340000-1.html", "2024-07-03"),
        ("art/2024/7/3/art_1_2.html", "2024-07-03"),
        ("html/2024/07/03/1.html", "2024-07-03"),
        ("show/20240731999.html", "None"),
        ("info/1003/2345.htm", "None"),
        ("20240230/1.html", "None"),
    ],
)
def test_day_in_path(path: str, day: str) -> None:
    assert str(date_in(f"http://www.shili.gov.cn/{path}")) == day
