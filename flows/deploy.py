"""Making the plan real on a Prefect server: work pool, queues, deployments, and the automations that notice crashes.

Deploying twice changes nothing: what stands as planned is left alone, so that its scheduled runs stay too. Deployments
of ours that are planned no more are deleted. A schedule that somebody paused stays paused.
"""

import json
from collections.abc import Iterable
from datetime import timedelta
from typing import Any
from uuid import UUID

from prefect.automations import AutomationCore
from prefect.client.orchestration import SyncPrefectClient, get_client
from prefect.client.schemas.actions import DeploymentScheduleCreate, WorkPoolCreate
from prefect.client.schemas.filters import DeploymentFilter, DeploymentFilterTags
from prefect.client.schemas.objects import ConcurrencyLimitStrategy, ConcurrencyOptions, StateType
from prefect.client.schemas.responses import DeploymentResponse
from prefect.client.schemas.schedules import CronSchedule
from prefect.events.actions import ChangeFlowRunState, RunDeployment
from prefect.events.schemas.automations import EventTrigger, Posture
from prefect.events.schemas.events import ResourceSpecification
from prefect.exceptions import ObjectAlreadyExists, ObjectNotFound
from prefect.flows import Flow, load_flow_from_entrypoint
from prefect.utilities.callables import parameter_schema

from flows.deployments import LOOK, MARK_PENDING, MARK_SILENT, POOL, QUEUES, TAG, TIMEZONE, Deployment

TOLD = ("Failed", "Crashed", "TimedOut", "Late")  # states of a run that somebody is told of
ENDED = ("Completed", "Failed", "Cancelled", "Crashed", "TimedOut")
SILENT_FOR = timedelta(seconds=90)  # three missed heartbeats
SILENT = "No heartbeat: killed, or its machine went away"
STARTED_IN = timedelta(minutes=10)  # a run's process; a busy machine needs a minute
NEVER_STARTED = "Its process never started: its worker was killed in between"
# Runs that go wrong within this time are looked at together. It must not be 0: the server takes an event anew when its
# database was locked, and only a trigger with a span remembers that it fired for it.
FOLDED = timedelta(seconds=10)


def deploy(plan: Iterable[Deployment]) -> list[str]:
    """Bring the server that PREFECT_API_URL names to the plan; what was changed, in words. Empty: all stood already."""
    with get_client(sync_client=True) as client:
        done = [*_pool(client)]
        planned = list(plan)
        standing = {(row.name, row.entrypoint): row for row in _ours(client)}
        for row in planned:
            if change := _deployment(client, row, standing.pop((row.name, row.entrypoint), None)):
                done.append(change)
        for left_over in standing.values():
            client.delete_deployment(left_over.id)
            done.append(f"deployment {left_over.name} deleted: it is planned no more")
        (look,) = (row.id for row in _ours(client) if row.name == LOOK)
        for automation in automations(look):
            if change := _automation(client, automation):
                done.append(change)
    return done


def _pool(client: SyncPrefectClient) -> Iterable[str]:
    try:
        client.read_work_pool(POOL)
    except ObjectNotFound:
        client.create_work_pool(WorkPoolCreate(name=POOL, type="process"))
        yield f"work pool {POOL} created"
    answer = client.request(
        "POST", "/work_pools/{work_pool_name}/queues/filter", path_params={"work_pool_name": POOL}, json={}
    )
    there = {queue["name"]: queue for queue in answer.json()}
    for name, priority in QUEUES.items():
        body: dict[str, object] = {"name": name, "priority": priority}
        if name not in there:
            try:
                client.request(
                    "POST", "/work_pools/{work_pool_name}/queues", path_params={"work_pool_name": POOL}, json=body
                )
                yield f"queue {name} created"
            except ObjectAlreadyExists:  # somebody deploys at the same time
                continue


def _ours(client: SyncPrefectClient) -> list[DeploymentResponse]:
    ours = DeploymentFilter(tags=DeploymentFilterTags(all_=[TAG]))
    found: list[DeploymentResponse] = []
    while page := client.read_deployments(deployment_filter=ours, limit=200, offset=len(found)):
        found += page
    return found


def _deployment(client: SyncPrefectClient, row: Deployment, standing: DeploymentResponse | None) -> str | None:
    flow: Flow[Any, Any] = load_flow_from_entrypoint(row.entrypoint)
    schema = parameter_schema(flow).model_dump()
    if standing is not None and _as_planned(standing, row, schema):
        return None
    cron = [CronSchedule(cron=row.cron, timezone=TIMEZONE)] if row.cron else []
    client.create_deployment(
        flow_id=client.create_flow_from_name(row.flow),
        name=row.name,
        entrypoint=row.entrypoint,
        description=row.description,
        parameters=row.parameters,
        parameter_openapi_schema=schema,
        enforce_parameter_schema=True,
        schedules=[DeploymentScheduleCreate(schedule=schedule, active=True) for schedule in cron],
        work_pool_name=POOL,
        work_queue_name=row.queue,
        concurrency_limit=1,
        concurrency_options=ConcurrencyOptions(collision_strategy=ConcurrencyLimitStrategy(row.collision)),
        tags=[TAG],
        pull_steps=[],
    )
    return f"deployment {row.name} {'changed' if standing else 'created'}"


def _as_planned(standing: DeploymentResponse, row: Deployment, schema: dict[str, Any]) -> bool:
    crons = [schedule.schedule.cron for schedule in standing.schedules if isinstance(schedule.schedule, CronSchedule)]
    options = standing.concurrency_options
    return (
        crons == ([row.cron] if row.cron else [])
        and standing.description == row.description
        and standing.parameters == row.parameters
        and standing.parameter_openapi_schema == schema
        and standing.work_pool_name == POOL
        and standing.work_queue_name == row.queue
        and options is not None
        and options.collision_strategy == row.collision
    )


def automations(look: UUID) -> list[AutomationCore]:
    """Runs that died without a word are marked as crashed; when a run goes wrong, the deployment `look` is run.

    Watching that fails starts nothing, or it would go on for ever. What the server starts twice is told once all the
    same: the ledger of alerts knows.
    """
    ours = _resource(role="tag", id=f"prefect.tag.{TAG}")
    but_watching = _resource(role="deployment", name="!watch*")
    beats = {"prefect.flow-run.heartbeat"}
    silent = _marking(
        MARK_SILENT,
        "No heartbeat for 90 seconds: the run was killed, or its machine went away",
        after=beats | {"prefect.flow-run.Running"},  # a run may be killed before its first beat
        expect=beats | {f"prefect.flow-run.{state}" for state in ENDED},
        within=SILENT_FOR,
        message=SILENT,
    )
    pending = _marking(
        MARK_PENDING,
        "Pending for ten minutes: the worker was killed before it started the run's process",
        after={"prefect.flow-run.Pending"},
        expect={f"prefect.flow-run.{state}" for state in ("Running", "Cancelling", *ENDED)},
        within=STARTED_IN,
        message=NEVER_STARTED,
    )
    told = AutomationCore(
        name=f"{TAG}: tell of runs",
        description="When a run failed, crashed, timed out or is late, the watch looks and tells",
        trigger=EventTrigger(
            posture=Posture.Reactive,
            expect={f"prefect.flow-run.{state}" for state in TOLD},
            match={"prefect.resource.id": "prefect.flow-run.*"},
            match_related=[ours, but_watching],
            threshold=1,
            within=FOLDED,
        ),
        actions=[RunDeployment.model_validate({"deployment_id": look, "schedule_after": FOLDED})],
    )
    return [silent, pending, told]


def _marking(
    name: str, description: str, *, after: set[str], expect: set[str], within: timedelta, message: str
) -> AutomationCore:
    """Marks a run of ours as crashed when nothing expected follows: a dead run would keep its deployment's one slot."""
    return AutomationCore(
        name=name,
        description=description,
        trigger=EventTrigger(
            posture=Posture.Proactive,
            after=after,
            expect=expect,
            match={"prefect.resource.id": "prefect.flow-run.*"},
            match_related=_resource(role="tag", id=f"prefect.tag.{TAG}"),
            for_each={"prefect.resource.id"},
            threshold=1,
            within=within,
        ),
        actions=[ChangeFlowRunState(name=None, state=StateType.CRASHED, force=False, message=message)],
    )


def _resource(**labels: str) -> ResourceSpecification:
    return ResourceSpecification({f"prefect.resource.{name}": value for name, value in labels.items()})


def _automation(client: SyncPrefectClient, wanted: AutomationCore) -> str | None:
    standing = client.read_automations_by_name(wanted.name)
    if not standing:
        client.create_automation(wanted)
        return f"automation '{wanted.name}' created"
    first = standing[0]
    if _essence(first) == _essence(wanted):
        return None
    client.update_automation(first.id, wanted)
    return f"automation '{wanted.name}' changed"


def _essence(automation: AutomationCore) -> object:
    kept = {"name", "description", "trigger", "actions"}
    plain: dict[str, Any] = json.loads(automation.model_dump_json(include=kept))
    plain["trigger"].pop("id", None)
    for name in ("after", "expect", "for_each"):
        plain["trigger"][name] = sorted(plain["trigger"][name])
    return plain
