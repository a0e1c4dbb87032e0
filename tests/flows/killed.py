"""A run that is killed by SIGKILL at a named stage: `python killed.py DATA DAY STAGE|none [flow]`."""

import os
import signal
import sys
from collections.abc import Callable
from datetime import date
from itertools import count
from pathlib import Path
from typing import Any

import warehouse.publish
import warehouse.store
from extractors.archive import Writer
from flows.run import choose, plainly
from flows.settings import load
from warehouse import Warehouse


def die(*_: object, **__: object) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def at_call(owner: Any, name: str, wanted: Callable[..., bool]) -> None:
    """Die when `owner.name` is called with arguments that are wanted; until then it works as ever."""
    inner = getattr(owner, name)

    def outer(*args: Any, **kwargs: Any) -> Any:
        if wanted(*args, **kwargs):
            die()
        return inner(*args, **kwargs)

    setattr(owner, name, outer)


def nth(number: int) -> Callable[..., bool]:
    calls = count(1)
    return lambda *_, **__: next(calls) == number


STAGES: dict[str, Callable[[], None]] = {
    "none": lambda: None,
    "making the database": lambda: at_call(warehouse.store, "put_in_place", nth(1)),
    "archiving the twentieth page": lambda: at_call(Writer, "write", nth(20)),
    "before the first load": lambda: at_call(Warehouse, "load", nth(1)),
    "inside a load": lambda: at_call(warehouse.store, "sql", lambda name: name == "load/50_observation.sql"),
    "inside reconciling": lambda: at_call(warehouse.store, "sql", lambda name: name == "reconcile/30_figure.sql"),
    "before publishing": lambda: at_call(Warehouse, "publish", nth(1)),
    "before the rename": lambda: at_call(warehouse.publish, "put_in_place", nth(1)),
}


def main() -> None:
    data, day, stage, *how = sys.argv[1:]
    STAGES[stage]()
    folder = Path(data)
    if how == ["flow"]:
        from flows import orchestrator

        orchestrator.prepare(folder, quiet=True)
        from flows.harvest import harvest

        harvest(day=date.fromisoformat(day), data=folder)
        return
    settings = load({}, file=None, data=folder)
    plainly(settings, choose(settings), day=date.fromisoformat(day))


if __name__ == "__main__":
    main()
