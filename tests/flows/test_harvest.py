"""The real flow on a real Prefect server: a run by hand, a failure that shows."""

import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.prefect


def test_a_run_by_hand_is_recorded_with_its_report(server: Any, data: Path) -> None:
    done = server.run("-m", "flows", "harvest", "--data", str(data), "--day", "2026-01-31", "--json")
    report = json.loads(done.stdout)
    assert done.returncode == 1, "the silent site is told"
    assert [failure.split(":")[0] for failure in report["failures"]] == ["demo-datong"]
    assert done.stderr == "", "the report tells it"
    assert report["figures"] > 200
    (run,) = server.runs(state={"type": {"any_": ["COMPLETED"]}})
    artifacts = server.ask("/artifacts/filter", {"artifacts": {"flow_run_id": {"any_": [run["id"]]}}})
    logged = server.ask("/logs/filter", {"logs": {"flow_run_id": {"any_": [run["id"]]}, "level": {"ge_": 30}}})
    assert [log["message"] for log in logged] == report["failures"]
    (table,) = [artifact for artifact in artifacts if artifact["key"] == "run-report"]
    assert {row["source"] for row in json.loads(table["data"])} == {s["source_id"] for s in report["sources"]}


def test_a_failing_run_shows_as_failed(server: Any, data: Path) -> None:
    (data / "archive").write_text("a file where a folder should be")
    done = server.run("-m", "flows", "harvest", "--data", str(data), "--day", "2026-01-31")
    assert done.returncode == 1
    assert re.fullmatch(r"fangzhi: cannot write .*archive.*\n", done.stderr), "told once, in a line"
    (run,) = server.runs(state={"type": {"any_": ["FAILED"]}})
    logged = server.ask("/logs/filter", {"logs": {"flow_run_id": {"any_": [run["id"]]}, "level": {"ge_": 40}}})
    assert any("Traceback" in log["message"] for log in logged), "the server knows where"


def test_a_flow_killed_and_run_again_ends_like_a_plain_run(
    server: Any, tmp_path: Path, furnish: Callable[[Path], Path], tables: Callable[[Path], object]
) -> None:
    killed = str(Path(__file__).with_name("killed.py"))
    plain, orchestrated = furnish(tmp_path / "plain"), furnish(tmp_path / "orchestrated")
    assert server.run(killed, str(plain), "2026-01-31", "none").returncode == 0
    at_reconciling = server.run(killed, str(orchestrated), "2026-01-31", "inside reconciling", "flow")
    assert at_reconciling.returncode == -signal.SIGKILL
    assert server.run(killed, str(orchestrated), "2026-01-31", "none", "flow").returncode == 0
    assert tables(orchestrated) == tables(plain)


def test_ctrl_c_ends_a_run_by_hand(tmp_path: Path) -> None:
    """The temporary server gets the same Ctrl-C; Prefect goes on telling it things."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PREFECT_")}
    running = subprocess.Popen(
        [sys.executable, "-m", "flows", "demo", "--data", str(tmp_path / "demo")],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        while running.poll() is None and not list((tmp_path / "demo").glob("archive/**/*.gz")):
            time.sleep(0.2)
        os.killpg(running.pid, signal.SIGINT)
        assert running.wait(90) == 130
    finally:
        running.kill()
