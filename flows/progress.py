"""Progress of long work: a live line on a terminal, nothing elsewhere.

One display a process: a run is watched by whoever started it by hand, and by nobody when a schedule did.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from extractors.records import Digest, Page

_display: "_Display | None" = None


class _Display:
    def __init__(self, console: Console) -> None:
        self.bars = Progress(
            SpinnerColumn(),
            TextColumn("{task.description:<10}"),
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("{task.fields[now]}"),
            TimeElapsedColumn(),
            console=console,
            transient=True,
        )
        self.fetch = self.bars.add_task("fetching", total=None, now="")
        self.read = self.bars.add_task("reading", total=None, now="")
        self.observations = 0


@contextmanager
def shown(*, quiet: bool = False) -> Iterator[None]:
    """Show the progress of what runs inside, on stderr if that is a terminal."""
    global _display
    if quiet or not sys.stderr.isatty():
        yield
        return
    _display = _Display(Console(stderr=True))
    try:
        with _display.bars:
            yield
    finally:
        _display = None


def fetched(page: Page) -> None:
    """A page was archived."""
    if _display is not None:
        _display.bars.update(_display.fetch, advance=1, now=page.source_id)


def digested(digest: Digest) -> None:
    """An article was read, parsed and loaded."""
    if _display is not None:
        _display.observations += len(digest.observations)
        _display.bars.update(_display.read, advance=1, now=f"{_display.observations} observations")
