"""`python -m benchmarks [NAME ...]`: run the benchmarks, all or those named (`parse` for bench_parse).

Each prints ratios against a named peer, or a physical limit, measured in the same run. Peers that are not dependencies of
the project are left out with a word where they are not installed.
"""

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent


def main() -> int:
    """Run each in a process of its own, so that none warms another's caches; the worst exit code."""
    files = sorted(HERE.glob("bench_*.py"))
    wanted = [file for file in files if not sys.argv[1:] or file.stem.removeprefix("bench_") in sys.argv[1:]]
    worst = 0
    for file in wanted:
        print(f"\n== {file.stem}", flush=True)
        worst = max(
            worst,
            subprocess.run([sys.executable, "-m", f"benchmarks.{file.stem}"], cwd=HERE.parent, check=False).returncode,
        )
    return worst


sys.exit(main())
