"""The same schedule on PostgreSQL with two workers at once: every run ends, one writes at a time, no row is lost."""

import os
import pwd
import shutil
import signal
import subprocess
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from flows.run import choose, plainly
from flows.settings import load

SERVERS = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
pytestmark = [
    pytest.mark.prefect,
    pytest.mark.postgres,
    pytest.mark.skipif(not SERVERS, reason="PostgreSQL is not installed: apt-get install postgresql"),
    pytest.mark.skipif(os.geteuid() != 0, reason="only root can start PostgreSQL as the user postgres"),
]
Tables = Callable[..., dict[str, list[tuple[object, ...]]]]


@pytest.fixture
def database(tmp_path_factory: pytest.TempPathFactory, free_port: Callable[[], int]) -> Iterator[str]:
    """The address of an empty database of one's own."""
    folder = Path("/tmp") / f"fangzhi-pg-{uuid4().hex}"  # a place that the user postgres may enter
    user = pwd.getpwnam("postgres")
    folder.mkdir(mode=0o700)
    os.chown(folder, user.pw_uid, user.pw_gid)
    programs, port = SERVERS[-1].parent, free_port()

    def run(*command: str) -> None:
        subprocess.run(
            command, user="postgres", group="postgres", cwd=folder, check=True,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip

    options = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={folder} -c fsync=off"
    try:
        run(str(programs / "initdb"), "-D", str(folder / "db"), "-A", "trust", "--no-sync", "-E", "UTF8")
        run(str(programs / "pg_ctl"), "-D", str(folder / "db"), "-o", options, "-w", "start")
        yield f"postgresql+asyncpg://postgres@127.0.0.1:{port}/postgres"
    finally:
        if (folder / "db" / "postmaster.pid").exists():
            run(str(programs / "pg_ctl"), "-D", str(folder / "db"), "-m", "immediate", "stop")
        shutil.rmtree(folder)


@pytest.fixture
def server(new_server: Callable[..., Any], database: str) -> Iterator[Any]:
    with new_server(PREFECT_API_DATABASE_CONNECTION_URL=database) as server:
        yield server


def test_two_workers_write_one_warehouse(
    server: Any, data: Path, tmp_path: Path, furnish: Callable[[Path], Path], tables: Tables
) -> None:
    day = "2026-01-31"
    assert server.run("-m", "flows", "deploy", "--data", str(data)).returncode == 0
    worker = ("-m", "prefect", "worker", "start", "--pool", "fangzhi", "--type", "process")
    workers = [server.start(*worker, "--name", name) for name in ("one", "two")]
    try:
        # Two runs of the same sources on the two deployments that may run side by side.
        deployments = {row["name"]: row for row in server.ask("/deployments/filter", {})}
        ids = []
        for name in ("harvest-34", "backfill", "publish"):
            given = {"parameters": {"data": str(data)} | ({} if name == "publish" else {"day": day})}
            body = {"state": {"type": "SCHEDULED"}, **given}
            ids.append(server.ask(f"/deployments/{deployments[name]['id']}/create_flow_run", body)["id"])
        ended = {"id": {"any_": ids}, "state": {"type": {"any_": ["COMPLETED", "FAILED", "CRASHED"]}}}
        server.until(lambda: len(server.runs(**ended)) == len(ids))
        assert {run["state"]["name"] for run in server.runs(**ended)} == {"Completed"}
        alive = server.ask("/work_pools/fangzhi/workers/filter", {})
        assert {worker["name"] for worker in alive} == {"one", "two"}
    finally:
        for process in workers:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait(60)
    alone = load({}, file=None, data=furnish(tmp_path / "alone"))
    plainly(alone, choose(alone), day=date.fromisoformat(day))
    assert tables(data) == tables(alone.data)
