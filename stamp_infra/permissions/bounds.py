"""The most that any role of an application may ever do: what its roles are granted, on what bears its name.

An environment's own ids are left out on purpose, so that one boundary holds for a table that is replaced or added.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from stamp_infra.check.rules.policies import statements
from stamp_infra.permissions.scopes import bound_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from stamp_infra.check.rules.policies import Statement
    from stamp_infra.rendered.model import Resolved, Resource

    Bounds = dict[tuple[str, tuple[str, ...]], set[str]]
    """(action, ARNs) -> the roles that are granted it; an ARN that no scope covers stands as it is"""

ROLE: Final = "AWS::IAM::Role"
_ACCOUNT: Final = "<AWS::AccountId>"


def bounds(deployments: Iterable[Resolved], region: str) -> Bounds:
    """Return each action that a role of these deployments is granted, without ARNs where its service is unknown."""
    found: Bounds = {}
    for resolved in deployments:
        for statement in statements(resolved, "identity"):
            role = _role(resolved, statement)
            for action in statement.actions if statement.allows else ():
                for on in _on(action, statement, resolved.environment or "", region):
                    found.setdefault((action, on), set()).add(role)
    return found


def unbounded(deployments: Iterable[Resolved]) -> list[Resource]:
    """Return the roles, each once, that carry no permissions boundary."""
    roles = (role for resolved in deployments for role in resolved.of_type(ROLE))
    found = {role.ref(): role for role in roles if not role.properties.get("PermissionsBoundary")}
    return list(found.values())


def _role(resolved: Resolved, statement: Statement) -> str:
    of = resolved.at(statement.resource.properties.get("RoleName"))
    return (of or statement.resource).logical_id


def _on(action: str, statement: Statement, environment: str, region: str) -> Iterator[tuple[str, ...]]:
    scope = bound_of(action)
    known = scope.on if scope else ()
    for resource in statement.resources:
        # What is no ARN yet is a resource of the application, or everything.
        apart = resource.startswith("arn:") and known not in {(), ("*",)}
        if apart and not any(_covers(pattern, resource, environment, region) for pattern in known):
            yield (_anywhere(resource, region),)
        else:
            yield known


def _covers(pattern: str, resource: str, environment: str, region: str) -> bool:
    known = {
        "${AWS::Partition}": "aws",
        "${AWS::Region}": region,
        "${AWS::AccountId}": _ACCOUNT,
        "${EnvironmentName}": environment,
    }
    for name, value in known.items():
        pattern = pattern.replace(name, value)
    parts = {r"\*": ".*", r"\{app\}": "[a-z0-9-]+"}
    regex = re.escape(pattern)
    for written, meant in parts.items():
        regex = regex.replace(written, meant)
    return re.fullmatch(regex, resource) is not None


def _anywhere(resource: str, region: str) -> str:
    """Return an ARN of one account, partition and region as it is written for any."""
    parts = resource.replace(_ACCOUNT, "${AWS::AccountId}").split(":")
    parts[1] = "${AWS::Partition}"
    parts[3] = "${AWS::Region}" if parts[3] == region else parts[3]
    return ":".join(parts)
