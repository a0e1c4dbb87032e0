"""kill -9 at any instant: the next start is whole, nothing lost, nothing double.

A process of its own opens (and so migrates), loads, reconciles and publishes, and tells what it is about to do; it is
killed some time after each of these words. Whatever it left, the same work again must end in the same tables.
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import duckdb
import pytest
from warehouse_makers import batch, digest, furnish, observation, tables

from extractors.records import Digest
from warehouse import ask, open_warehouse
from warehouse.publish import COPY

WORK = """
import sys
sys.path.insert(0, sys.argv[2])
from pathlib import Path
import test_killed
test_killed.work(Path(sys.argv[1]), print)
"""
STAGES = ("open", "load 0", "load 1", "reconcile", "check", "publish")
AFTER_S = (0.0, 0.002, 0.005, 0.01, 0.03, 0.15)


def digests() -> Iterator[list[Digest]]:
    """Two batches of 150 pages; the second has reprints, edits and a correction."""
    yield [
        digest(f"http://a/{n}", *[observation(1e9 + n * 1e6, place_code=f"3404{k:02d}") for k in range(1, 9)])
        for n in range(150)
    ]
    yield [
        digest(
            f"http://{'ab'[n % 2]}/{n}",
            *[observation(1.5e9 + n * 1e6, place_code=f"3404{k:02d}") for k in range(1, 9)],
            days=2,
            body=b"edited",
            title="更正" if n == 7 else "",
            source="hn" if n % 2 else "bgs",
        )
        for n in range(150)
    ]


def work(folder: Path, say: object = lambda *words, **_: None) -> None:
    """All that a run does with the warehouse."""
    assert callable(say)
    say("open", flush=True)
    with open_warehouse(folder) as warehouse:
        furnish(warehouse)
        for number, part in enumerate(digests()):
            say(f"load {number}", flush=True)
            warehouse.load(batch(*part, archive_files=[f"{number}.warc.gz"]))
        say("reconcile", flush=True)
        warehouse.reconcile()
        say("check", flush=True)
        warehouse.check()
        say("publish", flush=True)
        warehouse.publish()
        say("done", flush=True)


def killed(folder: Path, stage: str, after_s: float) -> None:
    """Run the work in a process of its own, and kill it so long after it said the word."""
    command = [sys.executable, "-c", WORK, str(folder), str(Path(__file__).parent)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        for line in process.stdout:
            if line.strip() == stage:
                time.sleep(after_s)
                process.kill()
                break
        process.kill()


def published(folder: Path) -> list[tuple[object, ...]]:
    return sorted(ask.query(folder, "from evidence").rows + ask.query(folder, "from figure").rows, key=repr)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> tuple[object, object]:
    """What uninterrupted work ends in."""
    folder = tmp_path_factory.mktemp("whole")
    work(folder)
    with open_warehouse(folder) as warehouse:
        return tables(warehouse), published(folder)


@pytest.mark.parametrize("stage", STAGES)
def test_after_a_kill_the_same_work_ends_in_the_same_tables(
    tmp_path: Path, stage: str, whole: tuple[object, object]
) -> None:
    for after_s in AFTER_S:
        killed(tmp_path, stage, after_s)
        if (tmp_path / COPY).exists():  # whoever reads meanwhile sees a whole copy
            with closing(duckdb.connect(str(tmp_path / COPY), read_only=True)) as copy:
                assert copy.execute("select count(*) from figure").fetchone() == (8,) or stage != "publish"
    with open_warehouse(tmp_path) as warehouse:
        taken_in = {file for file in ("0.warc.gz", "1.warc.gz") if not warehouse.unfinished([file])}
        loaded = warehouse._connection.execute("select count(distinct page_sha256) from article").fetchone()
        assert loaded is not None
        assert loaded[0] in (0, 150, 300), "a batch is in as a whole or not at all"
        assert len(taken_in) * 150 == loaded[0], "and its archive file is marked in the same transaction"
    work(tmp_path)
    with open_warehouse(tmp_path) as warehouse:
        assert not [c for c in warehouse.check(everything=True) if c.check.startswith(("double", "orphan"))]
        assert tables(warehouse) == whole[0]
    assert published(tmp_path) == whole[1]
    assert sorted(path.name for path in tmp_path.iterdir() if ".new" in path.name) == []
