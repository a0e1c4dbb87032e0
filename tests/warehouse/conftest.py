"""Makes `warehouse_makers` importable, and keeps DuckDB away from the home directory."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))


@pytest.fixture(autouse=True)
def _no_home(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    """DuckDB must neither read nor write a home directory."""
    monkeypatch.setenv("HOME", str(tmp_path_factory.mktemp("home")))
