"""One stack that nests nothing, from a template's text: asked what it would do, and done when that was agreed to."""

from __future__ import annotations

import time
import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from stamp_infra.aws import changesets, stacks
from stamp_infra.aws.errors import told
from stamp_infra.aws.failures import failures
from stamp_infra.core.errors import Mistake, UserError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from stamp_infra.aws.connection import Connection

_SECONDS: Final = 600.0
_NEW: Final = "REVIEW_IN_PROGRESS"


@dataclass(frozen=True, kw_only=True)
class Row:
    """What would happen to a resource: `action` is Add, Modify or Remove, `replacement` True, False or Conditional."""

    action: str
    logical_id: str
    type: str
    replacement: str


@dataclass(frozen=True, kw_only=True)
class Proposal:
    """A change set that waits; without rows there is nothing to change, and no change set."""

    stack: str
    change_set: str
    rows: tuple[Row, ...]
    new: bool


def propose(connection: Connection, name: str, template: str, parameters: Mapping[str, str]) -> Proposal:
    """Make a change set that creates or updates the stack; raise `UserError` when CloudFormation refuses it."""
    client = connection.client("cloudformation")
    state = stacks.describe(connection, name)
    new = state is None or state.status == _NEW
    with told(f"asking CloudFormation what changes in {name}"):
        made = changesets.make(
            client,
            StackName=name,
            ChangeSetName=f"stamp-infra-{uuid.uuid4().hex[:12]}",
            ChangeSetType="CREATE" if new else "UPDATE",
            TemplateBody=template,
            Parameters=[{"ParameterKey": key, "ParameterValue": value} for key, value in parameters.items()],
            Capabilities=list(stacks.CAPABILITIES),
        )
        found = _made(client, name, made)
    proposal = Proposal(stack=name, change_set=made, rows=_rows(found), new=new)
    if found["Status"] == "CREATE_COMPLETE" and proposal.rows:
        return proposal
    withdraw(connection, proposal)
    reason = found.get("StatusReason", "")
    if found["Status"] == "CREATE_COMPLETE" or stacks.unchanged(reason):
        return Proposal(stack=name, change_set="", rows=(), new=new)
    what = f"CloudFormation cannot make a change set: {reason}"
    raise UserError([Mistake(where=name, what=what, remedy="correct what it names, then repeat the command")])


def withdraw(connection: Connection, proposal: Proposal) -> None:
    """Delete a change set that is not carried out, and the stack that CloudFormation made to hold it."""
    client = connection.client("cloudformation")
    with told(f"withdrawing what was proposed for {proposal.stack}"):
        if proposal.change_set:
            client.delete_change_set(ChangeSetName=proposal.change_set)
        state = stacks.describe(connection, proposal.stack)
        if state is not None and state.status == _NEW:
            client.delete_stack(StackName=proposal.stack)


def carry_out(connection: Connection, proposal: Proposal, since: datetime) -> None:
    """Execute a change set and wait for its end; raise `UserError` with each resource that failed."""
    client = connection.client("cloudformation")
    with told(f"changing {proposal.stack}"):
        # With a token, an attempt after a lost answer is no second execution, which CloudFormation would refuse.
        client.execute_change_set(ChangeSetName=proposal.change_set, ClientRequestToken=uuid.uuid4().hex)
    status = _ended(connection, proposal)
    if status == ("CREATE_COMPLETE" if proposal.new else "UPDATE_COMPLETE"):
        return
    failed = failures(connection, proposal.stack, since)
    remedy = "correct it, then repeat the command"
    told_ = [Mistake(where=f"{proposal.stack}: {one.logical_id}", what=one.reason, remedy=remedy) for one in failed]
    raise UserError(told_ or [Mistake(where=proposal.stack, what=f"ended as {status}", remedy=remedy)])


def _ended(connection: Connection, proposal: Proposal) -> str:
    # For a moment after its execution the stack may still be as it was before.
    deadline = time.monotonic() + _SECONDS
    client = connection.client("cloudformation")
    while True:
        with told(f"waiting for {proposal.stack}"):
            change_set = client.describe_change_set(ChangeSetName=proposal.change_set)
        state = stacks.describe(connection, proposal.stack)
        executed = change_set.get("ExecutionStatus")
        waiting = executed in {"AVAILABLE", "EXECUTE_IN_PROGRESS"} or (state is not None and state.status == _NEW)
        if not waiting or time.monotonic() > deadline:
            return stacks.finished(connection, proposal.stack, lambda: None)
        time.sleep(0.2)


def _made(client: Any, name: str, change_set: str) -> Mapping[str, Any]:
    deadline = time.monotonic() + _SECONDS
    pause = 0.1
    while True:
        found: Mapping[str, Any] = client.describe_change_set(ChangeSetName=change_set)
        if found["Status"] not in {"CREATE_PENDING", "CREATE_IN_PROGRESS"}:
            return found
        if time.monotonic() > deadline:
            raise UserError([Mistake(where=name, what="its change set is not made", remedy="repeat the command")])
        time.sleep(pause)
        pause = min(pause * 1.5, 3)


def _rows(found: Mapping[str, Any]) -> tuple[Row, ...]:
    changes = [change["ResourceChange"] for change in found.get("Changes", []) if "ResourceChange" in change]
    return tuple(
        Row(
            action=change["Action"],
            logical_id=change["LogicalResourceId"],
            type=change["ResourceType"],
            replacement=change.get("Replacement", "False"),
        )
        for change in changes
    )
