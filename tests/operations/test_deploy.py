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


PLANNED = (
    "name", "entrypoint", "description", "tags", "work_pool_name", "work_queue_name", "pull_steps", "path",
    "concurrency_options", "enforce_parameter_schema", "paused", "job_variables",
)  # fmt: skip


def as_planned(server: Any) -> dict[str, dict[str, Any]]:
    """What stands, but for ids, clocks, versions and the data directory, which prefect.yaml leaves open."""
    found = {}
    for row in server.ask("/deployments/filter", {}):
        schedules = [(s["schedule"]["cron"], s["schedule"]["timezone"], s["active"]) for s in row["schedules"]]
        parameters = {name: value for name, value in row["parameters"].items() if name != "data"}
        limit = row["global_concurrency_limit"]["limit"]
        schema = {name: value for name, value in row["parameter_openapi_schema"].items() if value}  # or left out
        others = {"schedules": schedules, "parameters": parameters, "limit": limit, "parameter_openapi_schema": schema}
        found[row["name"]] = {name: row[name] for name in PLANNED} | others
    return found


@pytest.mark.prefect
def test_prefects_own_command_makes_the_same_deployments(server: Any, data: Path, tmp_path: Path) -> None:
    """First in this file: it wants a server without any."""
    file = tmp_path / "prefect.yaml"
    file.write_text(written(plan(Settings(data=data), sources.load([data / "sources"], builtin=False))))
    (command,) = [line[2:] for line in file.read_text().splitlines() if line.startswith("# prefect ")]
    for part in command.split(" && "):
        done = server.run("-m", *part.split(), *(["--prefect-file", str(file)] if "deploy" in part else []))
        assert done.returncode == 0, done.stdout + done.stderr
    by_prefect = as_planned(server)
    assert len(by_prefect) == 6
    assert server.run("-m", "flows", "deploy", "--data", str(data)).returncode == 0
    assert as_planned(server) == by_prefect


@pytest.fixture
def deployed(server: Any, data: Path) -> dict[str, Any]:
    first = server.run("-m", "flows", "deploy", "--data", str(data))
    assert first.returncode == 0, first.stderr
    assert "deployment harvest-34 created" in first.stdout or "deployment harvest-34 changed" in first.stdout
    return {row["name"]: row for row in server.ask("/deployments/filter", {})}


@pytest.mark.prefect
def test_deploying_twice_changes_nothing(server: Any, data: Path, deployed: dict[str, Any]) -> None:
    names = {"harvest-34", "publish", "watch", "watch-now", "housekeeping", "backfill", "reparse"}
    assert set(deployed) == names
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
