"""Temporary servers of runs that were killed: known, and ended; those of living runs are left alone."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from flows.doctor import left_behind as examined
from flows.leftovers import PROC, end, left_behind
from flows.orchestrator import DEFAULTS
from flows.settings import load

pytestmark = pytest.mark.skipif(not PROC.exists(), reason="processes cannot be seen in /proc here")
SLEEPER = [sys.executable, "-c", "import time; time.sleep(600)", "prefect.server.api.server:create_app"]
KILLED = """
import os, signal
from prefect.server.api.server import SubprocessASGIServer
server = SubprocessASGIServer()
server.start()
print(server.server_process.pid, flush=True)
os.kill(os.getpid(), signal.SIGKILL)
"""


def environment(home: Path) -> dict[str, str]:
    others = {name: value for name, value in os.environ.items() if not name.startswith("PREFECT_")}
    return {**others, **DEFAULTS, "PREFECT_HOME": str(home)}


@pytest.mark.prefect
def test_the_server_of_a_killed_run_is_named_and_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PREFECT_HOME", raising=False)
    settings = load({}, file=None, data=tmp_path)
    home = tmp_path / "prefect"
    with subprocess.Popen([sys.executable, "-c", KILLED], env=environment(home), stdout=subprocess.PIPE) as run:
        assert run.stdout is not None
        process = int(run.stdout.readline())
    assert left_behind(home) == [process]
    assert left_behind(tmp_path / "another") == []
    (finding,) = examined(settings, datetime.now(UTC))
    assert finding.state == "warning"
    assert str(process) in finding.cure
    assert end(home) == [process]
    while left_behind(home):
        time.sleep(0.1)
    assert list(examined(settings, datetime.now(UTC))) == []


@pytest.fixture
def of_a_living_run(tmp_path: Path) -> Iterator[int]:
    told = {**environment(tmp_path), "PREFECT__SERVER_EPHEMERAL": "1"}
    with subprocess.Popen(SLEEPER, env=told) as process:
        yield process.pid
        process.kill()


def test_the_server_of_a_living_run_is_left_alone(of_a_living_run: int, tmp_path: Path) -> None:
    assert left_behind(tmp_path) == []
    assert end(tmp_path) == []
