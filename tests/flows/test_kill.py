"""A run killed at any stage, and the same again, ends with the tables of a run that nobody disturbed."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from extractors.errors import WarehouseError
from warehouse import open_warehouse

ROOT = Path(__file__).resolve().parents[2]
KILLED = Path(__file__).with_name("killed.py")
STAGES = (
    "making the database",
    "archiving the twentieth page",
    "before the first load",
    "inside a load",
    "inside reconciling",
    "before publishing",
    "before the rename",
)


DAY = "2026-01-31"
Tables = Callable[..., dict[str, list[tuple[object, ...]]]]


def run(folder: Path, stage: str, *how: str) -> int:
    command = [sys.executable, str(KILLED), str(folder), DAY, stage, *how]
    return subprocess.run(command, cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)}, check=False).returncode


@pytest.fixture(scope="module")
def undisturbed(
    tmp_path_factory: pytest.TempPathFactory, furnish: Callable[[Path], Path], tables: Tables
) -> dict[str, list[tuple[object, ...]]]:
    folder = furnish(tmp_path_factory.mktemp("undisturbed") / "data")
    assert run(folder, "none") == 0
    return tables(folder)


@pytest.mark.parametrize("stage", STAGES)
def test_a_killed_run_is_made_up_for(
    stage: str,
    tmp_path: Path,
    furnish: Callable[[Path], Path],
    tables: Tables,
    undisturbed: dict[str, list[tuple[object, ...]]],
) -> None:
    folder = furnish(tmp_path / "data")
    assert run(folder, stage) == -signal.SIGKILL
    assert run(folder, "none") == 0
    assert tables(folder) == undisturbed


def test_a_torn_archive_file_is_read_to_its_last_whole_page(
    tmp_path: Path, furnish: Callable[[Path], Path], tables: Tables, undisturbed: dict[str, list[tuple[object, ...]]]
) -> None:
    folder = furnish(tmp_path / "data")
    assert run(folder, "archiving the twentieth page") == -signal.SIGKILL
    (torn,) = (folder / "archive").rglob("*.warc.gz")
    torn.write_bytes(torn.read_bytes()[:-200])
    assert run(folder, "none") == 0
    assert tables(folder) == undisturbed


def test_the_same_run_again_asks_for_no_article_and_changes_nothing(
    tmp_path: Path, furnish: Callable[[Path], Path], tables: Tables, undisturbed: dict[str, list[tuple[object, ...]]]
) -> None:
    folder = furnish(tmp_path / "data")
    assert run(folder, "none") == 0
    published = tables(folder, "fangzhi.duckdb")
    assert run(folder, "none") == 0
    assert tables(folder) == undisturbed
    assert tables(folder, "fangzhi.duckdb") == published
    with duckdb.connect(str(folder / "warehouse.duckdb"), read_only=True) as connection:
        asked = connection.execute(
            "select role, outcome, count(*) from fetch_log "
            "where run_id = (select max(run_id) from fetch_log) group by all"
        ).fetchall()
    assert asked
    # Only the challenge and the empty shell, which may show an article another time, are asked whether they changed.
    assert sorted(asked) == [("article", "unchanged", 2), ("list", "unchanged", 4)]


def test_two_runs_never_write_at_once(tmp_path: Path, furnish: Callable[[Path], Path]) -> None:
    folder = furnish(tmp_path / "data")
    with open_warehouse(folder), pytest.raises(WarehouseError, match="is being written"), open_warehouse(folder):
        pass


def test_a_run_by_hand_says_who_is_writing(tmp_path: Path, furnish: Callable[[Path], Path]) -> None:
    folder = furnish(tmp_path / "data")
    with open_warehouse(folder):
        done = subprocess.run(
            [sys.executable, "-m", "flows", "harvest", "--data", str(folder)],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
        )
    assert done.returncode == 1
    assert f"process {os.getpid()}" in done.stderr
