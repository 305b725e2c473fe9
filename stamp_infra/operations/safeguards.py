"""What stands between a deployed environment and a mistake: protection, stack policies, rollback triggers."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from stamp_infra.aws import stacks
from stamp_infra.core.errors import Mistake, UserError
from stamp_infra.plan.stateful import HOLDS

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from stamp_infra.aws.connection import Connection
    from stamp_infra.aws.stacks import Place, State
    from stamp_infra.operations.target import Target

UNPROTECTED: Final = ("dev",)
SETTING: Final = "pyproject.toml: tool.stamp-infra.rollback-triggers"
_TRIGGERS: Final = 5  # CloudFormation takes no more


def policy(allowed: Collection[str] = ()) -> str:
    """Return the stack policy: nothing that holds data is replaced or deleted, but for the logical IDs allowed."""
    everything = {"Effect": "Allow", "Principal": "*", "Action": "Update:*", "Resource": "*"}
    kept: dict[str, Any] = {
        "Effect": "Deny",
        "Principal": "*",
        "Action": ["Update:Replace", "Update:Delete"],
        "Condition": {"StringEquals": {"ResourceType": sorted(HOLDS)}},
    }
    names = sorted({each.rpartition("/")[2] for each in allowed})
    kept |= {"NotResource": [f"LogicalResourceId/{each}" for each in names]} if names else {"Resource": "*"}
    return json.dumps({"Statement": [everything, kept]}, separators=(",", ":"))


def set_policies(connection: Connection, tree: dict[Place, str], allowed: Collection[str] = ()) -> None:
    """Give each stack that holds data its policy."""
    for stack in tree.values():
        if any(type_ in HOLDS for type_, _ in stacks.resources(connection, stack).values()):
            stacks.set_policy(connection, stack, policy(allowed))


def protect(connection: Connection, to: Target, state: State) -> None:
    """Turn termination protection on, where people depend on the environment."""
    if to.environment not in UNPROTECTED and not state.protected:
        stacks.protect(connection, to.stack_name)


def alarms(connection: Connection, tree: dict[Place, str], account: str) -> tuple[str, ...]:
    """Return the ARNs of the alarms that pyproject.toml names as rollback triggers.

    Raises `UserError` for more than CloudFormation takes, and for one that no stack has.
    """
    names = triggers()
    if not names:
        return ()
    held = {
        logical_id: physical_id
        for stack in tree.values()
        for logical_id, (type_, physical_id) in stacks.resources(connection, stack).items()
        if type_ == "AWS::CloudWatch::Alarm"
    }
    mistakes = [
        Mistake(where=SETTING, what="no stack holds an alarm of this logical ID", got=name, remedy="correct the name")
        for name in names
        if name not in held
    ]
    if mistakes:
        raise UserError(mistakes)
    return tuple(f"arn:aws:cloudwatch:{connection.region}:{account}:alarm:{held[name]}" for name in names)


def triggers() -> tuple[str, ...]:
    """Return the logical IDs of the alarms that pyproject.toml names as rollback triggers."""
    settings: Any = tomllib.loads(Path("pyproject.toml").read_text(encoding="utf-8"))
    found = settings.get("tool", {}).get("stamp-infra", {}).get("rollback-triggers", [])
    problems = list(_problems(found))
    if problems:
        raise UserError(problems)
    return tuple(found)


def _problems(found: Any) -> Iterator[Mistake]:
    if not isinstance(found, list) or not all(isinstance(each, str) for each in found):
        yield Mistake(where=SETTING, what="is no list of logical IDs", got=found, remedy='write ["Api5xxAlarm"]')
    elif len(found) > _TRIGGERS:
        what = f"names {len(found)} alarms where CloudFormation takes {_TRIGGERS}"
        yield Mistake(where=SETTING, what=what, remedy="keep those that tell most about a bad deployment")
