"""Prefect's home is made with the data directory, or it is said why not."""

import os
from pathlib import Path

import pytest

from extractors.errors import UsageError
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
