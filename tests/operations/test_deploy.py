"""The plan made real: on a Prefect server, by the command, and by a worker that starts what is due."""

import json
import os
import signal
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from extractors import sources
from extractors.records import Source
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


def test_a_source_of_no_known_district_is_visited_too(data: Path) -> None:
    found = [*sources.load([data / "sources"], builtin=False), Source("somewhere", "某网", None, "list", "http://a/")]
    named = {row.name: row.parameters for row in plan(Settings(data=data), found)}
    assert named["harvest-00"] == {"data": str(data), "sources": ["somewhere"]}
    assert "harvest-34" in named


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
    assert len(by_prefect) == 7
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
    rules = {row["name"]: row for row in server.ask("/automations/filter", {})}
    told = rules["fangzhi: tell of runs"]
    assert told["actions"][0]["deployment_id"] == deployed["watch-now"]["id"]
    assert told["trigger"]["within"] > 0, "else an event that the server takes anew fires anew"
    again = server.run("-m", "flows", "deploy", "--data", str(data))
    assert "nothing had to be changed" in again.stdout
    assert {row["name"]: row for row in server.ask("/automations/filter", {})} == rules
    assert {row["name"]: row for row in server.ask("/deployments/filter", {})} == deployed


@pytest.mark.prefect
def test_what_is_planned_no_more_is_deleted(server: Any, data: Path, deployed: dict[str, Any]) -> None:
    own = next((data / "sources").glob("*.csv"))
    own.write_text(own.read_text().replace(",34", ",35"))
    changed = server.run("-m", "flows", "deploy", "--data", str(data))
    assert "harvest-34 deleted" in changed.stdout
    assert "harvest-35 created" in changed.stdout


@pytest.mark.prefect
def test_a_leaked_slot_is_named_and_its_cure_frees_it(server: Any, data: Path, deployed: dict[str, Any]) -> None:
    """A slot that no run holds: every later start is cancelled, without a word."""
    id = deployed["harvest-34"]["id"]

    def started() -> str:
        """What becomes of a run that a worker begins with."""
        run = server.ask(f"/deployments/{id}/create_flow_run", {"state": {"type": "SCHEDULED"}})
        became = server.ask(f"/flow_runs/{run['id']}/set_state", {"state": {"type": "PENDING"}})["state"]["type"]
        server.ask(f"/flow_runs/{run['id']}", method="DELETE")
        return str(became)

    def faults() -> list[dict[str, str]]:
        done = server.run("-m", "flows", "doctor", "--json", "--data", str(data))
        return [row for row in json.loads(done.stdout) if row["check"] == "slots" and row["state"] == "fault"]

    limit = deployed["harvest-34"]["global_concurrency_limit"]["name"]
    assert faults() == []
    assert server.run("-m", "prefect", "gcl", "update", limit, "--active-slots", "1").returncode == 0
    assert started() == "CANCELLED"
    (fault,) = faults()
    assert server.run("-m", *fault["cure"].split()).returncode == 0
    assert faults() == []
    assert started() == "PENDING"


@pytest.mark.prefect
def test_a_schedule_starts_by_itself_on_the_worker_of_serve(server: Any, data: Path, deployed: dict[str, Any]) -> None:
    """Health alone proves nothing: with other versions the server is healthy and its schedules never create runs."""
    ids = {name: row["id"] for name, row in deployed.items()}

    def completed(name: str) -> dict[str, Any]:
        done = {"deployment_id": {"any_": [ids[name]]}, "state": {"type": {"any_": ["COMPLETED"]}}}
        run: dict[str, Any] = server.until(lambda: server.runs(**done))[0]
        return run

    def artifacts(run: dict[str, Any]) -> dict[str, Any]:
        found = server.ask("/artifacts/filter", {"artifacts": {"flow_run_id": {"any_": [run["id"]]}}})
        return {row["key"]: json.loads(row["data"]) for row in found if row["type"] == "table"}

    serving = server.start("-m", "flows", "serve", "--data", str(data))
    try:
        soon = {"schedule": {"interval": 20}, "parameters": {"day": "2026-01-31"}, "active": True}
        (schedule,) = server.ask(f"/deployments/{ids['harvest-34']}/schedules", [soon])
        run = completed("harvest-34")
        assert run["work_pool_name"] == "fangzhi"
        assert run["auto_scheduled"]
        server.ask(f"/deployments/{ids['harvest-34']}/schedules/{schedule['id']}", method="DELETE")
        for name, given in (("reparse", {"diff": True}), ("housekeeping", {})):
            parameters = {"data": str(data), **given}
            server.ask(f"/deployments/{ids[name]}/create_flow_run", {"parameters": parameters})
        assert artifacts(completed("reparse")) == {"reparse": []}, "the rules are those of the harvest"
        assert {row["dropped"] for row in artifacts(completed("housekeeping"))["housekeeping"]} == {0}
    finally:
        os.killpg(serving.pid, signal.SIGKILL)
        serving.wait(60)
    assert (data / "fangzhi.duckdb").exists()

    # What is older than Prefect is told to keep it goes, with its logs and artifacts, and by the server itself.
    assert server.ask("/logs/filter", of_run(run))
    with sqlite3.connect(Path(server.environment["PREFECT_HOME"]) / "prefect.db", timeout=60) as database:
        database.execute("update flow_run set end_time = '2020-01-01' where id = ?", [run["id"]])
    server.until(lambda: not server.runs(id={"any_": [run["id"]]}))
    server.until(lambda: not server.ask("/logs/filter", of_run(run)))
    server.until(lambda: not artifacts(run))


def of_run(run: dict[str, Any]) -> dict[str, Any]:
    return {"logs": {"flow_run_id": {"any_": [run["id"]]}}}
