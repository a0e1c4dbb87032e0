"""How the sample sites look to who asks them, and how they fail."""

import re
from collections.abc import Mapping
from urllib.request import urlopen

import pytest
from sites_held import SITES, by_fault, get

from flows.sites import sources
from flows.sites.content import Site
from flows.sites.pages import article_path, list_pages, list_path


@pytest.mark.parametrize("site", SITES.values(), ids=list(SITES))
def test_every_page_is_served_in_its_encoding_and_says_that_it_is_invented(
    site: Site, bases: Mapping[str, str]
) -> None:
    paths = [list_path(site, page) for page in range(list_pages(site))]
    paths += [article_path(site, text) for text in site.texts if text.fault is None]
    for path in paths:
        status, answer = get(bases[site.name] + path)
        page = answer.decode(site.encoding)
        assert status == 200
        assert f"charset={site.declared}" in page.replace('"', "")
        assert "文章与数据均为虚构" in page


@pytest.mark.parametrize("site", SITES.values(), ids=list(SITES))
def test_lists_lead_to_every_article_newest_first(site: Site, bases: Mapping[str, str]) -> None:
    listed: list[str] = []
    for page in range(list_pages(site)):
        html = get(bases[site.name] + list_path(site, page))[1].decode(site.encoding)
        listed += re.findall(r'href="([^"]+/t\d{8}_[^"]+)"', html)
    assert listed == [article_path(site, text) for text in site.texts]
    assert listed == sorted(listed, key=lambda path: re.findall(r"t(\d{8})_", path), reverse=True)


def test_next_pages_are_told_by_links_and_by_a_script(bases: Mapping[str, str]) -> None:
    script = get(bases["bagongshan"] + "/zwdt/index.html")[1].decode()
    assert 'createPageHTML(3, 0, "index", "html")' in script
    links = get(bases["xiejiaji"] + "/news/index.html")[1].decode("gb18030")
    assert '<a href="/news/index_1.html">下一页</a>' in links
    last = get(bases["xiejiaji"] + "/news/index_1.html")[1].decode("gb18030")
    assert "下一页" not in last


def test_one_site_is_gbk_and_says_gb2312(bases: Mapping[str, str]) -> None:
    page = get(bases["xiejiaji"] + "/news/index.html")[1]
    assert b"charset=gb2312" in page
    with pytest.raises(UnicodeDecodeError):
        page.decode("utf-8")


def test_sources_are_local_and_need_no_waiting(bases: Mapping[str, str]) -> None:
    found = sources(bases)
    assert {source.home for source in found} >= {"340405", "340402", "340404", "341204"}
    assert all(source.local and source.interval_s == 0 and source.expected_per_week for source in found)
    assert len({source.url.split("/")[2] for source in found}) == len(SITES)
    assert all(get(source.url)[0] == 200 for source in found)


def test_unchanged_pages_need_not_be_sent_again(bases: Mapping[str, str]) -> None:
    url = bases["yingquan"] + "/yaowen/index.html"
    with urlopen(url, timeout=5) as answer:
        tag = answer.headers["ETag"]
    assert get(url, **{"If-None-Match": tag}) == (304, b"")


def test_a_listed_page_is_gone(bases: Mapping[str, str]) -> None:
    site, text = by_fault("missing")
    assert get(bases[site.name] + article_path(site, text))[0] == 404


@pytest.mark.parametrize("fault", ["shell", "challenge"])
def test_a_page_holds_no_article(fault: str, bases: Mapping[str, str]) -> None:
    site, text = by_fault(fault)
    status, page = get(bases[site.name] + article_path(site, text))
    assert status == 200
    assert text.paragraphs[0] not in page.decode("utf-8")
    assert b"<script" in page


def test_a_page_is_cut_off(bases: Mapping[str, str]) -> None:
    site, text = by_fault("cut")
    page = get(bases[site.name] + article_path(site, text))[1].decode(site.encoding)
    assert text.paragraphs[0] in page
    assert text.paragraphs[-1] not in page
    assert "</html>" not in page


def test_robots_closes_a_folder_that_the_list_links_to(bases: Mapping[str, str]) -> None:
    robots = get(bases["datong"] + "/robots.txt")[1].decode()
    assert "Disallow: /neibu/" in robots
    assert "/neibu/" in get(bases["datong"] + "/xwzx/index.html")[1].decode()
    assert get(bases["xiejiaji"] + "/robots.txt")[0] == 404
