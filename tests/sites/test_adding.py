"""A site is added as the README beside them says, and a wrong one is refused by name."""

import http.client
import re
import shutil
from pathlib import Path

import pytest
from sites_held import SITES, get

import flows.sites
from extractors.errors import CatalogueError
from flows.sites import serve, sources
from flows.sites.content import CONTENT, load, read_text
from flows.sites.pages import NOT_FOUND
from flows.sites.server import listen

README = Path(flows.sites.__file__).with_name("README.md").read_text(encoding="utf-8")


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
