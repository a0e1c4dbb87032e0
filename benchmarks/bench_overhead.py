"""What orchestration costs: a harvest of 500 pages as a Prefect flow against the same steps called plainly.

    python -m benchmarks.bench_overhead [ROUNDS]

Pages come from loopback without waiting; the Prefect server is up before the clock starts, Prefect is imported. Both ways
run in turn, on a data directory of their own; the least time of each counts. Beside it stands the CPU time of this
process and its workers, which a busy machine disturbs less (the server's own is in neither).
"""

import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from extractors import sources
from extractors.records import Source
from flows import orchestrator, server, sites
from flows.settings import load

PAGES = 500
DAY = date(2026, 1, 31)
SITE = """name = "样例区人民政府"
home = "340405"
encoding = "utf-8"
layout = "cms"
paging = "links"
channel = "xwzx"
per_page = 25
"""


def content(folder: Path) -> Path:
    """A site of 500 articles, each with figures of its own."""
    site = folder / "sample"
    site.mkdir(parents=True)
    (site / "site.toml").write_text(SITE, encoding="utf-8")
    for number in range(PAGES):
        published = datetime(2026, 1, 31, 9, tzinfo=UTC) - timedelta(hours=5 * number)
        told = "\n\n".join(
            f"第{part}项工作持续推进。截至{published.month}月底，全区新建道路{number + part}.5公里，同比增长{part}.2%，"
            f"培训农民{100 + number + part}人次，投入资金{number + 10 * part}万元，有关部门将继续做好各项服务。"
            for part in range(1, 7)
        )
        text = f"title: 样例区第{number}号工作动态\npublished: {published:%Y-%m-%d %H:%M}\n\n{told}\n"
        (site / f"t{number:03d}.txt").write_text(text, encoding="utf-8")
    return folder


@contextmanager
def prefect_server(folder: Path) -> Iterator[None]:
    """A server of its own, up and asked once."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    os.environ["PREFECT_HOME"] = str(folder)
    os.environ["PREFECT_API_URL"] = f"http://127.0.0.1:{port}/api"
    orchestrator.prepare(folder, quiet=True)
    command = [sys.executable, "-m", "prefect", "server", "start", "--host", "127.0.0.1", "--port", str(port)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        while not server.answers(os.environ["PREFECT_API_URL"]):
            time.sleep(0.5)
        yield
    finally:
        process.terminate()
        process.wait(30)


def furnished(folder: Path, found: list[Source]) -> Path:
    folder.mkdir()
    (folder / "fangzhi.toml").write_text("builtin_sources = false\n")
    sources.append(folder / "sources", found)
    return folder


def plain(data: Path) -> None:
    from flows.run import choose, plainly

    settings = load({}, file=None, data=data)
    report = plainly(settings, choose(settings), day=DAY)
    assert sum(source.articles for source in report.sources) == PAGES


def orchestrated(data: Path) -> None:
    from flows.harvest import harvest

    report = harvest(day=DAY, data=data)
    assert sum(source.articles for source in report.sources) == PAGES


def main() -> None:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 2
    ways: dict[str, Callable[[Path], None]] = {"plainly": plain, "as a flow": orchestrated}
    least = dict.fromkeys(ways, float("inf"))
    least_cpu = dict.fromkeys(ways, float("inf"))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        texts = content(folder / "content")
        with sites.serve(folder=texts) as bases, prefect_server(folder / "prefect"):
            found = [replace(source, max_pages=PAGES) for source in sites.sources(bases, folder=texts)]
            import flows.harvest  # noqa: F401  # its two seconds are not the run's

            for number in range(rounds):
                for way, run in ways.items():
                    data = furnished(folder / f"{way.replace(' ', '-')}-{number}", found)
                    began, cpu_before = time.perf_counter(), cpu_s()
                    run(data)
                    least[way] = min(least[way], time.perf_counter() - began)
                    least_cpu[way] = min(least_cpu[way], cpu_s() - cpu_before)
    for way, seconds in least.items():
        print(f"{PAGES} pages {way:10} {seconds:6.1f} s, CPU {least_cpu[way]:6.1f} s")
    wall, cpu = (of["as a flow"] / of["plainly"] - 1 for of in (least, least_cpu))
    print(f"overhead {wall:.1%} of the time, {cpu:.1%} of the CPU (at most 10 % is wanted)")


def cpu_s() -> float:
    """CPU seconds of this process and of the workers that ended."""
    spent = os.times()
    return spent.user + spent.system + spent.children_user + spent.children_system


if __name__ == "__main__":
    main()
