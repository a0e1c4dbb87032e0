"""Runs that went wrong, as the Prefect server knows them. A server that does not answer is itself told.

A run of a deployment that failed, crashed or timed out stands until a later run of the same deployment completes.
"""

import os
from collections.abc import Collection, Iterator, Mapping
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
AT_MOST = 200  # rows an answer


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
    names: dict[str, str] = {row["id"]: row["name"] for row in deployments}
    for run in latest(api, names, {"type": {"any_": ["FAILED", "CRASHED"]}}, "END_TIME_DESC"):
        if not recovered(api, run):
            kind = f"run {run['state']['name']}"
            yield alert(kind if kind in WRONG else "run Failed", names, run, ended(run))
    for run in latest(api, names, {"name": {"any_": ["Late"]}}, "EXPECTED_START_TIME_DESC"):
        yield alert("run Late", names, run, datetime.fromisoformat(run["expected_start_time"]))
    if names:
        workers = server.ask(api, f"/work_pools/{POOL}/workers/filter", {})
        if not any(worker["status"] == "ONLINE" for worker in workers):
            seen = max((worker["last_heartbeat_time"] for worker in workers), default=None)
            since = datetime.fromisoformat(seen) if seen else now
            what = f"no worker of pool {POOL} is alive: nothing scheduled will start"
            yield Alert("no worker", POOL, what, since, look="fangzhi serve")


def latest(api: str, deployments: Collection[str], state: dict[str, object], sort: str) -> Iterator[dict[str, Any]]:
    """The first run of each deployment in this order, among those in the state.

    One that failed hundreds of times hides none of the others: the server is asked again without it.
    """
    left = set(deployments)
    while left:
        where = {"state": state, "deployment_id": {"any_": sorted(left)}}
        runs = server.ask(api, "/flow_runs/filter", {"flow_runs": where, "sort": sort, "limit": AT_MOST})
        for run in runs:
            if run["deployment_id"] in left:
                left.remove(run["deployment_id"])
                yield run
        if len(runs) < AT_MOST:
            return


def recovered(api: str, run: dict[str, Any]) -> bool:
    """Whether a run of the same deployment completed after this one went wrong."""
    where = {"state": {"type": {"any_": ["COMPLETED"]}}, "deployment_id": {"any_": [run["deployment_id"]]}}
    done = server.ask(api, "/flow_runs/filter", {"flow_runs": where, "sort": "END_TIME_DESC", "limit": 1})
    return any(ended(other) > ended(run) for other in done)


def ended(run: dict[str, Any]) -> datetime:
    return datetime.fromisoformat(run["state"]["timestamp"])


def alert(kind: str, names: Mapping[str, str], run: dict[str, Any], since: datetime) -> Alert:
    name, state = names[run["deployment_id"]], run["state"]
    said = (state.get("message") or "").strip().partition("\n")[0][:300]
    what = f"{name}: run {run['name']} is {state['name']}" + (f" ({said})" if said else "")
    return Alert(kind, name, what, since, look=f"prefect flow-run logs {run['id']}")
