"""Data files of the reader: comma-separated lines under a header, comments before them."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from importlib.resources import files


def rows(name: str) -> Iterator[tuple[int, list[str]]]:
    """The rows of `extractors/data/NAME` with their line numbers, without comments ("# ") and header."""
    text = files("extractors").joinpath("data", name).read_text("utf-8")
    lines = [(number, line) for number, line in enumerate(text.splitlines(), 1) if line and not line.startswith("# ")]
    yield from ((number, next(csv.reader([line]))) for number, line in lines[1:])


def words(name: str) -> frozenset[str]:
    """All words of a file of words, comments apart."""
    text = files("extractors").joinpath("data", name).read_text("utf-8")
    return frozenset(word for line in text.splitlines() if not line.startswith("# ") for word in line.split())
