"""The house stands as described: our own packages are imported, and nothing heavier than needed."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement

import extractors
import flows
import warehouse
from flows.deployments import PREFECT
from flows.doctor import PINNED

ROOT = Path(__file__).resolve().parent.parent


def test_the_imported_packages_are_ours() -> None:
    for package in (flows, extractors, warehouse):
        assert Path(package.__file__ or "").parent.parent == ROOT


@pytest.mark.parametrize("name", ["requirements.lock", "benchmarks/peers.lock"])
def test_lock_files_have_hashes_and_name_no_index(name: str) -> None:
    lock = (ROOT / name).read_text()
    assert "://" not in lock
    pinned = [line for line in lock.splitlines() if "==" in line and not line.startswith(" ")]
    assert lock.count("--hash=sha256:") >= len(pinned) > 0


def test_records_do_not_cost_a_framework() -> None:
    code = "import sys, extractors.records, warehouse; sys.exit('prefect' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0


def test_the_doctor_and_the_plan_want_the_versions_that_are_installed() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = {needed.name: needed.specifier for needed in map(Requirement, project["dependencies"])}
    assert {needed.name: wanted[needed.name] for needed in PINNED} == {n.name: n.specifier for n in PINNED}
    assert str(wanted["prefect"]) == f"=={PREFECT}"


def test_sql_fits_the_line() -> None:
    """Comments on tables apart, which are one string, and migrations, which are never changed."""
    files = [file for file in (ROOT / "warehouse/sql").glob("*/*.sql") if file.parent.name != "migrations"]
    assert files
    for file in files:
        lines = file.read_text(encoding="utf-8").splitlines()
        assert [line for line in lines if len(line) > 120 and not line.startswith("comment on")] == [], file.name


def test_patterns_mean_the_same_in_every_python() -> None:
    """Before 3.11.5, a possessive group that may backtrack loses its place (CPython gh-106052); atomic ones do not.

    The strings of linked data cannot backtrack: they are read in one way only, and without keeping each step in memory.
    """
    possessive = re.compile(r"\)[*+?]\+")
    files = [file for folder in ("extractors", "flows", "warehouse") for file in (ROOT / folder).rglob("*.py")]
    found = {file.name for file in files if possessive.search(file.read_text(encoding="utf-8"))}
    assert found == {"islands.py"}
