"""One writer at a time, and tables that are migrated once."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest
from warehouse_makers import batch, digest, furnish, observation, tables

from extractors.errors import WarehouseError
from warehouse import open_warehouse
from warehouse.store import FILE, SCRATCH, connect, migrate, sql_files

HOLD = """
import sys, time
from pathlib import Path
from warehouse import open_warehouse
with open_warehouse(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_a_second_writer_is_told_who_holds_it(tmp_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(tmp_path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdin is not None
        assert holder.stdout.readline() == "held\n"
        with pytest.raises(WarehouseError, match=f"written by process {holder.pid} on .* since 20"):  # noqa: SIM117
            with open_warehouse(tmp_path):
                pass
        holder.stdin.close()
        holder.wait()
    with open_warehouse(tmp_path, wait_s=5):
        pass


def test_a_killed_holder_leaves_no_lock(tmp_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(tmp_path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as holder:
        assert holder.stdout is not None
        holder.stdout.readline()
        holder.kill()
        holder.wait()
    with open_warehouse(tmp_path):
        pass


def test_migrations_run_once_and_are_recorded(tmp_path: Path) -> None:
    with open_warehouse(tmp_path) as warehouse:
        done = warehouse._connection.execute("select number from schema_migration order by 1").fetchall()
        assert migrate(warehouse._connection) == []
    assert [row[0] for row in done] == list(range(1, len(sql_files("migrations")) + 1))


KILLED_WITHIN = """
import os, signal, sys
from pathlib import Path
from warehouse import open_warehouse, store

whole, last = store.statements, int(sys.argv[2])

def until(text):
    for number, statement in enumerate(whole(text)):
        if number == last:
            os.kill(os.getpid(), signal.SIGKILL)
        yield statement
    os.kill(os.getpid(), signal.SIGKILL)  # all is done but for the record that it is

store.statements = until
with open_warehouse(Path(sys.argv[1])):
    pass
"""


@pytest.fixture(scope="module")
def of_the_first_day(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A warehouse in which only the first migration has run, with an article loaded."""
    folder = tmp_path_factory.mktemp("first")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("warehouse.store.sql_files", lambda part: sql_files(part)[:1])
        patch.setattr("warehouse.dimensions.run", lambda *of: None)  # what they touch asks tables of later days
        with open_warehouse(folder) as warehouse:
            furnish(warehouse)
            warehouse.load(batch(digest("http://a/1", observation())))
    return folder


@pytest.mark.parametrize("statement", [0, 1, 20, 10_000])
def test_a_kill_within_a_later_migration_leaves_the_tables_of_before(
    tmp_path: Path, of_the_first_day: Path, statement: int
) -> None:
    folder = Path(shutil.copytree(of_the_first_day, tmp_path / "killed"))
    for _ in range(2):
        command = [sys.executable, "-c", KILLED_WITHIN, str(folder), str(statement)]
        assert subprocess.run(command, check=False).returncode == -9
        with connect(folder / FILE, read_only=True) as left:
            assert left.execute("select max(number) from schema_migration").fetchone() == (1,)
            assert left.execute("select count(*) from duckdb_tables() where table_name = 'telling'").fetchone() == (0,)
    with open_warehouse(folder) as warehouse:
        done = warehouse._connection.execute("select number from schema_migration order by 1").fetchall()
        warehouse.reconcile()
        migrated = tables(warehouse)
    with open_warehouse(tmp_path / "whole") as warehouse:
        furnish(warehouse)
        warehouse.load(batch(digest("http://a/1", observation())))
        warehouse.reconcile()
        assert tables(warehouse) == migrated
    assert [row[0] for row in done] == list(range(1, len(sql_files("migrations")) + 1))


def test_a_warehouse_of_newer_code_is_refused(tmp_path: Path) -> None:
    with open_warehouse(tmp_path) as warehouse:
        warehouse._connection.execute("insert into schema_migration values (9999, 'later', 'x')")
    with (
        pytest.raises(WarehouseError, match=r"migration 9999, this code knows .* update fangzhi"),
        open_warehouse(tmp_path),
    ):
        pass


def test_an_edited_migration_is_refused(tmp_path: Path) -> None:
    with open_warehouse(tmp_path) as warehouse:
        warehouse._connection.execute("update schema_migration set sha256 = 'other' where number = 1")
    with pytest.raises(WarehouseError, match="never edit one"), open_warehouse(tmp_path):
        pass


def test_a_migration_that_fails_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    broken = "create table half_made (a INTEGER); select nonsense;"
    monkeypatch.setattr("warehouse.store.sql", lambda name: broken)
    with pytest.raises(duckdb.Error), open_warehouse(tmp_path):
        pass
    monkeypatch.undo()
    with open_warehouse(tmp_path) as warehouse:
        made = warehouse._connection.execute("select count(*) from duckdb_tables() where table_name = 'half_made'")
        assert made.fetchone() == (0,)


def test_what_an_interrupted_run_left_in_scratch_is_cleared(tmp_path: Path) -> None:
    (tmp_path / SCRATCH).mkdir(parents=True)
    (tmp_path / SCRATCH / "staged_page.json").write_text("torn", encoding="utf-8")
    with open_warehouse(tmp_path):
        assert list((tmp_path / SCRATCH).iterdir()) == []


def test_a_file_that_is_no_database_is_told(tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(b"no database" * 1000)
    with pytest.raises(WarehouseError, match="cannot open"), open_warehouse(tmp_path):
        pass


def test_no_home_is_touched(tmp_path: Path) -> None:
    with open_warehouse(tmp_path) as warehouse:
        warehouse.reconcile()
        warehouse.publish()
    assert list(Path(os.environ["HOME"]).iterdir()) == []


def test_results_do_not_depend_on_the_time_zone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "America/New_York")
    with connect(tmp_path / "x.duckdb") as connection:
        assert connection.execute("select '2025-01-01 00:00:00'::TIMESTAMPTZ::VARCHAR").fetchone() == (
            "2025-01-01 00:00:00+00",
        )
