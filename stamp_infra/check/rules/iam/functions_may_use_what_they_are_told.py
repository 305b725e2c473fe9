"""A function that is told of a table, bucket, queue or topic may also use it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from stamp_infra.check.rule import Rule, Violation
from stamp_infra.check.rules.grants import function_roles, granted_to
from stamp_infra.check.rules.lookup import identity, resource_at
from stamp_infra.check.rules.values import mapping, walk

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stamp_infra.rendered.model import Resolved, Resource

_USED: Final = ("AWS::DynamoDB::Table", "AWS::S3::Bucket", "AWS::SQS::Queue", "AWS::SNS::Topic")


def _find(resolved: Resolved) -> Iterator[Violation]:
    for function, role in function_roles(resolved):
        granted = _granted(resolved, role)
        for path, values in walk(function.properties, "Environment.Variables"):
            for name, value in mapping(values).items():
                used = resource_at(resolved, value, *_USED)
                if used is not None and identity(used) not in granted:
                    what = f"is told of {used.logical_id}, which its role {role.logical_id} may not use"
                    yield Violation(resource=function, path=f"{path}.{name}", what=what)


def _granted(resolved: Resolved, role: Resource) -> set[tuple[str, str]]:
    found = (
        resource_at(resolved, resource, *_USED)
        for statement in granted_to(resolved, role)
        if statement.allows
        for resource in statement.resources
    )
    return {identity(resource) for resource in found if resource is not None}


RULE: Final = Rule(
    name="FunctionsMayUseWhatTheyAreTold",
    why="The first call of the function that needs the resource is denied, and the user gets a 500.",
    remedy="Grant the function's role the actions it calls on that resource, or take the variable away.",
    find=_find,
)
