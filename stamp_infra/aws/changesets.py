"""What CloudFormation says that an update would do, nested stacks included; nothing of the question stays behind."""

from __future__ import annotations

import time
import uuid
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from stamp_infra.aws.errors import told
from stamp_infra.aws.stacks import CAPABILITIES, unchanged
from stamp_infra.core.errors import Mistake, UserError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from stamp_infra.aws.connection import Connection

    Rows = dict[str, list[Mapping[str, Any]]]


def preview(
    connection: Connection,
    stack: str,
    template_url: str,
    *,
    parameters: Mapping[str, str],
    tags: Mapping[str, str],
    role: str | None,
    progress: Callable[[], None],
) -> Rows:
    """Return the `Changes` of the change set of an existing stack and of each one nested in it, by place, "" the root.

    It is empty when nothing changes. Raises `UserError` when CloudFormation cannot tell.
    """
    client = connection.client("cloudformation")
    with told(f"asking CloudFormation what changes in {stack}"):
        made = make(
            client,
            StackName=stack,
            ChangeSetName=f"stamp-infra-preview-{uuid.uuid4().hex[:12]}",
            ChangeSetType="UPDATE",
            TemplateURL=template_url,
            Parameters=[{"ParameterKey": key, "ParameterValue": value} for key, value in parameters.items()],
            Tags=[{"Key": key, "Value": value} for key, value in tags.items()],
            Capabilities=list(CAPABILITIES),
            IncludeNestedStacks=True,
            **({"RoleARN": role} if role else {}),
        )
    try:
        with told(f"asking CloudFormation what changes in {stack}"):
            status, reason = _made(client, made, progress)
            if status == "CREATE_COMPLETE":
                return _rows(client, made, "")
    finally:
        # It would do no harm, but an account holds a limited number of them.
        with suppress(Exception):
            client.delete_change_set(ChangeSetName=made)
    if unchanged(reason):
        return {}
    what = f"CloudFormation cannot make a change set: {reason}"
    raise UserError([Mistake(where=stack, what=what, remedy="correct what it names, then repeat the command")])


def make(client: Any, **asked: Any) -> str:
    """Make a change set and return its id; its name has to be one that nobody else can think of."""
    try:
        return str(client.create_change_set(**asked)["Id"])
    except client.exceptions.AlreadyExistsException:
        # An attempt before this one has made it, and its answer was lost.
        found = client.describe_change_set(StackName=asked["StackName"], ChangeSetName=asked["ChangeSetName"])
        return str(found["ChangeSetId"])


def _made(client: Any, change_set: str, progress: Callable[[], None]) -> tuple[str, str]:
    pause = 0.1
    while True:
        found = client.describe_change_set(ChangeSetName=change_set)
        if found["Status"] not in {"CREATE_PENDING", "CREATE_IN_PROGRESS"}:
            return found["Status"], found.get("StatusReason", "")
        progress()
        time.sleep(pause)
        pause = min(pause * 1.5, 3)


def _rows(client: Any, change_set: str, place: str) -> Rows:
    pages = client.get_paginator("describe_change_set").paginate(ChangeSetName=change_set)
    rows = [row for page in pages for row in page.get("Changes", []) if row.get("Type", "Resource") == "Resource"]
    found: Rows = {place: rows}
    for row in rows:
        change = row["ResourceChange"]
        if change.get("ChangeSetId"):
            below = "/".join(filter(None, (place, change["LogicalResourceId"])))
            found |= _rows(client, change["ChangeSetId"], below)
    return found
