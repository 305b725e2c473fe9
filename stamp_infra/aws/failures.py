"""What failed in a deployment is told where it failed, once, in CloudFormation's own words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from stamp_infra.aws.errors import told
from stamp_infra.aws.stacks import NESTED

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from stamp_infra.aws.connection import Connection


@dataclass(frozen=True, kw_only=True)
class Failure:
    """A resource that CloudFormation could not create, update or delete, in its own words."""

    place: str
    logical_id: str
    type: str
    status: str
    reason: str


def failures(connection: Connection, stack: str, since: datetime) -> list[Failure]:
    """Return what failed after a moment in a stack and in all that it nests, the first failure first."""
    found = list(_failures(connection, stack, "", since, set()))
    return [failure for _, failure in sorted(found, key=lambda each: each[0])]


def _failures(
    connection: Connection, stack: str, place: str, since: datetime, seen: set[str]
) -> Iterator[tuple[datetime, Failure]]:
    if stack in seen:
        return
    seen.add(stack)
    with told(f"reading the events of {stack}"):
        pages = connection.client("cloudformation").get_paginator("describe_stack_events").paginate(StackName=stack)
        events = [event for page in pages for event in page["StackEvents"] if event["Timestamp"] > since]
    within: set[str] = set()
    for event in events:
        logical_id = event["LogicalResourceId"]
        itself = logical_id == event["StackName"]
        if event["ResourceType"] == NESTED and not itself and event.get("PhysicalResourceId"):
            below = "/".join(filter(None, (place, logical_id)))
            found = list(_failures(connection, event["PhysicalResourceId"], below, since, seen))
            within |= {logical_id} if found else set()
            yield from found
        reason = event.get("ResourceStatusReason", "")
        # That something else failed, and that a nested stack did in which something failed, is told where it happened.
        told_elsewhere = logical_id in within or "cancelled" in reason or itself
        if event["ResourceStatus"].endswith("FAILED") and not told_elsewhere:
            failure = Failure(
                place=place,
                logical_id=logical_id,
                type=event["ResourceType"],
                status=event["ResourceStatus"],
                reason=reason,
            )
            yield event["Timestamp"], failure
