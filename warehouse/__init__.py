"""WHERE: one DuckDB file of what was observed, one published copy of what is known. The only importer of duckdb.

Runs write through `open_warehouse`; analysts ask the published copy through `warehouse.ask`, which no run ever blocks.
"""

from warehouse.records import (
    Batch,
    Complaint,
    Division,
    IndicatorRow,
    LinkState,
    Loaded,
    Published,
    Reconciled,
    RunRow,
    Table,
    UnitRow,
    Visit,
)
from warehouse.warehouse import Warehouse, open_warehouse

__all__ = [
    "Batch",
    "Complaint",
    "Division",
    "IndicatorRow",
    "LinkState",
    "Loaded",
    "Published",
    "Reconciled",
    "RunRow",
    "Table",
    "UnitRow",
    "Visit",
    "Warehouse",
    "open_warehouse",
]
