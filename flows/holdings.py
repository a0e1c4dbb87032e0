"""What a data directory holds already: a mistyped one is named, and never made or filled.

Only a harvest begins a data directory. All else works on one that is there.
"""

from pathlib import Path

from extractors.archive import Archive
from extractors.errors import UsageError
from flows.settings import Settings
from warehouse.store import FILE

ELSEWHERE = "name the right one with --data or FANGZHI_DATA"


def must_exist(data: Path) -> None:
    """Raises UsageError where there is no such directory."""
    if not data.is_dir():
        raise UsageError(f"{data}: there is no such data directory; {ELSEWHERE}, or begin one with `fangzhi harvest`")


def must_hold_pages(settings: Settings) -> None:
    """Raises UsageError for a directory with neither a warehouse nor archived pages."""
    must_exist(settings.data)
    if not has_warehouse(settings.data) and not Archive(settings.archive).files():
        raise UsageError(
            f"{settings.data}: neither a warehouse ({FILE}) nor archived pages are there; {ELSEWHERE}, "
            "put a backup in place, or begin with `fangzhi harvest`"
        )


def must_have_warehouse(settings: Settings) -> None:
    """Raises UsageError where the warehouse is missing, with the way to make it from the archive, if there is one."""
    must_hold_pages(settings)
    if not has_warehouse(settings.data):
        raise UsageError(
            f"{settings.data}: the warehouse ({FILE}) is missing; `fangzhi reparse` makes it anew from the archive"
        )


def has_warehouse(data: Path) -> bool:
    return (data / FILE).exists()
