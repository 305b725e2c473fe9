"""A function's role lets it write its own log and its traces."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from stamp_infra.check.rule import Rule, Violation
from stamp_infra.check.rules.grants import function_roles, granted_to, managed_policies
from stamp_infra.check.rules.logs.groups import LOG_GROUP
from stamp_infra.check.rules.lookup import flat, identity, resource_at
from stamp_infra.check.rules.values import dig, matches, text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stamp_infra.rendered.model import Resolved, Resource


def _find(resolved: Resolved) -> Iterator[Violation]:
    for function, role in function_roles(resolved):
        missing = list(_missing(resolved, function, role))
        if missing:
            what = f"takes the role {role.logical_id}, which does not allow {', '.join(missing)}"
            yield Violation(resource=function, path="Properties.Role", what=what)


def _missing(resolved: Resolved, function: Resource, role: Resource) -> Iterator[str]:
    managed = " ".join(managed_policies(role))
    for action in ("logs:CreateLogStream", "logs:PutLogEvents"):
        if "ExecutionRole" not in managed and not _may_log(resolved, function, role, action):
            yield f"{action} on its log group"
    if dig(function.properties, "TracingConfig", "Mode") == "Active" and "xray" not in managed.lower():
        for action in ("xray:PutTraceSegments", "xray:PutTelemetryRecords"):
            if not any(statement.grants(action) for statement in granted_to(resolved, role)):
                yield action


def _may_log(resolved: Resolved, function: Resource, role: Resource, action: str) -> bool:
    group = resource_at(resolved, dig(function.properties, "LoggingConfig", "LogGroup"), LOG_GROUP)
    for statement in granted_to(resolved, role):
        for resource in statement.resources if statement.grants(action) else ():
            named = resource_at(resolved, resource, LOG_GROUP)
            if group is None or (named is not None and identity(named) == identity(group)):
                return True
            pattern = flat(resource).partition(":log-group:")[2] or resource
            if matches(pattern, f"{flat(text(group.properties.get('LogGroupName')))}:log-stream:x"):
                return True
    return False


RULE: Final = Rule(
    name="FunctionMayWriteItsLogAndTraces",
    why="A function that may not log runs on in silence: when it fails, there is not one line that says why.",
    remedy="Grant the role logs:CreateLogStream and logs:PutLogEvents on the ARN of its own log group, and "
    "xray:PutTraceSegments and xray:PutTelemetryRecords on * when it is traced.",
    find=_find,
)
