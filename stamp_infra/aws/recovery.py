"""The two ways out of a stack that no update can reach: continuing its rollback, and deleting a failed first one."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from stamp_infra.aws import stacks
from stamp_infra.aws.errors import told
from stamp_infra.aws.members import NESTED, members

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from stamp_infra.aws.connection import Connection
    from stamp_infra.aws.members import Member

_SECONDS: Final = 120.0
_FAILED: Final = "UPDATE_ROLLBACK_FAILED"


@dataclass(frozen=True, kw_only=True)
class Stuck:
    """A resource that CloudFormation could not take back; `name` is what it is called when it is to be skipped."""

    name: str
    type: str
    physical_id: str
    reason: str


def stuck(connection: Connection, stack: str) -> tuple[Stuck, ...]:
    """Return what failed in the rollback of a stack and of those nested in it."""
    failed = [member for member in members(connection, stack) if member.status == _FAILED]
    return tuple(each for member in failed for each in _stuck(connection.client("cloudformation"), member))


def continue_rollback(connection: Connection, stack: str, skip: Sequence[str]) -> str:
    """Let CloudFormation take back what it could not, but for what is skipped; return the status it ends in."""
    client = connection.client("cloudformation")
    with told(f"continuing the rollback of {stack}"):
        before = _latest(client, stack)
        client.continue_update_rollback(StackName=stack, **({"ResourcesToSkip": list(skip)} if skip else {}))
        # For a moment the stack is still in the state it was in.
        deadline = time.monotonic() + _SECONDS
        while _latest(client, stack) == before and time.monotonic() < deadline:
            time.sleep(0.2)
    return stacks.finished(connection, stack, lambda: None)


def delete_failed(connection: Connection, stack: str) -> tuple[str, tuple[str, ...]]:
    """Delete a stack whose creation failed; return the status it ends in, and the ids of what was kept."""
    client = connection.client("cloudformation")
    found = tuple(members(connection, stack))
    identity = found[0].id
    with told(f"deleting the failed stack {stack}"):
        client.delete_stack(StackName=identity)
    status = stacks.finished(connection, identity, lambda: None)
    # What the failed creation itself has kept is no resource of the stack any more; its events still tell.
    kept = {event["PhysicalResourceId"]: None for member in found for event in _skipped(client, member)}
    return status, tuple(kept)


def _skipped(client: Any, member: Member) -> list[Mapping[str, Any]]:
    with told(f"listing what is left of {member.place}"):
        pages = client.get_paginator("describe_stack_events").paginate(StackName=member.id)
        events: list[Mapping[str, Any]] = [event for page in pages for event in page["StackEvents"]]
    return [each for each in events if each["ResourceStatus"] == "DELETE_SKIPPED" and each.get("PhysicalResourceId")]


def _stuck(client: Any, member: Member) -> list[Stuck]:
    """Return what failed last of all that happened since the rollback began, or went on."""
    last: dict[str, Mapping[str, Any]] = {}
    with told(f"reading the events of {member.place}"):
        pages = client.get_paginator("describe_stack_events").paginate(StackName=member.id)
        for event in (event for page in pages for event in page["StackEvents"]):
            if event.get("PhysicalResourceId") == member.id:
                if event["ResourceStatus"] == "UPDATE_ROLLBACK_IN_PROGRESS":
                    break
                continue
            last.setdefault(event["LogicalResourceId"], event)
    prefix = f"{member.name}." if member.way else ""
    return [
        Stuck(
            name=f"{prefix}{logical_id}",
            type=event["ResourceType"],
            physical_id=event.get("PhysicalResourceId", ""),
            reason=event.get("ResourceStatusReason", ""),
        )
        for logical_id, event in last.items()
        if event["ResourceStatus"].endswith("_FAILED") and event["ResourceType"] != NESTED
    ]


def _latest(client: Any, stack: str) -> str:
    return str(client.describe_stack_events(StackName=stack)["StackEvents"][0]["EventId"])
