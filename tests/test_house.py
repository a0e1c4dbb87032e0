"""The house stands as described: our own packages are imported, and nothing heavier than needed."""

import subprocess
import sys
from pathlib import Path

import extractors
import flows
import warehouse

ROOT = Path(__file__).resolve().parent.parent


def test_the_imported_packages_are_ours() -> None:
    for package in (flows, extractors, warehouse):
        assert Path(package.__file__ or "").parent.parent == ROOT


def test_lock_file_names_no_index() -> None:
    lock = (ROOT / "requirements.lock").read_text()
    assert "://" not in lock
    assert "--hash=sha256:" in lock


def test_records_do_not_cost_a_framework() -> None:
    code = "import sys, extractors.records, warehouse; sys.exit('prefect' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0
