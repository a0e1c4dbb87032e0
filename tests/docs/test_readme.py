"""What the README and CONTRIBUTING say is so: every command is run, every file they name exists, every step works."""

import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from demo_maker import harvested

from flows import sites
from flows.cli.text import observed
from warehouse import ask

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
PROSE = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]
COMMANDS = re.findall(r"^\$ (?!make)(.*)$", README, re.MULTILINE)
SHELL = shutil.which("bash") or "/bin/sh"


def test_prose_fits_the_line() -> None:
    """Code and tables apart, and what is generated."""
    for path in [*PROSE, ROOT / "CHANGELOG.md"]:
        plain = re.sub(r"^```.*?^```", "", path.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
        if path.name != "tables.md":
            assert [line for line in plain.splitlines() if len(line) > 120 and line[0] != "|"] == [], path.name


@pytest.fixture(scope="session")
def fangzhi(place: Path) -> Callable[[str], "subprocess.CompletedProcess[str]"]:
    def run(line: str) -> "subprocess.CompletedProcess[str]":
        called = re.sub(r"\bfangzhi (?=[a-z])", f"{sys.executable} -m flows ", line)
        return subprocess.run(
            [SHELL, "-c", called],
            cwd=place,
            env={"PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin"},
            capture_output=True,
            text=True,
            check=False,
        )

    return run


@pytest.mark.parametrize("line", COMMANDS)
def test_a_command_of_the_readme_works(line: str, fangzhi: Callable[[str], "subprocess.CompletedProcess[str]"]) -> None:
    done = fangzhi(line)
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip()


def test_the_first_screen_shows_what_the_demo_answers(
    fangzhi: Callable[[str], "subprocess.CompletedProcess[str]"],
) -> None:
    shown = re.search(r"\$ make demo\n\.\.\.\n(.*?)```", README, re.DOTALL)
    assert shown
    done = fangzhi("fangzhi compare retail_sales --period 2025-01/2025-09 --data fangzhi-demo")
    words = [line.split() for line in shown[1].splitlines() if "市/" in line]
    assert words
    answered = [line.split() for line in done.stdout.splitlines() if "市/" in line]
    assert answered == words


@pytest.mark.parametrize("file", PROSE, ids=lambda file: str(file.name))
def test_links_lead_somewhere(file: Path) -> None:
    for target in re.findall(r"\]\((?!https?:)([^)#]+)", file.read_text(encoding="utf-8")):
        assert (file.parent / target).exists(), f"{file.name} names {target}"


def test_a_fourth_district_and_an_indicator_as_contributing_says(tmp_path: Path) -> None:
    content = tmp_path / "content"
    shutil.copytree(sites.CONTENT, content)
    (content / "tianjiaan").mkdir()
    guide = (ROOT / "flows/sites/README.md").read_text(encoding="utf-8")
    settings, article = re.findall(r"```(?:toml)?\n(.*?)```", guide, re.DOTALL)[:2]
    (content / "tianjiaan" / "site.toml").write_text(settings, encoding="utf-8")
    (content / "tianjiaan" / "2025-10-20-jiuye.txt").write_text(article, encoding="utf-8")
    indicators = (ROOT / "docs/indicators.md").read_text(encoding="utf-8")
    entry = re.search(r"```toml\n(topic.*?)```", indicators, re.DOTALL)
    assert entry
    data = harvested(tmp_path / "data", content)
    (data / "indicators").mkdir()
    (data / "indicators" / "orchards.toml").write_text(entry[1], encoding="utf-8")

    told = ask.compare(data, "urban_new_jobs", "2025-01/2025-09").records()
    assert [row["value"] for row in told if row["code"] == "340403"] == [3100]
    found, _ = observed("全镇枇杷产量120吨。", None, "340405", folders=(data / "indicators",))
    assert [o.indicator for o in found] == ["loquat_output"]
