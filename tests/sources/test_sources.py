"""The catalogue: what a line may say, what is refused and how, and that the built-in files hold."""

import csv
import re
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.discover import entry_urls
from extractors.discover.epapers import issue_day
from extractors.errors import CatalogueError, UsageError
from extractors.places import gazetteer
from extractors.records import Source
from extractors.sources import BUILT_IN, append, load

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def folder(tmp_path):
    return tmp_path


def own(folder: Path, text: str, name: str = "own.csv"):
    (folder / name).write_text(text, encoding="utf-8")
    return load([folder])


def refused(folder: Path, text: str) -> str:
    with pytest.raises(CatalogueError) as caught:
        own(folder, text)
    return str(caught.value).replace(str(folder) + "/", "")


def test_a_line_needs_name_home_and_address(folder):
    source = own(folder, "name,home,url\n八公山要闻,340405,https://www.example.gov.cn/bgsyw/\n").get("340405-example")
    assert source == Source("340405-example", "八公山要闻", "340405", "list", "https://www.example.gov.cn/bgsyw/")


def test_all_columns(folder):
    text = (
        "id,name,home,kind,url,status,encoding,expected_per_week,may_be_empty,interval_s,local,allow_hosts,containers,"
        "conditional,max_pages,note\n"
        'a.b_c-1,"要闻, 动态",340405,epaper,http://127.0.0.1:8000/{yyyy}{mm}/{dd}/node_1.htm,paused,GBK,2.5,yes,0.5,yes,'
        "A.example b.example,#zoom | div.a p,no,3,seen\n"
    )
    assert own(folder, text).get("a.b_c-1") == Source(
        "a.b_c-1", "要闻, 动态", "340405", "epaper", "http://127.0.0.1:8000/{yyyy}{mm}/{dd}/node_1.htm",
        "paused", "gbk", 2.5, True, 0.5, True, ("a.example", "b.example"), ("#zoom", "div.a p"), False, 3,
    )  # fmt: skip


def test_a_later_line_changes_the_cells_it_fills(folder):
    before = load().get("110000-beijing")
    after = own(folder, "id,status,interval_s\n110000-beijing,paused,\n").get("110000-beijing")
    assert (after.status, after.url, after.interval_s) == ("paused", before.url, None)
    assert len(load([folder])) == len(load())


def test_later_files_and_folders_win(folder):
    (folder / "two").mkdir()
    own(folder, "id,name,url\na,one,http://a.example/\n", "a.csv")
    own(folder, "id,name\na,two\n", "b.csv")
    (folder / "two" / "c.csv").write_text("id,name\na,three\n", encoding="utf-8")
    assert load([folder]).get("a").name == "two"
    assert load([folder, folder / "two"]).get("a").name == "three"
    assert load().get("a") is None  # nothing of it stays


def test_ids_are_made_where_none_is_given(folder):
    sources = own(folder, "name,home,url\n" + 2 * "要闻,340405,https://www.a.gov.cn/\n" + "要闻,,http://127.0.0.1/\n")
    assert [s.id for s in sources if s.name == "要闻"] == ["340405-a", "340405-a-2", "nowhere-site"]


def test_comments_empty_lines_bom_and_gbk(folder):
    (folder / "own.csv").write_bytes(
        "\ufeff# 我的来源\r\n\r\nname,home,url\r\n,,\r\n# x\r\n要闻,340405,http://a.example/\r\n".encode()
    )
    (folder / "gbk.csv").write_bytes("name,home,url\n动态,340405,http://b.example/\n".encode("gb18030"))
    assert [s.name for s in load([folder]).within("340405")][-2:] == ["动态", "要闻"]


LINE = "name,home,url\n"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            LINE + "要闻,八公山,http://a.example/",
            "own.csv:2: home: expected the six digits of a district, found '八公山'",
        ),
        (LINE + "要闻,３４０４０５,http://a.example/", "own.csv:2: home: expected the six digits"),
        (LINE + "要闻,340405,a.example", "own.csv:2: url: expected an address with http or https, found 'a.example'"),
        (LINE + "要闻,340405,ftp://a.example/", "own.csv:2: url: expected"),
        (LINE + "要闻,340405,http://u:p@a.example/", "own.csv:2: url: expected"),
        (LINE + "要闻,340405,http://a.example:x/", "own.csv:2: url: expected"),
        (LINE + "要闻,340405,http://[a/", "own.csv:2: url: expected"),
        (LINE + "要闻,340405,http://a.example/{date}", "own.csv:2: url: expected"),
        (
            LINE + "要闻,340405,http://a.example/{yyyy}{mm}{dd}",
            "own.csv:2: url: only the address of an epaper is dated",
        ),
        (LINE + "要闻,340405,", "own.csv:2: expected a url, found an empty cell"),
        (LINE + ",340405,http://a.example/", "own.csv:2: expected a name"),
        (LINE + "#\n\n要闻,340405", "own.csv:4: expected 3 cells, found 2"),
        (LINE + "要闻, 动态,340405,http://a.example/", "own.csv:2: expected 3 cells, found 4; a comma in a cell needs"),
        (LINE + '"要闻,340405,http://a.example/', "own.csv:2: "),
        ("name,url,kind\na,http://a.example/{yyyy}/1,epaper", "own.csv:2: url: expected {yyyy}, {mm} and {dd}"),
        (
            "name,url,kind\na,http://a.example/,html",
            "own.csv:2: kind: expected list, feed, sitemap, epaper, found 'html'",
        ),
        ("name,url,status\na,http://a.example/,on", "own.csv:2: status: expected active"),
        ("name,url,encoding\na,http://a.example/,klingon", "own.csv:2: encoding: expected"),
        ("name,url,interval_s\na,http://a.example/,nan", "own.csv:2: interval_s: expected a number from 0 on"),
        ("name,url,interval_s\na,http://a.example/,-1", "own.csv:2: interval_s: expected"),
        ("name,url,max_pages\na,http://a.example/,0", "own.csv:2: max_pages: expected"),
        ("name,url,local\na,http://a.example/,true", "own.csv:2: local: expected yes or no"),
        ("id,name,url\nÄ,a,http://a.example/", "own.csv:2: id: expected"),
        ("id,name,url\n../a,a,http://a.example/", "own.csv:2: id: expected"),
        ("id,name,url\na,a,http://a.example/\na,b,http://b.example/", "own.csv:3: the id a stands in line 2 already"),
        ("name,address\na,http://a.example/", "own.csv:1: expected columns of id, name"),
        ("name,name\na,b", "own.csv:1: a column stands twice"),
    ],
)
def test_what_does_not_hold_is_told(folder, text, told):
    assert refused(folder, text).startswith(told)


def test_folders_that_are_none(folder):
    with pytest.raises(CatalogueError, match="folder"):
        load([folder / "none"])
    (folder / "own.csv").write_bytes(b"\xff\xff\x00")
    with pytest.raises(CatalogueError, match="UTF-8"):
        load([folder])


@given(st.text(max_size=200))
def test_any_text_is_read_or_refused(tmp_path_factory, text):
    folder = tmp_path_factory.mktemp("own")
    (folder / "own.csv").write_text("name,home,url\n" + text, encoding="utf-8", errors="replace", newline="")
    told = f"{folder}/own.csv:2: "
    try:
        load([folder])
    except CatalogueError as error:
        told = str(error)
    assert re.match(r".*own\.csv:\d+: ", told, re.DOTALL)


def test_within_goes_by_prefix(folder):
    homes = ["340000", "340400", "340405", "350000", "110101", "419001"]
    text = (
        "id,name,home,url\n"
        + "".join(f"x{home},a,{home},http://a.example/\n" for home in homes)
        + "x,a,,http://a.example/\n"
    )
    sources = own(folder, text)

    def ids(code: str) -> list[str]:
        return [s.id for s in sources.within(code) if s.id.startswith("x")]

    assert ids("340000") == ids("34") == ["x340000", "x340400", "x340405"]
    assert ids("340400") == ["x340400", "x340405"]
    assert ids("340405") == ["x340405"]
    assert ids("410000") == ids("419001") == ["x419001"]
    assert ids("100000") == []
    for wrong in ("", "3404050", "八公山", "34040", "３４"):
        with pytest.raises(UsageError, match="code of a district"):
            sources.within(wrong)


def test_chosen_sources(folder):
    sources = own(folder, "id,name,url\na1,a,http://a.example/\na2,b,http://a.example/\n")
    assert [s.id for s in sources.chosen(["a2", "a1"])] == ["a2", "a1"]
    with pytest.raises(UsageError, match="did you mean 340405-bagongshan"):
        sources.chosen(["340405-bagongsan"])


def test_lines_are_written_and_read_back(folder):
    sources = [
        Source("a", "要闻, 动态", "340405", "list", "http://a.example/"),
        Source("b", "要闻", None, "epaper", "http://a.example/{yyyy}{mm}{dd}", "paused", "gbk", 2.5, True, 0.5, True,
               ("a", "b"), ("#zoom", "p, q"), False, 3),
    ]  # fmt: skip
    file = append(folder / "new", sources[:1])
    assert append(folder / "new", sources[1:]) == file.with_name("own-2.csv")  # the header of the first lacks columns
    assert [load([folder / "new"]).get(s.id) for s in sources] == sources


def test_a_source_that_is_there_is_changed_by_a_later_file(folder):
    append(
        folder,
        [Source("a", "a", None, "list", "http://a.example/"), Source("b", "b", None, "list", "http://b.example/")],
    )
    assert append(folder, [Source("a", "a", None, "list", "http://a.example/")]).name == "own.csv"  # nothing new
    for number in range(2, 13):
        changed = Source("a", "a", None, "list", f"http://a.example/{number}/")
        assert append(folder, [changed]).name == f"own-{number}.csv"
        assert load([folder]).get("a") == changed
    assert (folder / "own.csv").read_text(encoding="utf-8").count("\n") == 3


def test_a_line_is_added_under_a_header_of_the_users_own(folder):
    own(folder, "# mine\nurl,name,id,status\nhttp://b.example/,b,b,")
    append(folder, [Source("a", "a", None, "list", "http://a.example/")])
    text = (folder / "own.csv").read_text(encoding="utf-8")
    assert text.endswith("http://b.example/,b,b,\nhttp://a.example/,a,a,active\n")
    append(folder, [Source("c", "c", "340405", "list", "http://c.example/")])
    assert (folder / "own-2.csv").read_text(encoding="utf-8") == (
        "id,name,home,kind,url,status\nc,c,340405,,http://c.example/,active\n"
    )


def test_the_built_in_catalogue():
    sources = load()
    status = Counter((s.kind, s.status) for s in sources)
    assert status["list", "active"] > 2400
    assert status["list", "home page only"] > 550
    assert status["epaper", "active"] > 250
    assert len(sources) == len({s.id for s in sources}) > 3600
    assert all(s.home for s in sources.active())
    assert {s.name for s in sources.within("340405")} == {"八公山区政府"}
    assert not any(s.local for s in sources)


def test_homes_of_the_built_in_sources_are_districts_of_today():
    places = gazetteer()
    homes = {source.home for source in load() if source.home}
    assert [home for home in homes if places.at(home, date(2026, 4, 26)) is None] == []


def test_every_epaper_is_dated_so_that_its_day_is_found_again():
    day = date(2026, 3, 5)
    for source in load():
        if source.kind == "epaper":
            (url,) = entry_urls(source, day)
            assert issue_day(url, source.url) == day, source
            assert "{" not in url


def test_built_in_files_say_where_they_come_from_and_hold_their_province_only():
    files = sorted(BUILT_IN.glob("*.csv"))
    assert len(files) == 32
    for file in files:
        lines = file.read_text(encoding="utf-8").splitlines()
        assert any("github.com" in line for line in lines if line.startswith("#"))
        rows = list(csv.DictReader(line for line in lines if not line.startswith("#")))
        assert {row["home"][:2] or "00" for row in rows} == {file.stem}
        assert all(row["note"] for row in rows)


def test_the_examples_of_the_documentation_load(folder):
    examples = re.findall(r"```csv\n(.*?)```", (ROOT / "docs/sources.md").read_text(encoding="utf-8"), re.DOTALL)
    assert len(examples) >= 4
    for number, example in enumerate(examples):
        own(folder, example, f"{number}.csv")
    assert f"{len(load()):,} of them" in (ROOT / "docs/sources.md").read_text(encoding="utf-8")
    columns = set(re.findall(r"^\| `(\w+)` \|", (ROOT / "docs/sources.md").read_text(encoding="utf-8"), re.MULTILINE))
    from extractors.sources.cells import COLUMNS

    assert columns == set(COLUMNS)
