"""What tests of runs share: the sample sites, a Prefect server, and a way to compare warehouses."""

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from datetime import UTC, date, datetime, timedelta
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import duckdb
import pytest
from hypothesis import HealthCheck, settings

from extractors import sources
from extractors.records import Source
from flows import sites
from flows.orchestrator import DEFAULTS
from flows.server import BUSY, TRIES

# Property tests try the same examples everywhere, however slow the machine; `--hypothesis-profile wide` tries others.
settings.register_profile(
    "steady", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
settings.register_profile("wide", settings.get_profile("steady"), derandomize=False, max_examples=2_000)
settings.load_profile("steady")

ROOT = Path(__file__).resolve().parents[1]
DAY = date(2026, 1, 31)
QUICK = {
    "PREFECT_WORKER_QUERY_SECONDS": "1",
    "PREFECT_SERVER_DEPLOYMENTS_CONCURRENCY_SLOT_WAIT_SECONDS": "1",
    "PREFECT_SERVER_SERVICES_DB_VACUUM_LOOP_SECONDS": "15",
}
CLOCKS = {
    "discovered_at", "fetched_at", "last_fetched_at", "settled_at", "first_at", "visited_at",
    "known_from", "known_to", "last_at", "reconcile_no", "load_no", "archive_file", "archive_offset", "edition_no",
    "run_id", "file", "headers",
}  # fmt: skip
# The record of the runs themselves, and what counts editions and copies.
ASIDE = {"run", "fetch_log", "archive_file", "visit", "schema_migration", "counter", "edition", "copy_state"}
ASIDE |= {"unpublished", "unpublished_month"}


@pytest.fixture(scope="session")
def site_sources() -> Iterator[list[Source]]:
    with sites.serve() as bases:
        yield list(sites.sources(bases))


@pytest.fixture
def data(tmp_path: Path, site_sources: list[Source]) -> Path:
    """A data directory whose sources are the sample sites."""
    return furnished(tmp_path / "data", site_sources)


def furnished(folder: Path, found: list[Source]) -> Path:
    folder.mkdir(parents=True)
    (folder / "fangzhi.toml").write_text("builtin_sources = false\nworkers = 1\ndisk_percent = 101\n")
    sources.append(folder / "sources", found)
    return folder


@pytest.fixture(scope="session")
def furnish(site_sources: list[Source]) -> Callable[[Path], Path]:
    """Makes a data directory of it, whose sources are the sample sites."""
    return lambda folder: furnished(folder, site_sources)


@pytest.fixture(scope="session")
def free_port() -> Callable[[], int]:
    """Gives a port that nobody listened on a moment ago."""

    def find() -> int:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port: int = probe.getsockname()[1]
            return port

    return find


@pytest.fixture(scope="session")
def tables() -> Callable[..., dict[str, list[tuple[object, ...]]]]:
    """All that a warehouse holds, to be compared."""
    return content


def content(folder: Path, file: str = "warehouse.duckdb") -> dict[str, list[tuple[object, ...]]]:
    """All rows of all tables, in order, without clocks and without the record of the runs themselves."""
    held: dict[str, list[tuple[object, ...]]] = {}
    with duckdb.connect(str(folder / file), read_only=True) as connection:
        names = connection.execute("select table_name from duckdb_tables() where not internal").fetchall()
        for (name,) in names:
            if name in ASIDE:
                continue
            columns = [row[0] for row in connection.execute(f"describe {name}").fetchall() if row[0] not in CLOCKS]
            listed = ", ".join(f'"{column}"' for column in columns)
            held[name] = connection.execute(f"select {listed} from {name} order by all").fetchall()
    return held


class Server:
    """A Prefect server of one's own, on loopback."""

    def __init__(self, home: Path, port: int) -> None:
        self.api = f"http://127.0.0.1:{port}/api"
        self.environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith("PREFECT_")},
            **DEFAULTS,
            **QUICK,
            "PREFECT_HOME": str(home),
            "PREFECT_API_URL": self.api,
            "PYTHONPATH": str(ROOT),
        }

    def ask(self, path: str, body: object | None = None, *, method: str | None = None) -> Any:
        data = None if body is None else json.dumps(body).encode()
        request = Request(self.api + path, data, {"Content-Type": "application/json"}, method=method)
        for left in reversed(range(TRIES)):
            try:
                with urlopen(request, timeout=120) as answer:
                    return json.loads(answer.read() or "null")
            except HTTPError as error:
                if error.code != BUSY or not left:
                    raise
                time.sleep(1)
        return None

    def run(self, *command: str, **environment: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, *command],
            cwd=ROOT,
            env=self.environment | environment,
            capture_output=True,
            text=True,
            check=False,
        )

    def runs(self, **where: object) -> list[dict[str, Any]]:
        """Flow runs, the latest first."""
        found: list[dict[str, Any]] = self.ask("/flow_runs/filter", {"flow_runs": where, "sort": "START_TIME_DESC"})
        return found

    @staticmethod
    def until(what: Callable[[], Any], seconds: float = 300) -> Any:
        """The first true answer; fails when there is none for so long."""
        ends = time.monotonic() + seconds
        while time.monotonic() < ends:
            try:
                if answer := what():
                    return answer
            except OSError:  # no answer, or none in time
                pass
            time.sleep(0.5)
        pytest.fail(f"waited {seconds} s in vain")

    def start(self, *command: str, **environment: str) -> "subprocess.Popen[bytes]":
        """A process beside the server, in a group of its own."""
        return subprocess.Popen(
            [sys.executable, *command],
            cwd=ROOT,
            env=self.environment | environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )


@pytest.fixture(scope="session")
def new_server(
    tmp_path_factory: pytest.TempPathFactory, free_port: Callable[[], int]
) -> Callable[..., AbstractContextManager[Server]]:
    """Starts a server, with more environment if there is need; it ends with the context."""

    @contextmanager
    def started(**environment: str) -> Iterator[Server]:
        port = free_port()
        server = Server(tmp_path_factory.mktemp("prefect"), port)
        process = subprocess.Popen(
            [sys.executable, "-m", "prefect", "server", "start", "--host", "127.0.0.1", "--port", str(port)],
            env=server.environment | environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            server.until(lambda: server.ask("/health"))
            yield server
        finally:
            process.terminate()
            try:
                process.wait(60)
            except subprocess.TimeoutExpired:  # it may wait for an answer on its way
                process.kill()
                process.wait()

    return started


@pytest.fixture(scope="module")
def server(new_server: Callable[..., AbstractContextManager[Server]]) -> Iterator[Server]:
    with new_server() as server:
        yield server


@pytest.fixture(scope="session")
def answering() -> Callable[..., AbstractContextManager[str]]:
    """Serves answers by path on loopback, as a Prefect server in some state gives them; gives its address."""
    return answers_served


@contextmanager
def answers_served(answers: Mapping[str, object], off: timedelta = timedelta()) -> Iterator[str]:
    """`off`: by how much the server's clock is wrong."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"] or 0))
            body = json.dumps(answers[self.path]).encode()
            self.send_response_only(200)
            self.send_header("Date", format_datetime(datetime.now(UTC) + off, usegmt=True))
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        do_POST = do_GET

        def log_message(self, format: str, *args: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as http:
        thread = Thread(target=http.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{http.server_address[1]}/api"
        http.shutdown()
        thread.join()
