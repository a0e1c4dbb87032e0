"""Commands that keep it running: deploy, serve, backfill, reparse, housekeeping, watch, doctor ..."""

import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Annotated

import typer

from extractors.errors import UsageError
from flows.cli.commands import Commands
from flows.cli.common import AsJson, Data, console, day, settings, write_json


def register(app: typer.Typer) -> None:
    for command in (deploy, serve, backfill, reparse, housekeeping, watch, doctor, metrics):
        app.command()(command)
    alerts = Commands("How alerts reach people.")
    alerts.command("test")(alerts_test)
    app.add_typer(alerts, name="alerts")


def deploy(data: Data = None) -> int:
    """Create deployments, schedules and automations on the Prefect server; doing it twice changes nothing.

    The server is the one PREFECT_API_URL names, else http://127.0.0.1:4200/api.

    Example: fangzhi deploy
    """
    from extractors import sources
    from flows import orchestrator, server
    from flows.serving import ServerError

    known = settings(data)
    api = orchestrator.permanent(known.data)
    if not server.answers(api):
        raise ServerError(f"no Prefect server answers at {api}; `fangzhi serve` starts one on this machine")
    from flows.deploy import deploy as make
    from flows.deployments import plan

    planned = plan(known, sources.load(known.sources, builtin=known.builtin_sources))
    changes = make(planned)
    for change in changes:
        typer.echo(change)
    typer.echo(f"{len(planned)} deployments stand on {api}" + ("" if changes else "; nothing had to be changed"))
    return 0


def serve(
    limit: Annotated[int, typer.Option("--limit", help="Runs at the same time.")] = 4,
    data: Data = None,
) -> int:
    """Keep the schedule on this machine: deploy, run a worker, and a Prefect server where none answers.

    Example: fangzhi serve
    """
    from flows.serving import serve as keep

    return keep(settings(data).data, limit=limit)


def backfill(
    source: Annotated[str, typer.Argument(help="Id of the source; `fangzhi sources list` shows them.")],
    first: Annotated[str, typer.Option("--from", help="First day, 2025-01-01.")],
    last: Annotated[str | None, typer.Option("--to", help="Last day; if not given, yesterday.")] = None,
    data: Data = None,
) -> int:
    """Fetch older pages of one source: of a list those dated within the days, of an e-paper every issue.

    On the server that PREFECT_API_URL names, if it has our deployments, behind all other runs; else here and now.
    It may be interrupted at any time: the same command goes on where it ended.

    Example: fangzhi backfill 340405-example --from 2025-01-01
    """
    from flows.backfill import here, on_server, server_of, steps
    from flows.settings import SHANGHAI

    known = settings(data)
    yesterday = datetime.now(SHANGHAI).date() - timedelta(days=1)
    begin = day(first, "--from")
    if begin is None:
        raise UsageError("--from wants a day such as 2025-01-01")
    planned = steps(known, source, begin, day(last, "--to") or yesterday)
    deployed = server_of()
    progress = on_server(*deployed, planned) if deployed else here(known, planned)
    failed = False
    for number, (step, state) in enumerate(progress, 1):
        typer.echo(f"{number} of {len(planned)}: {step.name} {state}")
        failed |= state not in ("Completed", "done")
    return int(failed)


def reparse(
    source: Annotated[list[str] | None, typer.Option("--source", help="Only pages of this source.")] = None,
    since: Annotated[str | None, typer.Option("--since", help="Only pages fetched since this day, 2025-01-01.")] = None,
    diff: Annotated[bool, typer.Option("--diff", help="Only show what would change.")] = False,
    as_json: AsJson = False,
    data: Data = None,
) -> int:
    """Read the archive anew by the rules of today, without network; figures that change are listed.

    Example: fangzhi reparse --diff
    """
    from flows import progress
    from flows.cli.show import grid
    from flows.reparse import reparse as read_anew

    with progress.shown():
        done = read_anew(settings(data), source_ids=source or (), since=day(since, "--since"), adopt=not diff)
    figures, observations = done.difference.figures, done.difference.observations
    if as_json:
        write_json(
            {
                "taken_in": done.taken_in,
                "pages": done.pages,
                "figures": figures.records(),
                "observations": observations.records(),
            }
        )
        return 0
    for title, table in (("Observations, by rule", observations), ("Figures", figures)):
        if table.rows:
            grid(console(), title, table.columns, table.rows)
    if done.taken_in:
        typer.echo(f"{done.taken_in} archived pages that were not in the warehouse taken in")
    for told in (*(done.published.refused_views if done.published else ()), done.checked):
        if told:
            typer.echo(told)
    typer.echo(f"{done.pages} pages read anew, {len(figures.rows)} figures differ; {done.verdict}")
    return 0


def housekeeping(as_json: AsJson = False, data: Data = None) -> int:
    """Drop what the settings say is too old, and tell it: replaced readings, old requests, old archive files.

    Example: fangzhi housekeeping
    """
    from flows.holdings import must_have_warehouse
    from flows.housekeeping import tidy

    known = settings(data)
    must_have_warehouse(known)
    tidied = tidy(known, today=datetime.now(UTC).date())
    if as_json:
        write_json(tidied.as_json())
    else:
        typer.echo("\n".join(tidied.lines()) or "nothing is too old")
    return 0


def watch(
    once: Annotated[bool, typer.Option("--once", help="Look once and end: for cron or a timer.")] = False,
    every: Annotated[int, typer.Option("--every", help="Minutes between two looks.")] = 15,
    as_json: AsJson = False,
    data: Data = None,
) -> int:
    """Look whether runs, sources, figures and disks are well, and tell who is to be told. Exit code 1: alerts stand.

    Example: fangzhi watch --once
    """
    from flows.holdings import must_exist
    from flows.watch import watch_once

    if every < 1:
        raise UsageError(f"--every wants minutes, 1 at least, not {every}")
    known = settings(data)
    must_exist(known.data)
    while True:
        told = watch_once(known, now=datetime.now(UTC))
        if as_json:
            write_json({"new": told.new, "over": told.over, "standing": told.standing, "failed": told.failed})
        else:
            for line in (*told.lasting(), *told.lines()):
                typer.echo(line)
            stand = "alert stands" if len(told.standing) == 1 else "alerts stand"
            typer.echo(f"{len(told.standing)} {stand}, {len(told.new)} new, {len(told.over)} over")
        if once:
            return int(bool(told.standing))
        time.sleep(60 * every)


def alerts_test(data: Data = None) -> int:
    """Send a test message to every target, and say which took it.

    Example: fangzhi alerts test
    """
    from flows.alerts import TEST, Alert, Message
    from flows.targets import targets

    chosen = targets(settings(data))
    alert = Alert(TEST, "test", "this is a test; nothing is wrong", datetime.now(UTC), look="fangzhi watch --once")
    results = [(target.name, target.offer(Message(TEST, (alert,)))) for target in chosen]
    if not results:
        raise UsageError("no target is set; set FANGZHI_ALERT_WEBHOOK to a URL, or FANGZHI_ALERTS to apprise addresses")
    for name, taken in results:
        typer.echo(f"{name}: {'taken' if taken else 'NOT taken; is the address right, and can it be reached?'}")
    return int(not all(taken for _, taken in results))


def doctor(data: Data = None, as_json: AsJson = False) -> int:
    """Say what is wrong with this installation, and the cure. Exit code 1: something will not work.

    Example: fangzhi doctor
    """
    from flows.doctor import examine_all
    from flows.finding import Finding

    try:
        findings = examine_all(settings(data), now=datetime.now(UTC))
    except UsageError as error:  # the settings themselves
        findings = [Finding("settings", "fault", str(error), "mend the setting that is named; docs/settings.md")]
    if as_json:
        write_json(findings)
    else:
        for finding in findings:
            typer.echo(f"{finding.state:8} {finding.check:12} {finding.what}")
            if finding.cure:
                typer.echo(f"{'':8} {'cure':12} {finding.cure}")
    return int(any(finding.state == "fault" for finding in findings))


def metrics(
    out: Annotated[Path | None, typer.Option("--out", help="Write this file, in one step, instead.")] = None,
    data: Data = None,
) -> int:
    """Print metrics for Prometheus: runs, freshness of sources, sizes.

    Example: fangzhi metrics --out /var/lib/node_exporter/fangzhi.prom
    """
    from flows.holdings import must_exist
    from flows.metrics import metrics as measured

    known = settings(data)
    must_exist(known.data)
    text = measured(known)
    if out is None:
        typer.echo(text.decode(), nl=False)
        return 0
    coming = out.with_name(out.name + ".new")
    try:
        coming.write_bytes(text)
        coming.replace(out)
    except OSError as error:
        raise UsageError(f"{out}: cannot be written ({error.strerror}); name a file in a folder of yours") from error
    return 0
