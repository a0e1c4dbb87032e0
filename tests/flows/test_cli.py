"""The command line: exit codes, batches that survive bad rows, JSON that is JSON, help with an example everywhere."""

import io
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
import typer

from flows import progress
from flows.cli import app, run
from flows.settings import KNOWN

ROOT = Path(__file__).resolve().parents[2]
COMMANDS = typer.main.get_command(app).commands  # type: ignore[attr-defined]  # a group, as it has commands


def leaves() -> list[list[str]]:
    """All commands, with the words that call them."""
    found = []
    for name, command in COMMANDS.items():
        below = getattr(command, "commands", None)
        found += [[name, sub] for sub in below] if below else [[name]]
    return found


@pytest.mark.parametrize("words", leaves(), ids=" ".join)
def test_every_command_has_help_with_an_example(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run([*words, "--help"]) == 0
    assert re.search(r"Example: .*fangzhi", capsys.readouterr().out)


@pytest.mark.parametrize("words", [[], ["sources"], ["alerts"], *leaves()], ids=" ".join)
def test_help_asks_for_no_value_behind_a_flag(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run([*words, "--help"]) == 0
    told = capsys.readouterr().out
    assert "bool" not in told
    assert re.search(r"--help +Show this message", told)


def test_an_argument_is_called_as_the_readme_calls_it(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["evidence", "--help"]) == 0
    assert "FIGURE" in capsys.readouterr().out
    assert run(["compare"]) == 2
    assert "Missing argument 'INDICATOR'" in capsys.readouterr().err


def test_help_says_what_holds_where_an_option_is_not_given(capsys: pytest.CaptureFixture[str]) -> None:
    for words, told in ((["backfill"], "yesterday"), (["harvest"], "today"), (["sql"], "[./fangzhi-data]")):
        assert run([*words, "--help"]) == 0
        assert told in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["parse", "--nonsense"], 2),
        (["parse", "no-such-file"], 2),
        (["links"], 2),
        (["parse", "README.md", "--published", "yesterday"], 2),
        (["indicators", "show", "no_such_indicator"], 2),
        (["sources", "list", "--within", "somewhere"], 2),
        (["explain", "README.md", "--home", "999999"], 2),
        (["parse", "README.md", "--home", "八公县"], 2),
        (["locate", "README.md", "--home", "99"], 2),
        (["sources", "check", "no-such-source"], 2),
    ],
)
def test_wrong_usage_is_told(words: list[str], code: int, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(words) == code
    assert capsys.readouterr().err.strip()


def test_nothing_published_is_an_error_that_says_what_to_do(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["compare", "gdp", "--period", "2025", "--data", str(tmp_path)]) == 1
    assert "name another directory with --data, or run a harvest first" in capsys.readouterr().err


def test_a_bad_row_of_a_batch_is_answered_and_the_next_is_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = tmp_path / "in.jsonl"
    rows.write_text('{"id": 1, "text": "新增就业300人。"}\n{"id": 2}\nnot json\n{"id": 4, "text": "修路5公里。"}\n')
    assert run(["parse", "--batch", str(rows)]) == 1
    answers = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [answer["id"] for answer in answers] == [1, 2, 3, 4]
    assert ["error" in answer for answer in answers] == [False, True, True, False]
    assert answers[3]["observations"][0]["value"] == 5


def test_half_a_character_ends_no_batch(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = tmp_path / "in.jsonl"
    rows.write_text('{"id": "\\ud83d", "text": "\\ud83d新增就业300人。"}\n{"id": 2, "text": "修路5公里。"}\n')
    for command in ("parse", "locate", "repair"):
        assert run([command, "--batch", str(rows)]) == 0
        answers = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
        assert [answer["id"] for answer in answers] == ["\ufffd", 2]


@pytest.mark.parametrize(
    ("command", "row", "error"),
    [
        ("parse", b'{"id": 7}', "line 1: `text` is missing"),
        ("parse", b"[1]", "line 1: a JSON object is wanted, not a list"),
        ("parse", b'{"text": 5}', "line 1: `text` wants text, not a number"),
        ("locate", b'{"text": "a", "published": 3}', "line 1: `published` wants text, not a number"),
        ("locate", b'{"text": "a", "published": "3"}', "line 1: `published` wants a day such as 2022-11-03, not '3'"),
        ("repair", b'{"text": null}', "line 1: `text` is missing"),
        ("links", b'{"html": "<p>"}', "line 1: `base_url` is missing"),
        ("extract", b'{"html": 5}', "line 1: `html` wants text, not a number"),
        ("extract", b"{}", "line 1: `html` or `path` is missing"),
        ("parse", b'{"text": "\xff"}', "line 1: not UTF-8 at byte 10 of the line"),
    ],
)
def test_a_bad_row_is_told_by_line_and_field(
    command: str, row: bytes, error: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = tmp_path / "in.jsonl"
    rows.write_bytes(row + b"\n\n" + row)
    assert run([command, "--batch", str(rows)]) == 1
    first, second = [json.loads(line)["error"] for line in capsys.readouterr().out.splitlines()]
    assert (first, second) == (error, error.replace("line 1", "line 3"))


@pytest.mark.parametrize("command", ["parse", "locate"])
def test_a_row_of_an_unknown_home_is_refused_as_the_option_is(
    command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = tmp_path / "in.jsonl"
    homes = ["999999", "340405", "八公县", "安徽省/淮南市/无名开发区", "", None]
    rows.write_text("".join(json.dumps({"text": "全区修路5公里。", "home": home}) + "\n" for home in homes))
    assert run([command, "--batch", str(rows)]) == 1
    answers = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert ["error" in answer for answer in answers] == [True, False, True, False, False, False]
    assert answers[0]["error"].startswith("line 1: no district has the code or path '999999'; expected one such as")


class Terminal(io.StringIO):
    """Stands for stderr on a terminal."""

    def isatty(self) -> bool:
        return True


def test_work_on_a_long_text_is_seen_on_a_terminal_and_nowhere_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr(progress, "LONG", 5)
    text, rows = tmp_path / "text", tmp_path / "in.jsonl"
    text.write_text("全区修路5公里。", encoding="utf-8")
    rows.write_text('{"text": "全区修路5公里。"}\n{"text": "植树9棵。"}\n', encoding="utf-8")
    calls = {("parse", str(text)): "parsing 8 characters", ("parse", "--batch", str(rows)): "2/2"}
    for words, seen in calls.items():
        assert run(list(words)) == 0
        plain = capsys.readouterr()
        assert plain.err == ""
        with monkeypatch.context() as on_terminal:
            terminal = Terminal()
            on_terminal.setattr("sys.stderr", terminal)
            assert run(list(words)) == 0
        assert capsys.readouterr().out == plain.out, "the answers stay as they are"
        assert seen in terminal.getvalue()


@pytest.mark.parametrize("command", ["parse", "locate", "repair"])
def test_an_empty_text_is_told_and_no_failure(command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    empty = tmp_path / "empty.txt"
    empty.touch()
    assert run([command, str(empty)]) == 0
    assert run([command, "--batch", str(empty)]) == 0
    assert len(capsys.readouterr().err.splitlines()) == 2


def test_a_page_without_links_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = tmp_path / "page.html"
    page.write_text("<p>")
    assert run(["links", str(page), "--url", "http://www.example.cn/"]) == 0
    assert capsys.readouterr().err == "fangzhi: no link to an article was found in the page\n"


def test_text_in_another_encoding_names_the_cure(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = tmp_path / "gbk.txt"
    text.write_bytes("新增就业300人。".encode("gb18030"))
    assert run(["parse", str(text)]) == 2
    assert "iconv -f GB18030 -t UTF-8" in capsys.readouterr().err
    assert run(["parse", str(tmp_path / "none")]) == 2
    assert capsys.readouterr().err.count("none") == 1


def test_a_command_that_needs_no_orchestration_imports_no_prefect() -> None:
    code = "import sys; from flows.cli import run; run(['indicators', 'list', '--json'])"
    code += "; sys.exit('prefect' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0
    assert len(json.loads(done.stdout)) >= 250


def test_all_settings_are_documented() -> None:
    told = (ROOT / "docs/settings.md").read_text(encoding="utf-8") + (ROOT / "docs/fetching.md").read_text(
        encoding="utf-8"
    )
    assert [name for name in sorted(KNOWN) if f"`{name}`" not in told] == []
