"""The reference of tables is as generated, and explains every column."""

from __future__ import annotations

from pathlib import Path

from warehouse.reference import reference

DOCS = Path(__file__).parents[2] / "docs"


def test_the_reference_of_tables_is_as_generated() -> None:
    made = reference()
    assert (DOCS / "tables.md").read_text(encoding="utf-8") == made, (
        "run python -m warehouse.reference > docs/tables.md"
    )


def test_every_column_is_explained() -> None:
    assert [line for line in reference().splitlines() if line.endswith("|  |")] == []
