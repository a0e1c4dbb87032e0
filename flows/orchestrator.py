"""How Prefect is set up before anything imports it: its home beside our data, its server quiet, patient and lossless.

Facts behind the values: with its defaults the server's recorder drops task runs under load (43 of 900 kept); a
temporary server needs more than the 20 seconds it is given on a busy machine; analytics are on unless told otherwise;
a run that died silently is noticed by its missing heartbeat, so the beat is as quick as may be (30 s); only events are
ever deleted from its database unless old runs are named too (both after 90 days); a run is late after 15 seconds, less
than a busy worker needs to start one.
"""

import os
from pathlib import Path

from extractors.errors import UsageError
from flows import beside

DEFAULTS = {
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "180",
    "PREFECT_SERVER_SERVICES_TASK_RUN_RECORDER_BATCH_SIZE": "200",
    "PREFECT_SERVER_SERVICES_TASK_RUN_RECORDER_READ_BATCH_SIZE": "200",
    "PREFECT_SERVER_SERVICES_TASK_RUN_RECORDER_FLUSH_INTERVAL": "1",
    "PREFECT_RESULTS_PERSIST_BY_DEFAULT": "false",
    "PREFECT_FLOWS_HEARTBEAT_FREQUENCY": "30",
    "PREFECT_SERVER_SERVICES_DB_VACUUM_ENABLED": "events,flow_runs",
    "PREFECT_SERVER_SERVICES_LATE_RUNS_AFTER_SECONDS": "300",
}
LOCAL = "http://127.0.0.1:4200/api"  # where `fangzhi serve` starts a server


def prepare(data: Path, *, quiet: bool = False) -> None:
    """Set what the environment leaves open. A server named by PREFECT_API_URL or a profile of one's own stays in force,
    else one that `fangzhi serve` runs over the same directory is used.

    `quiet`: only warnings reach the terminal; the server still gets every log line.
    Raises UsageError when nothing can be kept in `data`, which is made if it is missing.
    """
    try:
        data.mkdir(parents=True, exist_ok=True)  # Prefect makes its home there, but no folder above it
    except OSError as error:
        raise UsageError(f"{data}: cannot be made ({error}); choose another place with --data") from error
    if not os.access(data, os.W_OK | os.X_OK):
        raise UsageError(f"{data}: cannot be written; choose another place with --data, or mend its permissions")
    for name, value in DEFAULTS.items():
        os.environ.setdefault(name, value)
    if not {"PREFECT_HOME", "PREFECT_API_URL", "PREFECT_PROFILE"} & os.environ.keys():
        if api := beside.address(data):
            os.environ["PREFECT_API_URL"] = api
        os.environ["PREFECT_HOME"] = str(home(data))
    if quiet:
        os.environ.setdefault("PREFECT_LOGGING_HANDLERS_CONSOLE_LEVEL", "WARNING")
        os.environ.setdefault("PREFECT_LOGGING_TO_API_WHEN_MISSING_FLOW", "ignore")


def home(data: Path) -> Path:
    """Where Prefect keeps its database: where the environment says, else beside our data."""
    return Path(os.environ.get("PREFECT_HOME") or data.absolute() / "prefect")


def permanent(data: Path) -> str:
    """Set up for a server that stays: PREFECT_API_URL, or the one of this machine. Returns its address."""
    prepare(data)
    return os.environ.setdefault("PREFECT_API_URL", LOCAL)
