"""Serves the sample sites; makes `sites_held` importable."""

import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from flows.sites import serve

sys.path.insert(0, str(Path(__file__).parent))


@pytest.fixture(scope="module")
def bases() -> Iterator[Mapping[str, str]]:
    with serve() as urls:
        yield urls
