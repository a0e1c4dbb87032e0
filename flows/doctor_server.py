"""What is wrong with the Prefect server: whether it answers, schedules, has a worker, and frees the slots of dead runs.

Asked over plain HTTP, so that it can be told where Prefect itself is broken here.
"""

import os
import time
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen

from flows import server
from flows.deployments import MARKING, POOL, TAG
from flows.finding import Finding
from flows.settings import Settings

CLOCK_OFF = timedelta(minutes=2)
LATE = timedelta(minutes=10)
STUCK = timedelta(minutes=15)  # on the way to running, or to being cancelled
AGAIN_S = 2.0


def prefect_server(settings: Settings, now: datetime) -> Iterator[Finding]:
    """The server answers, its clock is ours, it schedules, and a worker is alive."""
    api = os.environ.get("PREFECT_API_URL")
    if not api:
        yield Finding("server", "ok", "none set (PREFECT_API_URL): runs by hand only, nothing is scheduled")
        return
    if not server.answers(api):
        cure = "start it (`fangzhi serve` on this machine), or mend PREFECT_API_URL"
        yield Finding("server", "fault", f"nothing answers at {api}", cure)
        return
    yield Finding("server", "ok", f"answers at {api}")
    try:
        yield from clock(api)
        yield from schedules(api, now)
        yield from slots(api, now)
    except server.ServerSilent as error:
        yield Finding("server", "fault", str(error), "look at the server's own log")


def clock(api: str) -> Iterator[Finding]:
    try:
        with urlopen(api + "/health", timeout=server.TIMEOUT_S) as answer:
            theirs = parsedate_to_datetime(answer.headers["Date"])
    except (URLError, OSError, TypeError, ValueError):
        return
    off = abs(datetime.now(UTC) - theirs)
    if off > CLOCK_OFF:
        cure = "set both clocks by NTP: timedatectl set-ntp true"
        yield Finding("clock", "fault", f"{off.total_seconds():.0f} s off the server's", cure)
    else:
        yield Finding("clock", "ok", "as the server's")


def schedules(api: str, now: datetime) -> Iterator[Finding]:
    ours = {"tags": {"all_": [TAG]}}
    deployments = server.ask(api, "/deployments/filter", {"deployments": ours, "limit": 200})
    if not deployments:
        yield Finding("deployments", "fault", "none on the server: nothing will ever run", "fangzhi deploy")
        return
    active = [row for row in deployments if not row["paused"] and any(s["active"] for s in row["schedules"])]
    yield Finding("deployments", "ok", f"{len(deployments)}, {len(active)} of them with a schedule")
    workers = server.ask(api, f"/work_pools/{POOL}/workers/filter", {})
    alive = sum(worker["status"] == "ONLINE" for worker in workers)
    if alive:
        yield Finding("worker", "ok", f"{alive} alive")
    else:
        cure = f"fangzhi serve, or: prefect worker start --pool {POOL}"
        yield Finding("worker", "fault", f"none of pool {POOL} is alive: nothing will start", cure)
    coming = {"tags": {"all_": [TAG]}, "state": {"type": {"any_": ["SCHEDULED"]}}}
    waiting = server.ask(api, "/flow_runs/filter", {"flow_runs": coming, "limit": 200})
    oldest = min((datetime.fromisoformat(row["created"]) for row in active), default=now)
    if active and not waiting and now - oldest > LATE:
        cure = "pip install --require-hashes -r requirements.lock, then start the server anew (sqlalchemy < 2.1)"
        yield Finding("schedules", "fault", "the server makes no runs of its schedules", cure)
    else:
        yield Finding("schedules", "ok", f"{len(waiting)} runs are waiting for their time")


def slots(api: str, now: datetime) -> Iterator[Finding]:
    """A deployment runs once at a time: what holds its slot without running keeps it from ever running again."""
    names = {row["name"] for row in server.ask(api, "/automations/filter", {"limit": 200})}
    if missing := sorted(MARKING - names):
        told = f"no automation '{missing[0]}': the slot of a dead run stays taken"
        yield Finding("slots", "fault", told, "fangzhi deploy")
    stuck = [run for run in under_way(api) if _waits(run, now)]
    for run in stuck:
        told = f"run {run['name']} is {run['state']['name']} since {run['state']['timestamp']}, and holds the slot"
        yield Finding("slots", "fault", told, f"prefect --no-prompt flow-run delete {run['id']}")
    leaks = leaked(api)
    if leaks:  # a run that begins or ends between two questions looks like a leak
        time.sleep(AGAIN_S)
        again = leaked(api)
        leaks = {name: leak for name, leak in leaks.items() if again.get(name) == leak}
    for name, (limit, runs) in leaks.items():
        told = f"a slot of deployment {name} is held by no run: its starts are cancelled, or wait for ever"
        yield Finding("slots", "fault", told, f"prefect gcl update {limit} --active-slots {runs}")
    if not (missing or stuck or leaks):
        yield Finding("slots", "ok", "each is held by a run, or free")


def under_way(api: str) -> list[dict[str, Any]]:
    """Runs of ours that hold a slot."""
    states = {"type": {"any_": ["PENDING", "RUNNING", "CANCELLING"]}}
    found = server.ask(api, "/flow_runs/filter", {"flow_runs": {"tags": {"all_": [TAG]}, "state": states}})
    return [run for run in found if run.get("state", {}).get("type") in states["type"]["any_"]]


def leaked(api: str) -> dict[str, tuple[str, int]]:
    """Deployments with more slots taken than runs: their limit, and how many slots their runs hold."""
    runs = Counter(run["deployment_id"] for run in under_way(api))
    found = {}
    for row in server.ask(api, "/deployments/filter", {"deployments": {"tags": {"all_": [TAG]}}, "limit": 200}):
        limit = row.get("global_concurrency_limit")
        if limit and limit["active_slots"] > runs[row["id"]]:
            found[str(row["name"])] = (str(limit["name"]), runs[row["id"]])
    return found


def _waits(run: dict[str, Any], now: datetime) -> bool:
    state = run["state"]
    return state["type"] != "RUNNING" and now - datetime.fromisoformat(state["timestamp"]) > STUCK
