"""Which reader read an article: a hash of the rules and data it used, so that any change of them shows.

>>> len(reader_version()) == 16 and reader_version() == reader_version()
True
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from importlib.resources.abc import Traversable

from extractors.records import short_hash

LIBRARIES = ("trafilatura", "lxml", "courlan", "rensa")
PARTS = (
    "read", "repair", "urls.py", "text.py", "fingerprint.py", "scripted.py",
    "data/containers.csv", "data/lines.csv", "data/surnames.txt", "data/not_names.txt", "data/repair",
)  # fmt: skip


@cache
def reader_version() -> str:
    """16 hex digits: the same for the same sources and data files of reader and repair, and the same libraries."""
    root = files("extractors")
    contents = [f"{name}\\x00{text}" for part in PARTS for name, text in texts(root.joinpath(*part.split("/")), part)]
    return short_hash(*(version(name) for name in LIBRARIES), *contents)


def texts(at: Traversable, name: str) -> Iterator[tuple[str, str]]:
    """Names and contents of the files at or below a place, in the order of names."""
    if at.is_file():
        yield name, at.read_bytes().decode("utf-8", "replace")
    elif at.is_dir() and not name.endswith("__pycache__"):
        for child in sorted(at.iterdir(), key=lambda one: one.name):
            if not child.name.endswith(".pyc"):
                yield from texts(child, f"{name}/{child.name}")
