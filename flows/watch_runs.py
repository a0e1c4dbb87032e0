"""Runs that went wrong, as the Prefect server knows them. A server that does not answer is itself told.

A run of a deployment that failed, crashed or timed out stands until a later run of the same deployment completes.
"""

import os
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from extractors.errors import FangzhiError
from flows import server
from flows.alerts import Alert
from flows.deployments import POOL, TAG
from flows.settings import Settings

WRONG = frozenset({"run Failed", "run Crashed", "run TimedOut"})
SILENT = "server silent"
KINDS = WRONG | {"run Late", "no worker", SILENT}
ENDED = ["COMPLETED", "FAILED", "CRASHED"]
AT_MOST = 200  # runs looked back


class NoServer(FangzhiError):
    """No server is named, so that nothing is known of its runs."""


def runs(settings: Settings, now: datetime) -> Iterator[Alert]:
    """Raises NoServer where PREFECT_API_URL is not set, ServerSilent where no answer comes."""
    api = os.environ.get("PREFECT_API_URL")
    if not api:
        raise NoServer("PREFECT_API_URL is not set")
    yield from of_server(api, now)


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
        if f"run {state}" in WRONG:
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
