"""How much politeness costs: the fetch loop against a bare requests.Session, both over loopback, and what follows it.

    python -m benchmarks.bench_fetch

The server answers from a process of its own with pages of 56 kB, so that its time is not counted as ours. Intervals are
zero here: on the web they are seconds, and everything below is noise.
"""

import multiprocessing
import socket
import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import requests

from extractors.archive import Archive
from extractors.fetch import Fetcher, Politeness
from extractors.records import Page, Source
from extractors.sources import load

PAGES = 600
ROUNDS = 3
BODY = ("<p>全区秋粮收购工作全面启动，各项工作有序推进。</p>" * 800).encode()[:56_000]
HEAD = f'HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nETag: "a"\r\nContent-Length: {len(BODY)}\r\n\r\n'.encode()


def serve(ready: "multiprocessing.Queue[int]") -> None:
    """Answers any number of connections, one after the other, each kept alive."""
    server = socket.create_server(("127.0.0.1", 0))
    ready.put(server.getsockname()[1])
    while True:
        connection, _ = server.accept()
        with connection:
            while data := connection.recv(65536):
                robots = data.startswith(b"GET /robots.txt")
                connection.sendall(b"HTTP/1.1 404 -\r\nContent-Length: 0\r\n\r\n" if robots else HEAD + BODY)


def timed(work: Callable[[], None]) -> tuple[float, float]:
    """Wall and CPU seconds."""
    wall, cpu = time.perf_counter(), time.process_time()
    work()
    return time.perf_counter() - wall, time.process_time() - cpu


def bare(url: str) -> None:
    with requests.Session() as session:
        session.trust_env = False
        for n in range(PAGES):
            assert len(session.get(f"{url}/{n}.html", timeout=(10, 20)).content) == len(BODY)


def polite(url: str, source: Source) -> None:
    with Fetcher(Politeness(interval_s=0)) as fetcher:
        for n in range(PAGES):
            page = fetcher.get(f"{url}/{n}.html", source)
            assert page is not None
            assert len(page.body) == len(BODY)


def write(pages: list[Page], folder: Path) -> None:
    with Archive(folder).writer("bench", datetime.now(UTC)) as writer:
        for page in pages:
            writer.write(page)


def scan(folder: Path) -> None:
    archive = Archive(folder)
    assert sum(1 for file in archive.files() for _ in archive.scan(file)) >= PAGES


def line(name: str, runs: list[tuple[float, float]], count: int) -> None:
    wall, cpu = statistics.median(r[0] for r in runs), statistics.median(r[1] for r in runs)
    print(f"{name:<42}{count / wall:>10,.0f} a second{1000 * cpu / count:>10.2f} ms CPU each")


def main() -> None:
    ready: multiprocessing.Queue[int] = multiprocessing.Queue()
    server = multiprocessing.Process(target=serve, args=(ready,), daemon=True)
    server.start()
    url = f"http://127.0.0.1:{ready.get()}"
    source = Source("bench", "bench", None, "list", url, local=True)
    runs: dict[str, list[tuple[float, float]]] = {"bare requests.Session": [], "Fetcher": []}
    bare(url)  # warm
    for _ in range(ROUNDS):
        runs["bare requests.Session"].append(timed(lambda: bare(url)))
        runs["Fetcher"].append(timed(lambda: polite(url, source)))
    server.terminate()
    for name, found in runs.items():
        line(name, found, PAGES)
    slower = [f[1] / b[1] for f, b in zip(runs["Fetcher"], runs["bare requests.Session"], strict=True)]
    print(f"{'CPU, Fetcher : bare':<42}{statistics.median(slower):>10.2f}")
    at, digest = datetime.now(UTC), sha256(BODY).hexdigest()
    page = Page(url, url, "bench", at, 200, {"content-type": "text/html"}, BODY, digest)
    with tempfile.TemporaryDirectory() as folder:
        line("archive, written with fsync", [timed(lambda: write([page] * PAGES, Path(folder)))], PAGES)
        line("archive, scanned", [timed(lambda: scan(Path(folder)))], PAGES)
    began = time.perf_counter()
    count = len(load())
    print(f"{'catalogue of sources, loaded and checked':<42}{count:>10,} lines in {time.perf_counter() - began:.2f} s")


if __name__ == "__main__":
    main()
