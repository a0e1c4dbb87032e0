"""Temporary Prefect servers that outlived their run: kill -9 leaves its server behind, which serves nobody.

Prefect starts one for a run by hand and ends it with the run, if the run gets to say so. One that was left is known by
its command, the PREFECT_HOME it was given, and its parent: not the Python that started it, but whoever adopts orphans.
Known where processes can be seen in /proc (Linux); elsewhere none is found.
"""

import os
import signal
from pathlib import Path

PROC = Path("/proc")
COMMAND = b"prefect.server.api.server:create_app"
TEMPORARY = b"PREFECT__SERVER_EPHEMERAL=1"


def left_behind(home: Path) -> list[int]:
    """Process ids of temporary servers of this PREFECT_HOME whose run is gone."""
    return sorted(int(folder.name) for folder in PROC.glob("[0-9]*") if _is_left(folder, home))


def end(home: Path) -> list[int]:
    """Ask them to end; which they were."""
    ended = []
    for process in left_behind(home):
        try:
            os.kill(process, signal.SIGTERM)
        except OSError:  # it ended by itself, or is another user's
            continue
        ended.append(process)
    return ended


def _is_left(process: Path, home: Path) -> bool:
    try:
        if COMMAND not in (process / "cmdline").read_bytes().split(b"\0"):
            return False
        told = (process / "environ").read_bytes().split(b"\0")
        parent = _parent(process)
    except (OSError, ValueError):  # ended meanwhile, or another user's
        return False
    ours = f"PREFECT_HOME={home.absolute()}".encode()
    return TEMPORARY in told and ours in told and not _is_python(PROC / str(parent))


def _parent(process: Path) -> int:
    # 29694 (python) S 1 ...: the name in brackets may hold anything, so what counts is what stands behind the last one
    return int((process / "stat").read_text().rpartition(")")[2].split()[1])


def _is_python(process: Path) -> bool:
    try:
        program = (process / "cmdline").read_bytes().partition(b"\0")[0]
    except OSError:
        return False
    return b"python" in program.rpartition(b"/")[2]
