"""The real flow on a real Prefect server: a run by hand, a failure that shows, a schedule that starts by itself."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import Request, urlopen

import pytest

from flows.orchestrator import DEFAULTS

ROOT = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.prefect


class Server:
    """A Prefect server of one's own, on loopback."""

    def __init__(self, home: Path, port: int) -> None:
        self.api = f"http://127.0.0.1:{port}/api"
        self.environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith("PREFECT_")},
            **DEFAULTS,
            "PREFECT_HOME": str(home),
            "PREFECT_API_URL": self.api,
            "PYTHONPATH": str(ROOT),
        }

    def ask(self, path: str, body: object | None = None) -> Any:
        data = None if body is None else json.dumps(body).encode()
        request = Request(self.api + path, data, {"Content-Type": "application/json"})
        with urlopen(request, timeout=30) as answer:
            return json.load(answer)

    def run(self, *command: str, **environment: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, *command],
            cwd=ROOT,
            env=self.environment | environment,
            capture_output=True,
            text=True,
            check=False,
        )


def until(what: Callable[[], Any], seconds: float = 120) -> Any:
    """The first true answer; fails when there is none for so long."""
    ends = time.monotonic() + seconds
    while time.monotonic() < ends:
        try:
            if answer := what():
                return answer
        except URLError:
            pass
        time.sleep(0.5)
    pytest.fail(f"waited {seconds} s in vain")


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory, free_port: Callable[[], int]) -> Iterator[Server]:
    server = Server(tmp_path_factory.mktemp("prefect"), free_port())
    port = server.api.split(":")[2].split("/")[0]
    process = subprocess.Popen(
        [sys.executable, "-m", "prefect", "server", "start", "--host", "127.0.0.1", "--port", port],
        env=server.environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        until(lambda: server.ask("/health"))
        yield server
    finally:
        process.terminate()
        process.wait(30)


def runs(server: Server, **where: object) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = server.ask("/flow_runs/filter", {"flow_runs": where, "sort": "START_TIME_DESC"})
    return found


def test_a_run_by_hand_is_recorded_with_its_report(server: Server, data: Path) -> None:
    done = server.run("-m", "flows", "harvest", "--data", str(data), "--day", "2026-01-31", "--json")
    report = json.loads(done.stdout)
    assert done.returncode == 1, "the silent site is told"
    assert [failure.split(":")[0] for failure in report["failures"]] == ["demo-datong"]
    assert report["figures"] > 200
    (run,) = runs(server, state={"type": {"any_": ["COMPLETED"]}})
    artifacts = server.ask("/artifacts/filter", {"artifacts": {"flow_run_id": {"any_": [run["id"]]}}})
    (table,) = [artifact for artifact in artifacts if artifact["key"] == "run-report"]
    assert {row["source"] for row in json.loads(table["data"])} == {s["source_id"] for s in report["sources"]}


def test_a_failing_run_shows_as_failed(server: Server, data: Path) -> None:
    (data / "archive").write_text("a file where a folder should be")
    done = server.run("-m", "flows", "harvest", "--data", str(data), "--day", "2026-01-31")
    assert done.returncode == 1
    assert "archive" in done.stderr
    assert runs(server, state={"type": {"any_": ["FAILED"]}})


def test_a_schedule_starts_a_run_by_itself(server: Server, data: Path) -> None:
    """Health alone proves nothing: with other versions the server is healthy and its schedules never create runs."""
    serving = subprocess.Popen(
        [
            sys.executable,
            "-c",
            "from flows.harvest import harvest; "
            f"harvest.serve('soon', interval=15, limit=1, parameters={{'data': {str(data)!r}, 'day': '2026-01-31'}})",
        ],
        cwd=ROOT,
        env=server.environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        scheduled = {"deployment_id": {"is_null_": False}, "state": {"type": {"any_": ["COMPLETED"]}}}
        until(lambda: runs(server, **scheduled))
    finally:
        os.killpg(serving.pid, signal.SIGKILL)  # the runner waits for the run it has just begun
        serving.wait(60)
    assert (data / "fangzhi.duckdb").exists()


def test_a_flow_killed_and_run_again_ends_like_a_plain_run(
    server: Server, tmp_path: Path, furnish: Callable[[Path], Path], tables: Callable[[Path], object]
) -> None:
    killed = str(Path(__file__).with_name("killed.py"))
    plain, orchestrated = furnish(tmp_path / "plain"), furnish(tmp_path / "orchestrated")
    assert server.run(killed, str(plain), "2026-01-31", "none").returncode == 0
    at_reconciling = server.run(killed, str(orchestrated), "2026-01-31", "inside reconciling", "flow")
    assert at_reconciling.returncode == -signal.SIGKILL
    assert server.run(killed, str(orchestrated), "2026-01-31", "none", "flow").returncode == 0
    assert tables(orchestrated) == tables(plain)
