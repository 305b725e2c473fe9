"""CloudFormation's stacks as they are deployed, with all that they nest."""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final

from stamp_infra.aws.errors import told
from stamp_infra.core.errors import Mistake, UserError
from stamp_infra.rendered.documents import parse

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from stamp_infra.aws.connection import Connection

    Place = tuple[str, ...]

NESTED: Final = "AWS::CloudFormation::Stack"
CAPABILITIES: Final = ("CAPABILITY_NAMED_IAM", "CAPABILITY_AUTO_EXPAND")
_UNCHANGED: Final = ("No updates are to be performed", "didn't contain changes")


@dataclass(frozen=True, kw_only=True)
class State:
    """What CloudFormation tells of a stack; `triggers` are the ARNs of the alarms that roll its updates back."""

    id: str
    status: str
    parameters: Mapping[str, str]
    outputs: Mapping[str, str]
    tags: Mapping[str, str]
    protected: bool
    triggers: tuple[str, ...]


def describe(connection: Connection, name: str) -> State | None:
    """Return the stack's state, None when there is none of this name."""
    with told(f"describing the stack {name}"):
        found = _described(connection, name)
    if found is None:
        return None
    triggers = found.get("RollbackConfiguration", {}).get("RollbackTriggers", [])
    return State(
        id=found["StackId"],
        status=found["StackStatus"],
        parameters={each["ParameterKey"]: each["ParameterValue"] for each in found.get("Parameters", [])},
        outputs={each["OutputKey"]: each["OutputValue"] for each in found.get("Outputs", [])},
        tags={each["Key"]: each["Value"] for each in found.get("Tags", [])},
        protected=bool(found.get("EnableTerminationProtection")),
        triggers=tuple(each["Arn"] for each in triggers),
    )


def resources(connection: Connection, stack: str) -> dict[str, tuple[str, str]]:
    """Return type and physical ID of what a stack holds, by logical ID."""
    with told(f"listing the resources of {stack}"):
        pages = connection.client("cloudformation").get_paginator("list_stack_resources").paginate(StackName=stack)
        rows = [row for page in pages for row in page["StackResourceSummaries"]]
    return {
        row["LogicalResourceId"]: (row["ResourceType"], row["PhysicalResourceId"])
        for row in rows
        if row.get("PhysicalResourceId") and row["ResourceStatus"] != "DELETE_COMPLETE"
    }


def tree(connection: Connection, stack: str, place: Place = ()) -> dict[Place, str]:
    """Return the name or ID of a stack and of every stack nested in it, by place."""
    found = {place: stack}
    for logical_id, (type_, physical_id) in resources(connection, stack).items():
        if type_ == NESTED:
            found |= tree(connection, physical_id, (*place, logical_id))
    return found


def bodies(connection: Connection, stacks: Mapping[Place, str]) -> dict[Place, Mapping[str, Any]]:
    """Return the templates of deployed stacks as they were sent, macros not expanded."""
    client = connection.client("cloudformation")
    found: dict[Place, Mapping[str, Any]] = {}
    for place, stack in stacks.items():
        with told(f"reading the template of {stack}"):
            body = client.get_template(StackName=stack, TemplateStage="Original")["TemplateBody"]
        # botocore has parsed what is JSON already.
        found[place] = parse(body, f"the template of {stack}") if isinstance(body, str) else body
    return found


def latest_event(connection: Connection, stack: str) -> datetime:
    """Return when, by CloudFormation's clock, something last happened to a stack; long ago when there is none."""
    client = connection.client("cloudformation")
    with told(f"reading the events of {stack}"):
        if _described(connection, stack) is None:
            return datetime.min.replace(tzinfo=UTC)
        latest: datetime = client.describe_stack_events(StackName=stack)["StackEvents"][0]["Timestamp"]
    return latest


def protect(connection: Connection, stack: str) -> None:
    """Let nobody delete the stack until they have said so twice."""
    with told(f"turning on the termination protection of {stack}"):
        connection.client("cloudformation").update_termination_protection(
            StackName=stack, EnableTerminationProtection=True
        )


def set_policy(connection: Connection, stack: str, policy: str) -> None:
    """Give the stack this policy, unless it has it."""
    client = connection.client("cloudformation")
    with told(f"setting the stack policy of {stack}"):
        if client.get_stack_policy(StackName=stack).get("StackPolicyBody") != policy:
            client.set_stack_policy(StackName=stack, StackPolicyBody=policy)


def set_triggers(connection: Connection, stack: State, name: str, alarms: tuple[str, ...]) -> None:
    """Let these alarms, at most five, roll back the updates of the stack: CloudFormation keeps them for later ones."""
    client = connection.client("cloudformation")
    triggers = [{"Arn": arn, "Type": "AWS::CloudWatch::Alarm"} for arn in alarms]
    with told(f"setting the rollback triggers of {name}"):
        try:
            client.update_stack(
                StackName=name,
                UsePreviousTemplate=True,
                Parameters=[{"ParameterKey": key, "UsePreviousValue": True} for key in stack.parameters],
                Capabilities=list(CAPABILITIES),
                # Alarms watch while resources change, which a canary's minutes are part of; none are added.
                RollbackConfiguration={"RollbackTriggers": triggers, "MonitoringTimeInMinutes": 0},
            )
        except client.exceptions.ClientError as error:
            if not unchanged(str(error)):
                raise
            return
    finished(connection, name, lambda: None)


def finished(connection: Connection, name: str, progress: Callable[[], None], *, seconds: float = 3600) -> str:
    """Wait until nothing is under way in the stack any more, and return its status."""
    deadline = time.monotonic() + seconds
    pause = 0.1
    while (state := describe(connection, name)) is not None and state.status.endswith("IN_PROGRESS"):
        if time.monotonic() > deadline:
            remedy = "see what it waits for in the console, then repeat the command"
            raise UserError([Mistake(where=name, what=f"is still {state.status}", remedy=remedy)])
        progress()
        time.sleep(pause)
        pause = min(pause * 1.5, 5)
    return state.status if state else "DELETE_COMPLETE"


def unchanged(reason: str) -> bool:
    """Tell whether CloudFormation refuses because there is nothing to do."""
    return any(text in reason for text in _UNCHANGED)


def _described(connection: Connection, name: str) -> Mapping[str, Any] | None:
    client = connection.client("cloudformation")
    try:
        found: Mapping[str, Any] = client.describe_stacks(StackName=name)["Stacks"][0]
    except client.exceptions.ClientError as error:
        if "does not exist" in str(error):
            return None
        raise
    return None if found["StackStatus"] == "DELETE_COMPLETE" else found
