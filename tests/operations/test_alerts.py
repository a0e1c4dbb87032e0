"""Runs that go wrong on a real server reach the listener, once, and so does their end."""

import json
import os
import signal
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from subprocess import Popen
from typing import Any
from uuid import uuid4

import pytest

from extractors import sources
from extractors.records import Source
from flows.deployments import LOOK, POOL, TAG

pytestmark = pytest.mark.prefect

ENDED = {"COMPLETED", "FAILED", "CANCELLED", "CRASHED"}
BLOCK = """
import sys
from prefect.blocks.notifications import CustomWebhookNotificationBlock
said = {"subject": "{{subject}}", "body": "{{body}}"}
url, secret = sys.argv[1].rsplit("/", 1)
block = CustomWebhookNotificationBlock(name="desk", url=url + "/{{secret}}", json_data=said, secrets={"secret": secret})
block.save("desk")
"""


class Plant:
    """A server with our deployments, none of which starts by itself, and somebody to be told."""

    def __init__(self, server: Any, data: Path, listener: Any) -> None:
        self.server, self.data, self.listener = server, data, listener
        self.environment = {"FANGZHI_ALERT_WEBHOOK": listener.url}
        done = self.command("deploy")
        assert done.returncode == 0, done.stderr
        self.deployments = {row["name"]: row for row in server.ask("/deployments/filter", {})}
        for row in self.deployments.values():
            server.until(lambda id=row["id"]: self.pause(id))

    def pause(self, id: str) -> bool:
        self.server.ask(f"/deployments/{id}/pause_deployment", {})
        return True

    def command(self, *words: str, **environment: str) -> Any:
        return self.server.run("-m", "flows", *words, "--data", str(self.data), **(self.environment | environment))

    def start(self, *command: str) -> "Popen[bytes]":
        process: Popen[bytes] = self.server.start(*command, **self.environment)
        return process

    def serve(self) -> "Popen[bytes]":
        return self.start("-m", "flows", "serve", "--data", str(self.data))

    def run(self, name: str, **parameters: object) -> str:
        """Start a run; its id."""
        row = self.deployments[name]
        body: dict[str, object] = {"state": {"type": "SCHEDULED"}, "parameters": row["parameters"] | parameters}
        body["idempotency_key"] = uuid4().hex  # SQLite may be locked for a moment: then it is asked again
        made = self.server.until(lambda: self.server.ask(f"/deployments/{row['id']}/create_flow_run", body))
        return str(made["id"])

    def state(self, id: str) -> str:
        return str(self.server.ask(f"/flow_runs/{id}")["state"]["name"])

    def ends(self, id: str, state: str) -> None:
        self.server.until(lambda: self.state(id) == state)

    def looks(self) -> Counter[str]:
        """Looks that the server started, by the type of their state."""
        runs = self.server.runs(deployment_id={"any_": [self.deployments[LOOK]["id"]]})
        return Counter(run["state_type"] for run in runs)

    def look_after(self, happening: Callable[[], object]) -> None:
        """Wait until the server has started a look for what happens, and it has ended."""
        before = self.settled()
        happening()
        self.server.until(lambda: self.settled() > before)

    def settled(self) -> int:
        """How many looks there were, when none is under way."""

        def ended() -> Counter[str] | None:
            looks = self.looks()
            return None if looks.keys() - ENDED else looks

        return int(self.server.until(lambda: ended() is not None and 1 + ended().total())) - 1

    def holder(self) -> int:
        """The process that writes the warehouse."""
        file = self.data / "warehouse.holder.json"
        return int(json.loads(self.server.until(lambda: file.exists() and file.read_text()))["pid"])

    def told(self) -> Counter[tuple[str, str]]:
        """All that the listener heard, by state and kind. On a busy machine any run may be late, too."""
        heard = Counter((row["state"], row["kind"]) for row in self.listener.heard if "state" in row)
        return Counter({said: many for said, many in heard.items() if said[1] != "run Late"})

    def said(self, kind: str) -> dict[str, Any]:
        (row,) = [row for row in self.listener.heard if (row.get("state"), row.get("kind")) == ("new", kind)]
        return dict(row)


@pytest.fixture(scope="module")
def server(new_server: Callable[..., AbstractContextManager[Any]]) -> Iterator[Any]:
    with new_server(PREFECT_SERVER_SERVICES_LATE_RUNS_AFTER_SECONDS="15") as server:
        yield server


@pytest.fixture
def slow_sources(tmp_path: Path, site_sources: list[Source]) -> Path:
    """A data directory whose harvest lasts."""
    data = tmp_path / "data"
    sources.append(data / "sources", [replace(source, interval_s=5) for source in site_sources])
    (data / "fangzhi.toml").write_text("builtin_sources = false\nworkers = 1\ndisk_percent = 101\n")
    return data


def kill(process: "Popen[bytes]") -> None:
    os.killpg(process.pid, signal.SIGKILL)
    process.wait(60)


def hasten(data: Path, found: list[Source]) -> None:
    for file in (data / "sources").glob("*.csv"):
        file.unlink()
    sources.append(data / "sources", found)


def test_runs_that_go_wrong_are_told_once(
    server: Any, slow_sources: Path, site_sources: list[Source], listener: Any
) -> None:
    plant = Plant(server, slow_sources, listener)
    made = server.run("-c", BLOCK, listener.url)
    assert made.returncode == 0, made.stderr
    plant.environment["FANGZHI_ALERTS"] = "prefect://custom-webhook/desk"
    entrypoint = f"{Path(__file__).parent / 'slow.py'}:slow"
    flow = server.ask("/flows/", {"name": "slow"})
    row = {"name": "slow", "flow_id": flow["id"], "entrypoint": entrypoint, "tags": [TAG], "work_pool_name": POOL}
    plant.deployments["slow"] = server.ask("/deployments/", row)
    serving = plant.start("-m", "prefect", "worker", "start", "--pool", POOL, "--type", "process")
    try:
        killed = plant.run("harvest-34", day="2026-01-31")
        os.kill(plant.holder(), signal.SIGKILL)
        plant.ends(killed, "Crashed")
        late, failed = plant.run("slow"), plant.run("publish", data="/dev/null/nowhere")
        wrong = {("new", "run Crashed"), ("new", "run TimedOut"), ("new", "run Failed")}
        server.until(lambda: wrong <= plant.told().keys())
        for kind, run, name in (
            ("Crashed", killed, "harvest-34"),
            ("TimedOut", late, "slow"),
            ("Failed", failed, "publish"),
        ):
            said = plant.said(f"run {kind}")
            assert said["look"] == f"prefect flow-run logs {run}"
            assert said["what"][0].startswith(f"{name}: run ")
            assert said["since"] == server.ask(f"/flow_runs/{run}")["state"]["timestamp"].replace("Z", "+00:00")

        # The server may take one event twice, and the same may go wrong again: neither is told.
        plant.look_after(lambda: server.ask("/events", [again(server, failed)]))
        plant.ends(plant.run("publish", data="/dev/null/nowhere"), "Failed")
        said_again = plant.command("watch", "--once").stdout.splitlines()
        assert [line for line in said_again if line.startswith("run Failed")] == [], "what stands is no news"

        hasten(plant.data, site_sources)
        for done in (plant.run("harvest-34", day="2026-01-31"), plant.run("publish")):
            plant.ends(done, "Completed")
        plant.settled()  # a look that is killed with the worker would keep the only slot from those of the next test
        plant.command("watch", "--once")  # or a watch that a run started was first: the listener hears it once
        ended = {("over", "run Crashed"), ("over", "run Failed")}
        machine = {("new", "nothing ran"), ("over", "nothing ran")}
        content = {("new", "source failing")}
        assert plant.told() == Counter(wrong | ended | machine | content)
        by_block = Counter(row["subject"] for row in listener.heard if "subject" in row)
        assert by_block == Counter(row["title"] for row in listener.heard if "title" in row)
    finally:
        kill(serving)
    everything = str(server.ask("/automations/filter", {})) + str(server.ask("/logs/filter", {"limit": 200}))
    everything += str(server.ask("/artifacts/filter", {})) + str(server.ask("/block_documents/filter", {}))
    assert "secret-path" not in everything


def again(server: Any, run: str) -> dict[str, Any]:
    """The event of this run's end, as if it had happened a second time."""
    wanted = {
        "filter": {"event": {"name": ["prefect.flow-run.Failed"]}, "resource": {"id": [f"prefect.flow-run.{run}"]}}
    }
    event: dict[str, Any] = server.until(lambda: server.ask("/events/filter", wanted)["events"])[0]
    kept = {name: event[name] for name in ("event", "resource", "related", "payload")}
    return kept | {"id": str(uuid4()), "occurred": datetime.now(UTC).isoformat()}


def test_a_killed_run_and_worker_are_noticed(server: Any, slow_sources: Path, listener: Any) -> None:
    """kill -9 of the run and of the worker: the server notices the missing heartbeat, a timer that nothing starts."""
    plant = Plant(server, slow_sources, listener)
    before = plant.settled()
    worker = plant.start("-m", "prefect", "worker", "start", "--pool", POOL, "--type", "process")
    try:
        id = plant.run("harvest-34", day="2026-01-31")
        pid = plant.holder()
        server.until(lambda: plant.state(id) == "Running")
    finally:
        kill(worker)
    os.kill(pid, signal.SIGKILL)
    waiting = plant.run("publish")  # nobody is there to start it
    plant.ends(id, "Crashed")
    plant.ends(waiting, "Late")
    server.until(
        lambda: all(row["status"] == "OFFLINE" for row in server.ask(f"/work_pools/{POOL}/workers/filter", {}))
    )

    watched = plant.command("watch", "--once")
    assert "run Crashed: harvest-34" in watched.stdout
    assert sorted(listener.kinds()) == ["no worker", "nothing ran", "run Crashed", "run Late"]
    silent = plant.command("watch", "--once", PREFECT_API_URL="http://127.0.0.1:9/api")
    assert "server silent" in silent.stdout
    assert listener.kinds() == ["server silent"], "of what could not be asked nothing is over"

    serving = plant.serve()
    try:
        plant.ends(waiting, "Completed")
        server.until(lambda: plant.settled() > before)
    finally:
        kill(serving)
    plant.command("watch", "--once")
    assert sorted(listener.kinds()) == ["over no worker", "over run Late", "over server silent"]
