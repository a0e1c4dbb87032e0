"""The sample sites of the demo: what they hold, how they look, how they fail, and how one is added."""

import http.client
import re
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest

import flows.sites
from extractors.errors import CatalogueError
from extractors.repair import repair
from flows.sites import serve, sources
from flows.sites.content import CONTENT, Site, Text, load, read_text
from flows.sites.pages import NOT_FOUND, article_path, list_pages, list_path
from flows.sites.server import listen

README = Path(flows.sites.__file__).with_name("README.md").read_text(encoding="utf-8")
SITES = {site.name: site for site in load()}
TEXTS = [(site, text) for site in SITES.values() for text in site.texts]
COMPARED = ("地区生产总值", "规模以上工业增加值增长", "固定资产投资增长", "社会消费品零售总额", "一般公共预算收入")


@pytest.fixture(scope="module")
def bases() -> Iterator[Mapping[str, str]]:
    with serve() as urls:
        yield urls


def get(url: str, **headers: str) -> tuple[int, bytes]:
    try:
        with urlopen(Request(url, headers=headers), timeout=5) as answer:
            return answer.status, answer.read()
    except HTTPError as error:
        with error:
            return error.code, error.read()


def body(site: Site, text: Text) -> str:
    return "\n".join(text.paragraphs)


def by_fault(fault: str) -> tuple[Site, Text]:
    return next((site, text) for site, text in TEXTS if text.fault == fault)


# -- what they hold


def test_three_districts_of_two_cities_speak_and_one_is_silent() -> None:
    speaking = {site.home for site, text in TEXTS if "地区生产总值" in body(site, text)}
    assert speaking >= {"340405", "340404", "341204"}
    assert len({home[:4] for home in speaking}) >= 2
    assert "340402" in {site.home for site in SITES.values()} - speaking


def test_there_are_enough_pages() -> None:
    assert len(TEXTS) + sum(list_pages(site) for site in SITES.values()) >= 36
    assert len([text for _, text in TEXTS if text.fault is None]) >= 36


@pytest.mark.parametrize("period", ["上半年", "前三季度", "2025年"])
@pytest.mark.parametrize("name", ["bagongshan", "xiejiaji", "yingquan"])
def test_the_same_indicators_recur_for_the_same_periods(name: str, period: str) -> None:
    said = [body(SITES[name], text) for text in SITES[name].texts if period in body(SITES[name], text)]
    assert any(all(indicator in text for indicator in COMPARED) for text in said)


@pytest.mark.parametrize("indicator", ["清运垃圾", "完成农村改厕", "城镇新增就业", "建成老年助餐点", "普法讲座"])
def test_district_work_can_be_compared(indicator: str) -> None:
    assert {site.name for site, text in TEXTS if indicator in body(site, text)} >= {
        "bagongshan",
        "xiejiaji",
        "yingquan",
    }


def test_a_reprint_names_its_source_and_says_the_same() -> None:
    pairs = [(a, b) for a in TEXTS for b in TEXTS if a[0] is not b[0] and a[1].paragraphs == b[1].paragraphs]
    assert pairs
    assert all(first[1].outlet == second[1].outlet for first, second in pairs)


def test_a_correction_follows_what_it_corrects() -> None:
    wrong, right = (
        next(
            text
            for text in SITES["bagongshan"].texts
            if f"社会消费品零售总额{amount}" in body(SITES["bagongshan"], text)
        )
        for amount in ("38.4亿元", "36.9亿元")
    )
    assert right.title == "更正"
    assert right.published > wrong.published
    assert f"{wrong.published.month}月{wrong.published.day}日" in right.paragraphs[0]
    assert wrong.title in right.paragraphs[0]


def test_planned_stands_beside_achieved() -> None:
    for name in ("bagongshan", "xiejiaji", "yingquan"):
        said = "".join(body(SITES[name], text) for text in SITES[name].texts)
        assert "主要预期目标是：地区生产总值增长" in said
        assert re.search(r"计划2025年完成农村改厕|计划完成农村改厕|年初计划", said)


def test_a_notice_holds_no_figure() -> None:
    assert sum("公告" in text.title and not re.search(r"\d", body(site, text)) for site, text in TEXTS) >= 2


def test_one_page_is_damaged_and_can_be_repaired() -> None:
    damaged = [text for site, text in TEXTS if re.search(r"\([a-zà-ü]+\)|\(xiāng\)", body(site, text))]
    assert "dangjian" in [text.slug for text in damaged]
    (told,) = (text.paragraphs[1] for text in damaged if text.slug == "dangjian")
    assert "開展志愿服務(wù)1.4萬人次" in told
    assert "开展志愿服务1.4万人次" in repair(told).text


# -- how they look


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


# -- how they fail


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


# -- adding one


def test_a_site_is_added_as_the_readme_says(tmp_path: Path) -> None:
    toml, text = re.findall(r"```(?:toml)?\n(.+?)```", README, re.DOTALL)
    folder = tmp_path / "tianjiaan"
    folder.mkdir()
    (folder / "site.toml").write_text(toml, encoding="utf-8")
    (folder / "2025-10-20-jiuye.txt").write_text(text, encoding="utf-8")
    (folder / "2025-10-21-dropped.txt").write_text(text + "\n" + "字" * 200, encoding="utf-8")
    dropped = (
        (folder / "2025-10-21-dropped.txt").read_text(encoding="utf-8").replace("author", "fault: dropped\nauthor")
    )
    (folder / "2025-10-21-dropped.txt").write_text(dropped, encoding="utf-8")
    with serve(folder=tmp_path) as urls:
        (source,) = sources(urls, folder=tmp_path)
        assert source.home == "340403"
        page = get(source.url)[1].decode()
        path = re.findall(r'href="([^"]+_jiuye\.html)"', page)[0]
        assert "城镇新增就业3100人" in get(urls["tianjiaan"] + path)[1].decode()
        with pytest.raises(http.client.IncompleteRead):
            get(urls["tianjiaan"] + re.findall(r'href="([^"]+dropped\.html)"', page)[0])


def test_a_new_site_moves_no_other(tmp_path: Path) -> None:
    content = tmp_path / "content"
    shutil.copytree(CONTENT, content)
    before = {site.name: site.port for site in load(content)}
    new = content / "aa"  # before all others by name
    new.mkdir()
    toml = re.findall(r"```toml\n(.+?)```", README, re.DOTALL)[0]
    (new / "site.toml").write_text(toml, encoding="utf-8")
    after = {site.name: site.port for site in load(content)}
    assert after.pop("aa") not in before.values()
    assert after == before


def test_sites_are_served_on_their_own_ports(tmp_path: Path) -> None:
    shutil.copytree(CONTENT / "yingquan", tmp_path / "yingquan")
    own = SITES["yingquan"].port
    with listen(lambda path: NOT_FOUND) as base:
        free = int(base.rpartition(":")[2])
    with serve(port=free - own, folder=tmp_path) as urls:
        assert urls == {"yingquan": f"http://127.0.0.1:{free}"}


def test_two_sites_of_one_port_are_refused(tmp_path: Path) -> None:
    shutil.copytree(CONTENT / "datong", tmp_path / "a")
    shutil.copytree(CONTENT / "datong", tmp_path / "b")
    with pytest.raises(CatalogueError, match=r"b/site\.toml: port 1 is that of a; the first free one is 0"):
        load(tmp_path)


def test_the_readme_describes_sites_that_there_are() -> None:
    assert set(re.findall(r"^\| `(\w+)`", README, re.MULTILINE)) <= set(SITES)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("published: 2025-10-20 09:30\n\n文", "title"),
        ("title: 标题\npublished: 昨天\n\n文", "昨天"),
        ("title: 标题\npublished: 2025-10-20\ncolour: red\n\n文", "colour"),
        ("title: 标题\npublished: 2025-10-20\nfault: tired\n\n文", "tired"),
        ("没有字段的一行\n\n文", "没有字段的一行"),
    ],
)
def test_a_wrong_text_is_refused_by_name(text: str, reason: str, tmp_path: Path) -> None:
    path = tmp_path / "2025-10-20-x.txt"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(CatalogueError, match=reason) as raised:
        read_text(path)
    assert str(path) in str(raised.value)


@pytest.mark.parametrize(
    "toml",
    [
        "name = 1 =",
        'name = "甲"',
        'name = "甲"\nhome = "1"\nport = 1\nlayout = "x"',
        'name = "甲"\nhome = "1"\nlayout = "cms"',
        'name = "甲"\nhome = "1"\nport = 20\nlayout = "cms"',
        'name="甲"\nhome="1"\nport=1\nlayout="cms"\nencoding="x"',
    ],
)
def test_a_wrong_site_is_refused(toml: str, tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "site.toml").write_text(toml, encoding="utf-8")
    with pytest.raises(CatalogueError, match=r"site\.toml"):
        load(tmp_path)


def test_the_content_lies_in_the_package() -> None:
    assert Path(flows.sites.__file__).parent in CONTENT.parents
