"""Makes `warehouse_makers` importable, keeps DuckDB away from the home directory, and makes warehouses to ask."""

import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from warehouse_makers import (  # found by the line above
    DIVISIONS,
    INDICATORS,
    SOURCES,
    UNITS,
    Taken,
    Told,
    batch,
    digest,
    furnish,
    observation,
)

from extractors.records import Digest, Observation
from warehouse import Division, IndicatorRow, Warehouse, open_warehouse


@pytest.fixture(autouse=True)
def _no_home(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    """DuckDB must neither read nor write a home directory."""
    monkeypatch.setenv("HOME", str(tmp_path_factory.mktemp("home")))


@pytest.fixture
def taken(tmp_path: Path) -> Iterator[Taken]:
    """A furnished warehouse in which these digests are loaded and reconciled."""
    with open_warehouse(tmp_path) as warehouse:
        furnish(warehouse)

        def take(*digests: Digest) -> Warehouse:
            warehouse.load(batch(*digests))
            warehouse.reconcile()
            return warehouse

        yield take


def published(
    folder: Path,
    *observations: Observation,
    divisions: tuple[Division, ...] = DIVISIONS,
    indicators: tuple[IndicatorRow, ...] = INDICATORS,
) -> Path:
    with open_warehouse(folder) as warehouse:
        warehouse.dimensions(divisions, SOURCES, indicators, UNITS)
        warehouse.load(batch(*[digest(f"http://a/{n}", one) for n, one in enumerate(observations)]))
        warehouse.reconcile()
        warehouse.publish()
    return folder


@pytest.fixture
def told(tmp_path: Path) -> Told:
    """Publishes these observations, each made in an article of its own."""
    return partial(published, tmp_path)


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A published copy with one figure, for questions that change nothing."""
    return published(tmp_path_factory.mktemp("shared"), observation())
