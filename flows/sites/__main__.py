"""`python -m flows.sites [PORT]`: serve the sample sites until Ctrl-C, for `fangzhi sources add --local URL`."""

import sys
from threading import Event

from rich.console import Console

from flows.sites import serve

FIRST_PORT = 18_360  # beside those of a demo that may be running


def main() -> None:
    console = Console()
    with serve(port=int(sys.argv[1]) if sys.argv[1:] else FIRST_PORT) as bases:
        for name, base in bases.items():
            console.print(f"{name:<12} {base}/", highlight=False)
        try:
            Event().wait()
        except KeyboardInterrupt:
            console.print("ended")


main()
