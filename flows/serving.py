"""`fangzhi serve`: one machine that keeps the schedule. A worker, and a Prefect server where none answers here.

Both are processes of their own; when one of them ends, the other is ended too, so that whatever supervises this
process (systemd, a container) sees it end and starts it anew.
"""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from types import FrameType
from urllib.parse import urlsplit

import flows
from extractors.errors import FangzhiError, UsageError
from flows import beside, orchestrator, server
from flows.deployments import POOL

START_S = 180.0
STOP_S = 60.0
LOOPBACK = {"localhost", "127.0.0.1", "::1"}


class ServerError(FangzhiError):
    """The Prefect server does not answer."""


class Stop(Exception):
    """Somebody asked this process to end."""


def environment() -> dict[str, str]:
    """What the server and the worker are told: also where the code lies, if it is not installed."""
    root = Path(flows.__file__).resolve().parents[1]
    paths = [str(root), *filter(None, [os.environ.get("PYTHONPATH")])]
    return {**os.environ, "PYTHONPATH": os.pathsep.join(paths)}


def ensure_server(data: Path) -> subprocess.Popen[bytes] | None:
    """The server that was started, None where one answers already. Raises ServerError when there is none to be had."""
    api = orchestrator.permanent(data)
    if server.answers(api):
        return None
    address = urlsplit(api)
    if address.hostname not in LOOPBACK:
        raise ServerError(f"no Prefect server answers at {api}; start it there, or mend PREFECT_API_URL")
    command = ["server", "start", "--host", str(address.hostname), "--port", str(address.port or 80)]
    told = environment()
    if not {"PREFECT_HOME", "PREFECT_PROFILE"} & told.keys():
        told["PREFECT_HOME"] = str(orchestrator.home(data))  # its database lies beside ours, whatever address it has
    process = subprocess.Popen([sys.executable, "-m", "prefect", *command], env=told)
    ends = time.monotonic() + START_S
    while not server.answers(api):
        if process.poll() is not None or time.monotonic() > ends:
            process.kill()
            raise ServerError(f"a Prefect server at {api} did not start; its words stand above, `fangzhi doctor` helps")
        time.sleep(0.5)
    beside.note(data, api, process.pid)
    return process


def serve(data: Path, *, limit: int = 4) -> int:
    """Keep a worker (and the server started for it) running until asked to stop; the exit code."""
    from extractors import sources
    from flows.deploy import deploy
    from flows.deployments import plan
    from flows.settings import load

    if limit < 1:
        raise UsageError("--limit wants at least 1 run at a time")
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, _stop)
    settings = load(data=data)
    processes: list[subprocess.Popen[bytes]] = []
    try:
        if started := ensure_server(data):
            processes.append(started)
        catalogue = sources.load(settings.sources, builtin=settings.builtin_sources)
        deploy(plan(settings, catalogue))
        worker = ["worker", "start", "--pool", POOL, "--type", "process", "--limit", str(limit)]
        processes.insert(0, subprocess.Popen([sys.executable, "-m", "prefect", *worker], env=environment()))
        while all(process.poll() is None for process in processes):
            time.sleep(1)
        return 1
    except Stop:
        return 0
    finally:
        for process in processes:
            _end(process)
            beside.forget(settings.data, process.pid)


def _stop(number: int, frame: FrameType | None) -> None:
    raise Stop


def _end(process: subprocess.Popen[bytes]) -> None:
    """Ask it to end; a worker first sees its runs to their end, and is killed if they take too long."""
    process.terminate()
    try:
        process.wait(STOP_S)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
