"""Feeds and sitemaps as strangers write them, broken and hostile ones included."""

import gzip
from datetime import UTC, date, datetime
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.discover import listing
from extractors.records import Listing, Page, Source

AT = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
SITE = "http://www.example.gov.cn"


def offered(body: bytes | str, kind: str, **more) -> Listing:
    body = body.encode() if isinstance(body, str) else body
    source = Source("340405-1", "a", "340405", kind, f"{SITE}/feed.xml", **more)
    return listing(Page(source.url, source.url, source.id, AT, 200, {}, body, sha256(body).hexdigest(), "list"), source)


def rows(found: Listing) -> list[tuple[str, str, str]]:
    return [(link.url.removeprefix(SITE), link.anchor, str(link.date_hint or "")) for link in found.links]


RSS = """<?xml version="1.0" encoding="gb2312"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>
<title>八公山要闻</title><link>http://www.example.gov.cn/</link>
<item><title><![CDATA[秋粮 & 入库]]></title><link><![CDATA[http://www.example.gov.cn/a?id=1&b=2]]></link>
<pubDate>Sun, 22 Nov 2026 20:30:00 GMT</pubDate></item>
<item><title>两项&nbsp;工程</title><link>/a/2.html?x=1&y=2</link><dc:date>2026-11-20T08:00:00+08:00</dc:date></item>
<item><title>三</title><guid>http://www.example.gov.cn/a/20261119/3.html</guid>
<pubDate>2026-11-19 10:00</pubDate></item>
<item><title>别处</title><link>http://elsewhere.example.com/4.html</link></item>
<item><title>无链接</title></item>
</channel></rss>"""


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_rss(encoding):
    assert rows(offered(RSS.encode(encoding), "feed")) == [
        ("/a?b=2&id=1", "秋粮 & 入库", "2026-11-23"),
        ("/a/2.html?x=1&y=2", "两项&nbsp;工程", "2026-11-20"),
        ("/a/20261119/3.html", "三", "2026-11-19"),
    ]


def test_other_hosts_only_if_allowed():
    assert (
        rows(offered(RSS, "feed", allow_hosts=("elsewhere.example.com",)))[-1][0]
        == "http://elsewhere.example.com/4.html"
    )


def test_atom_and_its_next_page():
    atom = """<feed xmlns="http://www.w3.org/2005/Atom"><link rel="self" href="/feed.xml"/>
    <link rel="next" href="/feed.xml?p=2"/><entry><title type="html">一</title><link rel="edit" href="/edit/1"/>
    <link href="/a/1.html"/><updated>2026-11-21T23:00:00Z</updated><published>2026-11-20T16:30:00Z</published></entry>
    <entry><title>二</title><link rel="alternate" href="/a/2.html"/></entry></feed>"""
    found = offered(atom, "feed")
    assert rows(found) == [("/a/1.html", "一", "2026-11-21"), ("/a/2.html", "二", "")]
    assert found.next_pages == (SITE + "/feed.xml?p=2",)


def test_rdf():
    rdf = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">
    <item rdf:about="http://www.example.gov.cn/a/1.html"><title>一</title></item></rdf:RDF>"""
    assert rows(offered(rdf, "feed")) == [("/a/1.html", "一", "")]


def test_a_feed_cut_off_is_read_as_far_as_it_goes():
    assert len(offered(RSS[: RSS.index("<title>三")], "feed").links) == 2


BILLION = '<!DOCTYPE lolz [<!ENTITY lol "lol">' + "".join(
    f'<!ENTITY lol{n} "{10 * f"&lol{n - 1};"}">' for n in range(2, 11)
) + "]><rss><channel><item><title>&lol10;</title><link>/a/1.html</link></item></channel></rss>"  # fmt: skip
ITEM = "<rss><item><title>&x;</title><link>/a/1.html</link></item></rss>"
HOSTILE = {
    "external entity": '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + ITEM,
    "parameter entity": '<!DOCTYPE a [<!ENTITY % x SYSTEM "http://127.0.0.1:9/x.dtd"> %x;]>' + ITEM,
    "billion laughs": BILLION,
    "external document type": '<!DOCTYPE rss SYSTEM "http://127.0.0.1:9/x.dtd">' + ITEM,
}


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_expand_to_nothing(name, encoding):
    found = offered(HOSTILE[name].encode(encoding), "feed")
    assert [link.url for link in found.links] == [SITE + "/a/1.html"]
    assert "root:" not in found.links[0].anchor
    assert len(found.links[0].anchor) < 20


@pytest.mark.parametrize(
    "body",
    [
        20_000_000 * b"<",
        2_000_000 * b"<![CDATA[",
        2_000_000 * b"<!DOCTYPE",
        b"<rss>" + 400_000 * b"<item><link>/a/1.html</link></item>",
        5_000_000 * b"<a>",
        b"<rss><item><title>" + 20_000_000 * b"x",
        10_000_000 * b"&a;",
        b"\x1f\x8b" + 1000 * b"\xff",
        b"",
        b"\x00\x01\x02",
        b"<html><body><h1>404</h1>",
        b"<rss><item><link>http://[</link></item></rss>",
    ],
)
def test_twenty_megabytes_of_nonsense(body):
    assert len(offered(body, "feed").links) <= 1
    assert len(offered(body, "sitemap").links) <= 1


@given(st.binary(max_size=300))
def test_any_bytes(body):
    for kind in ("feed", "sitemap"):
        offered(b"<rss><item><link>" + body, kind)
        offered(b"<?xml" + body, kind)


NEWS = """<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
 xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">
<url><loc> http://www.example.gov.cn/a/1.html </loc><lastmod>2026-11-23</lastmod><news:news><news:publication_date>
2026-11-21T20:00:00Z</news:publication_date><news:title>一</news:title></news:news></url>
<url><loc>http://www.example.gov.cn/a/2.html</loc><lastmod>2026-11-20</lastmod></url>
<url><loc>http://www.example.gov.cn/xwzx/</loc></url><url><loc>http://www.example.gov.cn/index.html</loc></url>
<url><loc>http://www.example.gov.cn/a/1.jpg</loc></url><url><loc>http://elsewhere.example/a/3.html</loc></url></urlset>"""


def test_news_sitemap_plain_and_gzipped():
    for body in (NEWS.encode(), gzip.compress(NEWS.encode())):
        assert rows(offered(body, "sitemap")) == [("/a/1.html", "一", "2026-11-22"), ("/a/2.html", "", "2026-11-20")]


def test_an_index_of_sitemaps_newest_first():
    parts = "".join(
        f"<sitemap><loc>{SITE}/s{n}.xml</loc>{day and f'<lastmod>{day}</lastmod>'}</sitemap>"
        for n, day in enumerate(["2026-01-01", "", "2026-11-22T10:00:00+08:00", "2026-11-21"])
    )
    found = offered(
        f"<sitemapindex>{parts}<sitemap><loc>http://b.example/s.xml</loc></sitemap></sitemapindex>", "sitemap"
    )
    assert [url[-6:] for url in found.next_pages] == ["s2.xml", "s3.xml", "s0.xml", "s1.xml"]
    assert found.links == ()


def test_a_list_of_addresses():
    assert rows(offered(f"{SITE}/a/1.html\r\n\r\nx\r\n{SITE}/a/20261102/2.html\r\n", "sitemap")) == [
        ("/a/1.html", "", ""),
        ("/a/20261102/2.html", "", "2026-11-02"),
    ]


def test_the_days_are_those_of_shanghai():
    late = offered(
        "<rss><item><link>/a/1.html</link><pubDate>Mon, 23 Nov 2026 15:59:00 +0000</pubDate></item></rss>", "feed"
    )
    assert late.links[0].date_hint == date(2026, 11, 23)
    for nonsense in ("soon", "2026-13-40", "Mon, 99 Nov 2026 99:00:00", "9" * 500, "0000-00-00"):
        found = offered(f"<rss><item><link>/a/1.html</link><pubDate>{nonsense}</pubDate></item></rss>", "feed")
        assert found.links[0].date_hint is None
