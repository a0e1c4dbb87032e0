"""Runs that go wrong on a real server reach the listener, once, and so does their end."""

import json
import os
import signal
from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from extractors import sources
from extractors.records import Source

pytestmark = pytest.mark.prefect


def run_now(server: Any, name: str, **parameters: object) -> str:
    (deployment,) = [row for row in server.ask("/deployments/filter", {}) if row["name"] == name]
    body: dict[str, object] = {"state": {"type": "SCHEDULED"}, "parameters": deployment["parameters"] | parameters}
    body["idempotency_key"] = uuid4().hex  # SQLite may be locked for a moment: then it is asked again
    id: str = server.until(lambda: server.ask(f"/deployments/{deployment['id']}/create_flow_run", body))["id"]
    return id


def state(server: Any, id: str) -> str:
    name: str = server.ask(f"/flow_runs/{id}")["state"]["name"]
    return name


def pids(data: Path) -> list[int]:
    """Processes that run a flow of this data directory: those that hold its warehouse."""
    holder = data / "warehouse.holder.json"
    return [json.loads(holder.read_text())["pid"]] if holder.exists() else []


def test_runs_that_go_wrong_are_told(server: Any, data: Path, listener: Any) -> None:
    environment = {"FANGZHI_ALERT_WEBHOOK": listener.url}
    serving = server.start("-m", "flows", "serve", "--data", str(data), **environment)
    try:
        server.until(lambda: server.ask("/work_pools/fangzhi/workers/filter", {}))

        # On a busy machine a run may be told as late, too, and the scheduled watch may look: neither is meant here.
        def failed() -> list[dict[str, Any]]:
            return [row for row in listener.heard if "Failed" in row["what"] and row.get("state") != "over"]

        failing = run_now(server, "publish", data="/dev/null/nowhere")
        server.until(failed)
        said = failed()[0]
        assert said["kind"] == "run"
        assert "publish" in said["what"]
        assert said["look"] == f"prefect flow-run logs {failing}"
        watched = server.run("-m", "flows", "watch", "--once", "--data", str(data), **environment)
        assert "run Failed: publish" in watched.stdout
        assert [row["kind"] for row in listener.heard].count("nothing ran") >= 1

        done = run_now(server, "publish")
        server.until(lambda: state(server, done) == "Completed")
        server.run("-m", "flows", "watch", "--once", "--data", str(data), **environment)
        assert [(row["kind"], row.get("state")) for row in listener.heard].count(("run Failed", "over")) >= 1

        assert listener.url not in str(server.ask("/automations/filter", {}))
        assert "secret-path" not in str(server.ask("/logs/filter", {"limit": 200}))
    finally:
        os.killpg(serving.pid, signal.SIGKILL)
        serving.wait(60)


def test_a_killed_run_and_worker_are_noticed(
    server: Any, tmp_path: Path, site_sources: list[Source], listener: Any
) -> None:
    """kill -9 of the run and of the worker: the server notices the missing heartbeat, and that nothing starts."""
    environment = {"FANGZHI_ALERT_WEBHOOK": listener.url}
    data = tmp_path / "data"
    sources.append(
        data / "sources", [replace(source, interval_s=5) for source in site_sources]
    )  # so that the run lasts
    (data / "fangzhi.toml").write_text("builtin_sources = false\nworkers = 1\n")
    assert server.run("-m", "flows", "deploy", "--data", str(data), **environment).returncode == 0
    worker = server.start("-m", "prefect", "worker", "start", "--pool", "fangzhi", "--type", "process")
    holder = data / "warehouse.holder.json"
    try:
        id = run_now(server, "harvest-34", day="2026-01-31")
        server.until(lambda: holder.exists() and state(server, id) == "Running" and pids(data))
    finally:
        os.killpg(worker.pid, signal.SIGKILL)
        worker.wait(60)
    for pid in pids(data):
        os.kill(pid, signal.SIGKILL)
    run_now(server, "publish")  # nobody is there to start it
    server.until(lambda: state(server, id) == "Crashed", 150)

    def told(words: str) -> int:
        return sum(words in row["what"] for row in listener.heard)

    server.until(lambda: told("harvest-34) is Crashed") and told("publish) is Late"), 60)
    watched = server.run("-m", "flows", "watch", "--once", "--data", str(data), **environment)
    assert "run Crashed: harvest-34" in watched.stdout
    assert "run Late: publish" in watched.stdout
