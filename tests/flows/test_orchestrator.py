"""Prefect's home is made with the data directory, or it is said why not."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from extractors.errors import UsageError
from flows import beside
from flows.orchestrator import DEFAULTS, prepare


@pytest.fixture(autouse=True)
def unset(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("PREFECT_HOME", "PREFECT_API_URL", "PREFECT_PROFILE", *DEFAULTS):
        monkeypatch.setenv(name, "")  # so that what `prepare` sets is taken back
        monkeypatch.delenv(name)


def test_the_first_harvest_makes_its_data_directory(tmp_path: Path) -> None:
    prepare(tmp_path / "county" / "data")
    assert (tmp_path / "county" / "data").is_dir()  # Prefect makes its home in a folder that is there, and no other
    assert Path(os.environ["PREFECT_HOME"]) == tmp_path / "county" / "data" / "prefect"


def test_a_directory_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(UsageError, match=r"file/data: cannot be made .* --data"):
        prepare(tmp_path / "file" / "data")


@pytest.fixture
def api(answering: Callable[..., AbstractContextManager[str]]) -> Iterator[str]:
    """The address of what answers as a Prefect server does when asked whether it is up."""
    with answering({"/api/health": True}) as address:
        yield address


def test_a_run_by_hand_uses_the_server_that_runs_over_its_data(tmp_path: Path, api: str) -> None:
    beside.note(tmp_path, api, os.getpid())
    prepare(tmp_path)
    assert os.environ["PREFECT_API_URL"] == api


def test_a_server_that_was_named_stays_in_force(tmp_path: Path, api: str, monkeypatch: pytest.MonkeyPatch) -> None:
    beside.note(tmp_path, api, os.getpid())
    monkeypatch.setenv("PREFECT_API_URL", "http://127.0.0.1:9/api")
    prepare(tmp_path)
    assert os.environ["PREFECT_API_URL"] == "http://127.0.0.1:9/api"


def test_a_server_that_is_gone_is_not_used(tmp_path: Path, api: str) -> None:
    with subprocess.Popen([sys.executable, "-c", ""]) as ended:
        pass
    beside.note(tmp_path, api, ended.pid)
    assert beside.address(tmp_path) is None
    beside.note(tmp_path, "http://127.0.0.1:9/api", os.getpid())
    assert beside.address(tmp_path) is None
    (tmp_path / beside.FILE).write_text("[]")
    assert beside.address(tmp_path) is None
    prepare(tmp_path)
    assert "PREFECT_API_URL" not in os.environ


def test_only_its_own_note_is_taken_away(tmp_path: Path, api: str) -> None:
    beside.note(tmp_path, api, os.getpid())
    beside.forget(tmp_path, os.getpid() + 1)
    assert beside.address(tmp_path) == api
    beside.forget(tmp_path, os.getpid())
    assert list(tmp_path.iterdir()) == []
