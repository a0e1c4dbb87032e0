"""What the command line answers on the demo when a question is off, or nothing was told."""

import shlex
from io import StringIO
from itertools import pairwise
from pathlib import Path

import pytest

from flows.cli import run
from flows.demo import directions

SAID = [
    (["compare", "生产总值", "--period", "2025"], 0, ""),
    (["compare", "国内生产", "--period", "2025"], 2, "the nearest: gdp 地区生产总值"),
    (["compare", "gpd", "--period", "2025"], 2, "the nearest: gdp 地区生产总值"),
    (["sql", "from compare('gpd', '2025')"], 2, "expected the id of an indicator"),
    (["compare", "gdp", "--period", "1999"], 0, "nothing told of gdp (level, actual) in 1999"),
    (["trend", "gdp", "110101"], 0, "nothing told of gdp (level, actual) in 110101"),
    (["growth", "gdp", "--period", "1999"], 0, "nothing told of gdp in 1999"),
    (["rank", "gdp", "--period", "2025", "--within", "北京市"], 0, "by a district below 北京市"),
    (["coverage", "gdp", "--period", "2025", "--within", "北京市"], 0, "no source speaks for a district below 北京市"),
    (
        ["rank", "high_standard_farmland_built", "--period", "2025", "--within", "淮南市", "--json"],
        0,
        "not ranked, as not comparable with the 1 above (aspect stock instead of flow, cumulative instead of",
    ),
    (
        ["rank", "生产总值", "--period", "2025", "--within", "340400", "--csv"],
        0,
        "no share_of_parent, as 淮南市 itself told no such figure",
    ),
    (
        ["rank", "income_per_capita_rural", "--period", "2025", "--within", "淮南市", "--json"],
        0,
        "no share_of_parent, as the figures of districts may not be summed to that of 淮南市",
    ),
    (["evidence", "zz"], 1, "shows it as figure, with --json figure_id"),
    (["evidence", ""], 1, "no figure has the id"),
]


@pytest.mark.parametrize(("words", "code", "said"), SAID, ids=[" ".join(words) for words, _, _ in SAID])
def test_an_empty_answer_says_why(
    place: Path, words: list[str], code: int, said: str, capfd: pytest.CaptureFixture[str]
) -> None:
    assert run([*words, "--data", str(place / "fangzhi-demo")]) == code
    err = capfd.readouterr().err
    assert said in err if said else not err


def test_a_figure_is_known_by_how_its_id_begins(place: Path, capfd: pytest.CaptureFixture[str]) -> None:
    from warehouse import ask

    data = place / "fangzhi-demo"
    figure = str(next(r for r in ask.compare(data, "gdp", "2025").records() if r["state"] == "told")["figure_id"])
    assert ask.evidence(data, figure[:12]).rows == ask.evidence(data, figure).rows
    ids = sorted(str(row[0]) for row in ask.query(data, "select distinct figure_id from evidence").rows)
    shared = next(one[0] for one, other in pairwise(ids) if one[0] == other[0])
    assert run(["evidence", shared, "--data", str(data)]) == 2
    assert "several figures have an id that begins with" in capfd.readouterr().err


@pytest.mark.parametrize(
    "asked",
    [
        ["-- of counties\nselect 7 as many"],
        ["--of counties\nselect 7 as many", "--csv"],
        ["--csv", "--", "-- of counties\nselect 7 as many"],
        ["-"],
    ],
)
def test_sql_may_begin_with_a_comment(
    place: Path, asked: list[str], monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", StringIO("-- of counties\nselect 7 as many"))
    assert run(["sql", "--data", str(place / "fangzhi-demo"), *asked]) == 0
    assert "7" in capfd.readouterr().out


def test_a_comment_alone_is_no_statement_and_a_wrong_option_no_sql(
    place: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert run(["sql", "-- of counties", "--data", str(place / "fangzhi-demo")]) == 2
    assert "expected a statement in SQL, found none" in capfd.readouterr().err
    assert run(["sql", "select 7", "--cvs"]) == 2
    assert "No such option: --cvs" in capfd.readouterr().err


def test_what_the_demo_advises_to_ask_is_answered(
    place: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(place)
    advised = [line for line in directions(Path("fangzhi-demo")).splitlines() if "--data fangzhi-demo" in line]
    assert len(advised) == 4
    for line in advised:
        words = shlex.split(line.replace(" ask ", " "))
        assert run(words[1:]) == 0, line
        assert capfd.readouterr().err == ""


def test_a_list_is_told_from_an_article(place: Path, capfd: pytest.CaptureFixture[str]) -> None:
    from warehouse import ask

    data = place / "fangzhi-demo"
    url = str(ask.query(data, "select url from source order by source_id limit 1").rows[0][0])
    assert run(["explain", url, "--data", str(data)]) == 2
    assert "it is the list of" in capfd.readouterr().err
