"""Runs that went wrong, as the Prefect server knows them. A server that does not answer is itself told.

A run of a deployment that failed, crashed or timed out stands until a later run of the same deployment completes.
"""

import os
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from flows import server
from flows.alerts import BY_AUTOMATION, Alert
from flows.deployments import POOL, TAG
from flows.settings import Settings

ENDED = ["COMPLETED", "FAILED", "CRASHED"]
AT_MOST = 200  # runs looked back


def runs(settings: Settings, now: datetime) -> Iterator[Alert]:
    """Asked only where PREFECT_API_URL names a server: without one there are no schedules that could fail."""
    api = os.environ.get("PREFECT_API_URL")
    if not api:
        return
    try:
        yield from of_server(api, now)
    except server.ServerSilent as error:
        what = f"the Prefect server that PREFECT_API_URL names cannot be asked: {error}"
        yield Alert("server silent", "prefect", what, now, look="fangzhi doctor")


def of_server(api: str, now: datetime) -> Iterator[Alert]:
    """Failed runs, late runs, and whether a worker is there to start any."""
    deployments = server.ask(api, "/deployments/filter", {"deployments": {"tags": {"all_": [TAG]}}, "limit": AT_MOST})
    names = {row["id"]: row["name"] for row in deployments}
    settled: set[str] = set()
    for run in asked(api, {"type": {"any_": ENDED}}):
        name = names.get(run["deployment_id"])
        if name is None or name in settled:
            continue
        settled.add(name)
        state = run["state"]["name"]
        if f"run {state}" in BY_AUTOMATION:
            yield alert(f"run {state}", name, run, run["state"]["timestamp"])
    late: set[str] = set()
    for run in asked(api, {"name": {"any_": ["Late"]}}):
        name = names.get(run["deployment_id"])
        if name is not None and name not in late:
            late.add(name)
            yield alert("run Late", name, run, run["expected_start_time"])
    if names:
        workers = server.ask(api, f"/work_pools/{POOL}/workers/filter", {})
        if not any(worker["status"] == "ONLINE" for worker in workers):
            seen = max((worker["last_heartbeat_time"] for worker in workers), default=None)
            since = datetime.fromisoformat(seen) if seen else now
            what = f"no worker of pool {POOL} is alive: nothing scheduled will start"
            yield Alert("no worker", POOL, what, since, look="fangzhi serve")


def asked(api: str, state: dict[str, object]) -> list[dict[str, Any]]:
    where = {"tags": {"all_": [TAG]}, "state": state}
    found: list[dict[str, Any]] = server.ask(
        api, "/flow_runs/filter", {"flow_runs": where, "sort": "EXPECTED_START_TIME_DESC", "limit": AT_MOST}
    )
    return found


def alert(kind: str, name: str, run: dict[str, Any], since: str) -> Alert:
    said = (run["state"].get("message") or "").strip().partition("\n")[0][:300]
    what = f"{name}: run {run['name']} is {run['state']['name']}" + (f" ({said})" if said else "")
    return Alert(kind, name, what, datetime.fromisoformat(since), look=f"prefect flow-run logs {run['id']}")


def told_by_server() -> bool:
    """Whether the server itself calls the webhook when a run goes wrong."""
    api = os.environ.get("PREFECT_API_URL")
    if not api:
        return False
    try:
        found = server.ask(api, "/automations/filter", {"automations": {"name": {"any_": [f"{TAG}: tell of runs"]}}})
    except server.ServerSilent:
        return False
    return any(row["enabled"] for row in found)
