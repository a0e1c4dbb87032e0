"""The daily run: visit every source, archive, read, parse, load, reconcile, check, publish.

Visits fan out, one task a group of sources; loading fans in, because the warehouse takes one writer. A source that
fails is reported and left behind. Only what endangers the data, a failed load or an unwritable archive, fails the run.
What an earlier run archived and did not load is taken in first.
"""

from datetime import date, datetime
from pathlib import Path
from typing import Any, cast

from prefect import flow, get_run_logger, task
from prefect.artifacts import create_markdown_artifact, create_table_artifact
from prefect.cache_policies import NO_CACHE
from prefect.futures import PrefectFuture, as_completed
from prefect.runtime import flow_run
from prefect.task_runners import TaskRunner, ThreadPoolTaskRunner

from extractors.fetch import Fetcher
from flows.report import RunReport
from flows.run import Group, Run, choose, groups
from flows.settings import SHANGHAI, load
from flows.visit import Findings
from warehouse import open_warehouse

SIDE_BY_SIDE = 4  # groups visited at the same time
LOCK_WAIT_S = 3600.0  # a run that finds another one writing waits this long for it

# The class is invariant in its future, so that mypy takes no thread pool for a task runner.
side_by_side = cast("TaskRunner[PrefectFuture[Any]]", ThreadPoolTaskRunner(max_workers=SIDE_BY_SIDE))


@flow(
    name="harvest",
    task_runner=side_by_side,
    persist_result=False,
    validate_parameters=True,
)
def harvest(
    sources: list[str] | None = None,
    within: str | None = None,
    since: date | None = None,
    day: date | None = None,
    data: Path | None = None,
    whole: bool = False,
) -> RunReport:
    """Visit the sources (all active ones, those named, or those within a district) for one day, and publish.

    `day` is the logical date: given, or that of the schedule in Shanghai. Links older than `since` are left.
    `whole`: everything from `since` to `day`: each issue of an e-paper, and lists to their end (or to `since`), also
    where earlier runs had caught up with them, but for links known to be younger than `day`.
    """
    log = get_run_logger()
    settings = load(data=data)
    chosen = choose(settings, sources or (), within)
    with Fetcher(settings.politeness) as fetcher, open_warehouse(settings.data, wait_s=LOCK_WAIT_S) as warehouse:
        run = Run(settings, warehouse, chosen, day=day or scheduled_day(), since=since, whole=whole)
        prepare(run)
        visits = []
        for group in groups(chosen):
            run.remember(group)
            visits.append(visit_group.submit(run, group, fetcher))
        for visited in as_completed(visits):
            found, file = visited.result()
            take_in(run, found, file)
        report = finish(run)
    log.info("%s: %d sources, %d figures published", report.run_id, len(report.sources), report.figures)
    for failure in report.failures:
        log.warning(failure)
    show(report)
    return report


def scheduled_day() -> date:
    """The day this run is for: when it was due, not when it got its turn."""
    due = flow_run.scheduled_start_time
    return (due if isinstance(due, datetime) else datetime.now(SHANGHAI)).astimezone(SHANGHAI).date()


@task(name="prepare", cache_policy=NO_CACHE)
def prepare(run: Run) -> None:
    """Dimensions, then what an interrupted run left behind."""
    run.prepare()


@task(name="visit", task_run_name="visit {group.name}", cache_policy=NO_CACHE)
def visit_group(run: Run, group: Group, fetcher: Fetcher) -> tuple[Findings, str | None]:
    """Discover, fetch and archive; returns records without HTML."""
    return run.visit(group, fetcher)


@task(name="take in", cache_policy=NO_CACHE)
def take_in(run: Run, found: Findings, file: str | None) -> None:
    """Extract, repair, parse and load."""
    run.take_in(found, file)


@task(name="finish", cache_policy=NO_CACHE)
def finish(run: Run) -> RunReport:
    """Reconcile, check, publish."""
    return run.finish()


def show(report: RunReport) -> None:
    """The run report as artifacts of the flow run."""
    create_table_artifact(key="run-report", table=report.rows(), description=f"Run {report.run_id} for {report.day}")
    told = "\n".join(f"- {failure}" for failure in report.failures) or "nothing to tell"
    counts = (
        f"{len(report.sources)} sources, {report.figures_added} figures added, {report.figures_corrected} corrected, "
        f"{report.conflicts} in conflict, {report.figures} published. {report.checked}"
    )
    create_markdown_artifact(key="run-summary", markdown=f"# {report.day}\n\n{counts}\n\n{told}\n")
