"""Broken installations, made one by one: the doctor names the fault, and what to do."""

import json
import os
import shutil
import subprocess
import sys
from collections import namedtuple
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import duckdb
import pytest

from flows.deployments import MARKING
from flows.doctor import examine_all
from flows.finding import Finding
from flows.settings import load
from warehouse import open_warehouse

ROOT = Path(__file__).resolve().parents[2]
NOW = datetime(2026, 3, 31, 12, tzinfo=UTC)
Usage = namedtuple("Usage", "total used free")
Answering = Callable[..., AbstractContextManager[str]]
CONTACT = {"FANGZHI_CONTACT": "https://www.example.org/robot"}


@pytest.fixture(autouse=True)
def alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PREFECT_API_URL", raising=False)


def faults(data: Path, environment: Mapping[str, str] = CONTACT) -> list[Finding]:
    settings = load(environment, file=None, data=data)
    return [finding for finding in examine_all(settings, now=NOW) if finding.state != "ok"]


def the_fault(data: Path) -> Finding:
    (finding,) = faults(data)
    assert finding.state == "fault"
    assert finding.cure
    return finding


def test_a_sound_installation_has_no_fault(data: Path) -> None:
    with open_warehouse(data):
        pass
    assert faults(data) == []


def test_no_contact(data: Path) -> None:
    (finding,) = faults(data, {})
    assert (finding.check, finding.state) == ("contact", "warning")
    assert "FANGZHI_CONTACT" in finding.cure


def test_a_version_that_never_schedules(data: Path, tmp_path: Path) -> None:
    other = tmp_path / "elsewhere" / "sqlalchemy-2.1.0.dist-info"
    other.mkdir(parents=True)
    (other / "METADATA").write_text("Metadata-Version: 2.1\nName: sqlalchemy\nVersion: 2.1.0\n")
    done = doctor(data, PYTHONPATH=os.pathsep.join([str(other.parent), str(ROOT)]))
    assert done.returncode == 1
    (finding,) = [row for row in json.loads(done.stdout) if row["check"] == "versions" and row["state"] == "fault"]
    assert "sqlalchemy is 2.1.0" in finding["what"]
    assert "requirements.lock" in finding["cure"]


def doctor(data: Path, **environment: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-m", "flows", "doctor", "--json", "--data", str(data)],
        cwd=ROOT,
        env={"PYTHONPATH": str(ROOT), "PATH": os.environ["PATH"], **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def test_an_unknown_setting(data: Path) -> None:
    (data / "fangzhi.toml").write_text("worker = 3\n")
    done = doctor(data)
    assert done.returncode == 1
    (finding,) = json.loads(done.stdout)
    assert finding["check"] == "settings"
    assert "unknown setting worker" in finding["what"]


def test_a_file_where_the_data_should_be(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("")
    found = faults(tmp_path / "data")
    assert [finding.check for finding in found] == ["data"]
    assert "cannot be written" in found[0].what


def test_a_full_disk(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda path: Usage(100 * 2**30, 99 * 2**30, 2**30))
    assert "1.0 GiB free" in the_fault(data).what


def test_a_file_where_the_archive_should_be(data: Path) -> None:
    (data / "archive").write_text("")
    assert the_fault(data).check == "archive"


def test_a_source_that_cannot_be_read(data: Path) -> None:
    (data / "sources" / "bad.csv").write_text("name,home,url\nX,340405,not a url\n")
    found = the_fault(data)
    assert found.check == "catalogues"
    assert "bad.csv" in found.what


def test_no_source_at_all(data: Path) -> None:
    shutil.rmtree(data / "sources")
    assert the_fault(data).what == "there is no active source"


def test_a_warehouse_of_newer_code(data: Path) -> None:
    with open_warehouse(data):
        pass
    with duckdb.connect(str(data / "warehouse.duckdb")) as connection:
        connection.execute("insert into schema_migration values (99, 'later', '')")
    found = the_fault(data)
    assert "migration 99" in found.what
    assert found.cure == "update fangzhi"


def test_a_warehouse_that_is_none(data: Path) -> None:
    (data / "warehouse.duckdb").write_bytes(b"not a database" * 1000)
    assert "cannot open" in the_fault(data).what


def test_a_warehouse_that_somebody_opened_by_hand(data: Path) -> None:
    with open_warehouse(data):
        pass
    code = "import duckdb, sys; c = duckdb.connect(sys.argv[1]); print('open', flush=True); sys.stdin.read()"
    command = [sys.executable, "-c", code, str(data / "warehouse.duckdb")]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        other.stdout.readline()
        found = the_fault(data)
        other.communicate()
    assert "end the process that has the file open" in found.cure


def test_a_run_in_progress_is_no_fault(data: Path) -> None:
    with open_warehouse(data):
        code = "import sys; from flows.cli import main; main()"
        done = subprocess.run(
            [sys.executable, "-c", code, "doctor", "--json", "--data", str(data)],
            cwd=ROOT, env={"PATH": os.environ["PATH"]}, capture_output=True, text=True, check=False,
        )  # fmt: skip
    (finding,) = [row for row in json.loads(done.stdout) if row["check"] == "warehouse"]
    assert finding["state"] == "ok"
    assert f"process {os.getpid()}" in finding["what"]


def test_a_server_that_does_not_answer(
    data: Path, free_port: Callable[[], int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PREFECT_API_URL", f"http://127.0.0.1:{free_port()}/api")
    found = the_fault(data)
    assert found.check == "server"
    assert "fangzhi serve" in found.cure


DEPLOYMENT = {"paused": False, "schedules": [{"active": True}], "created": "2026-03-31T10:00:00+00:00"}
SOUND: dict[str, object] = {
    "/api/health": True,
    "/api/deployments/filter": [DEPLOYMENT],
    "/api/work_pools/fangzhi/workers/filter": [{"status": "ONLINE"}],
    "/api/flow_runs/filter": [{}],
    "/api/automations/filter": [{"name": name} for name in MARKING],
}
RUN = {"id": "r", "name": "early-bird", "deployment_id": "d"}
PENDING = RUN | {"state": {"type": "PENDING", "name": "Pending", "timestamp": "2026-03-31T11:30:00+00:00"}}
RUNNING = RUN | {"state": {"type": "RUNNING", "name": "Running", "timestamp": "2026-03-31T06:00:00+00:00"}}
HOLDING = DEPLOYMENT | {
    "id": "d",
    "name": "harvest-34",
    "global_concurrency_limit": {"name": "deployment:d", "active_slots": 1},
}


def test_a_sound_server(data: Path, answering: Answering, monkeypatch: pytest.MonkeyPatch) -> None:
    with answering(SOUND) as api:
        monkeypatch.setenv("PREFECT_API_URL", api)
        assert faults(data) == []


@pytest.mark.parametrize(
    ("path", "answer", "check", "cure"),
    [
        ("/api/deployments/filter", [], "deployments", "fangzhi deploy"),
        ("/api/work_pools/fangzhi/workers/filter", [{"status": "OFFLINE"}], "worker", "fangzhi serve"),
        ("/api/flow_runs/filter", [], "schedules", "sqlalchemy < 2.1"),
        ("/api/flow_runs/filter", [PENDING], "slots", "prefect --no-prompt flow-run delete r"),
        ("/api/deployments/filter", [HOLDING], "slots", "prefect gcl update deployment:d --active-slots 0"),
        ("/api/automations/filter", [], "slots", "fangzhi deploy"),
    ],
)
def test_a_server_on_which_nothing_will_run(
    path: str, answer: Any, check: str, cure: str, data: Path, answering: Answering, monkeypatch: pytest.MonkeyPatch
) -> None:
    with answering(SOUND | {path: answer}) as api:
        monkeypatch.setenv("PREFECT_API_URL", api)
        found = the_fault(data)
    assert found.check == check
    assert cure in found.cure


def test_a_slot_held_by_a_long_run_is_no_fault(
    data: Path, answering: Answering, monkeypatch: pytest.MonkeyPatch
) -> None:
    with answering(SOUND | {"/api/flow_runs/filter": [RUNNING], "/api/deployments/filter": [HOLDING]}) as api:
        monkeypatch.setenv("PREFECT_API_URL", api)
        assert faults(data) == []


def test_a_clock_that_is_wrong(data: Path, answering: Answering, monkeypatch: pytest.MonkeyPatch) -> None:
    with answering(SOUND, off=timedelta(minutes=10)) as api:
        monkeypatch.setenv("PREFECT_API_URL", api)
        assert the_fault(data).check == "clock"


def test_a_broken_published_copy(data: Path) -> None:
    with open_warehouse(data) as warehouse:
        warehouse.publish()
    (data / "fangzhi.duckdb").write_bytes(b"")
    found = the_fault(data)
    assert found.check == "copy"
    assert "writes it anew" in found.cure
    with open_warehouse(data) as warehouse:
        warehouse.publish()
    assert faults(data) == []


def test_a_view_of_ones_own_that_would_be_refused(data: Path) -> None:
    (data / "views").mkdir()
    (data / "views" / "sound.sql").write_text("create view richest as from compare('gdp', '2025') limit 1")
    assert faults(data) == []
    (data / "views" / "broken.sql").write_text("create view poorest as select poor from figure")
    before = sorted(data.rglob("*"))
    assert "views/broken.sql is refused: Binder Error" in the_fault(data).what, "before anything was published"
    assert sorted(data.rglob("*")) == before
    with open_warehouse(data) as warehouse:
        warehouse.publish()
    assert "views/broken.sql is refused: Binder Error" in the_fault(data).what, "said once"


def test_a_view_of_ones_own_that_was_mended_since(data: Path) -> None:
    (data / "views").mkdir()
    (data / "views" / "mended.sql").write_text("create vie one")
    with open_warehouse(data) as warehouse:
        warehouse.publish()
    (data / "views" / "mended.sql").write_text("create view one as select 1 as one")
    found = the_fault(data)
    assert found.what.startswith("views/mended.sql: not in the published copy")
    assert "any run that publishes" in found.cure
    with open_warehouse(data) as warehouse:
        warehouse.publish()
    assert faults(data) == []
