"""What is kept, and for how long: old readings, old requests, and the archive where somebody asked for it.

Nothing is dropped silently: what went is counted and told. Pages are kept for ever unless `archive_days` says
otherwise, and even then only files all of whose pages are loaded go; what was read in them, and the sentence of every
figure, stays.
Prefect's own database is kept short by its server (flows/orchestrator.py names the settings).
"""

from dataclasses import asdict, dataclass
from datetime import date, timedelta

from extractors.archive import Archive
from flows.settings import Settings
from warehouse import open_warehouse


@dataclass(frozen=True, slots=True)
class Tidied:
    """What was dropped."""

    readings: int = 0  # that newer rules replaced
    requests: int = 0  # rows of fetch_log
    archive_files: int = 0
    archive_pages: int = 0
    archive_bytes: int = 0

    def lines(self) -> list[str]:
        """A line for each kind of thing that went; none if nothing did."""
        told = {
            "readings of older rules": self.readings,
            "rows of fetch_log": self.requests,
            f"archive files ({self.archive_pages} pages, {self.archive_bytes} bytes)": self.archive_files,
        }
        return [f"{many} {what} dropped" for what, many in told.items() if many]

    def as_json(self) -> dict[str, int]:
        return asdict(self)


def tidy(settings: Settings, *, today: date, wait_s: float = 0) -> Tidied:
    """Drop what the settings say is too old on this day.

    Raises WarehouseError when somebody else writes the warehouse for more than `wait_s` seconds.
    """
    with open_warehouse(settings.data, wait_s=wait_s) as warehouse:
        readings = warehouse.forget(keep=settings.editions_kept)
        requests = warehouse.forget_requests(before(today, settings.log_days)) if settings.log_days else 0
        if not settings.archive_days:
            return Tidied(readings, requests)
        archive = Archive(settings.archive)
        old = archive.files(until=before(today, settings.archive_days))
        waiting = set(warehouse.unfinished(old))
        going = [file for file in old if file not in waiting]
        pages = warehouse.forget_archive(going)  # first: a crash leaves files nobody names, not names of no file
    return Tidied(readings, requests, len(going), pages, sum(map(archive.delete, going)))


def before(today: date, days: int) -> date:
    """The last day that is too old."""
    return today - timedelta(days=days + 1)
