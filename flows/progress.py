"""Progress of long work: a live line on a terminal, nothing elsewhere.

One display a process: a run is watched by whoever started it by hand, and by nobody when a schedule did.
"""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from extractors.records import Digest, Page

LONG = 200_000  # characters; a text is read in a few seconds up to there

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
def shown() -> Iterator[None]:
    """Show the progress of what runs inside, on stderr if that is a terminal."""
    global _display
    if not sys.stderr.isatty():
        yield
        return
    _display = _Display(Console(stderr=True))
    try:
        with _display.bars:
            yield
    finally:
        _display = None


@contextmanager
def working(on: str, doing: str) -> Iterator[None]:
    """Show that a long text is being worked on, and for how long, on stderr if that is a terminal.

    How far it is cannot be told: what a sentence means may hang on any before it, so that each step takes the whole.
    """
    if len(on) < LONG or not sys.stderr.isatty():
        yield
        return
    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bars:
        bars.add_task(f"{doing} {len(on):,} characters", total=None)
        yield


@contextmanager
def answered(total: int) -> Iterator[Callable[[], None]]:
    """Gives what counts an answer to one of so many rows; shown on stderr if that alone is a terminal."""
    if sys.stdout.isatty() or not sys.stderr.isatty():  # on a terminal the answers themselves are seen
        yield lambda: None
        return
    columns = (SpinnerColumn(), TextColumn("answered"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    # The answers go where stdout goes, not above the line on the terminal.
    with Progress(*columns, console=Console(stderr=True), transient=True, redirect_stdout=False) as bars:
        task = bars.add_task("", total=total)
        yield lambda: bars.advance(task)


def fetched(page: Page) -> None:
    """A page was archived."""
    if _display is not None:
        _display.bars.update(_display.fetch, advance=1, now=page.source_id)


def digested(digest: Digest) -> None:
    """An article was read, parsed and loaded."""
    if _display is not None:
        _display.observations += len(digest.observations)
        _display.bars.update(_display.read, advance=1, now=f"{_display.observations} observations")
