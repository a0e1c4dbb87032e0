"""The plan made real: on a Prefect server, by the command, and by a worker that starts what is due."""

import os
import signal
from pathlib import Path
from typing import Any

import pytest

from extractors import sources
from flows.deployments import plan, written
from flows.settings import Settings

ROOT = Path(__file__).resolve().parents[2]


def test_prefect_yaml_is_the_plan() -> None:
    assert (ROOT / "prefect.yaml").read_text() == written(plan(Settings(), sources.load()))


def test_every_province_with_active_sources_is_visited(data: Path) -> None:
    found = sources.load([data / "sources"], builtin=False)
    rows = plan(Settings(data=data), found)
    assert [row.parameters["within"] for row in rows if row.name.startswith("harvest-")] == ["34"]
    assert all(row.parameters["data"] == str(data) for row in rows)


def test_no_two_deployments_have_one_name() -> None:
    names = [(row.flow, row.name) for row in plan(Settings(), sources.load())]
    assert len(names) == len(set(names)) > 30


@pytest.fixture
def deployed(server: Any, data: Path) -> dict[str, Any]:
    first = server.run("-m", "flows", "deploy", "--data", str(data))
    assert first.returncode == 0, first.stderr
    assert "deployment harvest-34 created" in first.stdout or "deployment harvest-34 changed" in first.stdout
    return {row["name"]: row for row in server.ask("/deployments/filter", {})}


@pytest.mark.prefect
def test_deploying_twice_changes_nothing(server: Any, data: Path, deployed: dict[str, Any]) -> None:
    assert set(deployed) == {"harvest-34", "publish", "watch", "watch-now", "housekeeping", "backfill"}
    options = {name: row["concurrency_options"]["collision_strategy"] for name, row in deployed.items()}
    assert (options["harvest-34"], options["backfill"]) == ("CANCEL_NEW", "ENQUEUE")
    again = server.run("-m", "flows", "deploy", "--data", str(data))
    assert "nothing had to be changed" in again.stdout
    assert {row["name"]: row for row in server.ask("/deployments/filter", {})} == deployed


@pytest.mark.prefect
def test_what_is_planned_no_more_is_deleted(server: Any, data: Path, deployed: dict[str, Any]) -> None:
    own = next((data / "sources").glob("*.csv"))
    own.write_text(own.read_text().replace(",34", ",35"))
    changed = server.run("-m", "flows", "deploy", "--data", str(data))
    assert "harvest-34 deleted" in changed.stdout
    assert "harvest-35 created" in changed.stdout


@pytest.mark.prefect
def test_a_schedule_starts_by_itself_on_the_worker_of_serve(server: Any, data: Path, deployed: dict[str, Any]) -> None:
    """Health alone proves nothing: with other versions the server is healthy and its schedules never create runs."""
    serving = server.start("-m", "flows", "serve", "--data", str(data))
    try:
        id = deployed["harvest-34"]["id"]
        soon = {"schedule": {"interval": 20}, "parameters": {"day": "2026-01-31"}, "active": True}
        server.ask(f"/deployments/{id}/schedules", [soon])
        done = {"deployment_id": {"any_": [id]}, "state": {"type": {"any_": ["COMPLETED"]}}}
        (run, *_) = server.until(lambda: server.runs(**done), 180)
        assert run["work_pool_name"] == "fangzhi"
        assert run["auto_scheduled"]
    finally:
        os.killpg(serving.pid, signal.SIGKILL)
        serving.wait(60)
    assert (data / "fangzhi.duckdb").exists()
