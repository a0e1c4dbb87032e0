"""A flow that takes longer than it may."""

import time

from prefect import flow


@flow(name="slow", timeout_seconds=1, persist_result=False)
def slow() -> None:
    for _ in range(600):
        time.sleep(0.1)
