"""The Prefect server that `fangzhi serve` started over a data directory: noted there, so that runs by hand use it.

Two servers over one SQLite file lock each other out ("database is locked").
"""

import json
import os
from contextlib import suppress
from pathlib import Path

from flows import server

FILE = "prefect.server.json"


def note(data: Path, api: str, process: int) -> None:
    """Write down the address and the process of a server that was started."""
    with suppress(OSError):
        (data / FILE).write_text(json.dumps({"api": api, "pid": process}), encoding="utf-8")


def forget(data: Path, process: int) -> None:
    """Take the note away, if it is of this process."""
    with suppress(OSError):
        if _read(data)[1] == process:
            (data / FILE).unlink()


def address(data: Path) -> str | None:
    """The address of the server that runs over this directory; None where none was noted, or it is gone."""
    api, process = _read(data)
    return api if api and _lives(process) and server.answers(api) else None


def _read(data: Path) -> tuple[str, int]:
    try:
        noted = json.loads((data / FILE).read_text(encoding="utf-8"))
        return str(noted["api"]), int(noted["pid"])
    except (OSError, ValueError, KeyError, TypeError):
        return "", 0


def _lives(process: int) -> bool:
    if process <= 0:
        return False
    try:
        os.kill(process, 0)
    except PermissionError:  # it lives, and is another user's
        return True
    except (OSError, OverflowError):
        return False
    return True
