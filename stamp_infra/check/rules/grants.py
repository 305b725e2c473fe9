"""What a role may do is all that is written for it, wherever it is written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stamp_infra.check.rules.lookup import holds, identity, resource_at, resources_at
from stamp_infra.check.rules.policies import statements_of
from stamp_infra.check.rules.values import strings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stamp_infra.check.rules.policies import Statement
    from stamp_infra.rendered.model import Resolved, Resource

_ROLE = "AWS::IAM::Role"


def role_of(resolved: Resolved, function: Resource) -> Resource | None:
    """Return the role that a function assumes; None when it is not in the set."""
    return resource_at(resolved, function.properties.get("Role"), _ROLE)


def function_roles(resolved: Resolved) -> list[tuple[Resource, Resource]]:
    """Return each function whose role is in the set, with that role."""
    pairs = ((function, role_of(resolved, function)) for function in resolved.of_type("AWS::Lambda::Function"))
    return [(function, role) for function, role in pairs if role is not None]


def granted_to(resolved: Resolved, role: Resource) -> Iterator[Statement]:
    """Yield the identity statements of a role: its own, and those of the policies attached to it."""
    yield from (statement for statement in statements_of(role) if statement.kind == "identity")
    attached = resources_at(resolved, role.properties.get("ManagedPolicyArns"), "AWS::IAM::ManagedPolicy")
    for policy in resolved.of_type("AWS::IAM::RolePolicy", "AWS::IAM::Policy", "AWS::IAM::ManagedPolicy"):
        holders = policy.properties.get("RoleName" if policy.type == "AWS::IAM::RolePolicy" else "Roles")
        if holds(resources_at(resolved, holders, _ROLE), role) or holds(attached, policy):
            yield from statements_of(policy)


def managed_policies(role: Resource) -> tuple[str, ...]:
    """Return the names of AWS's own managed policies on a role, such as `service-role/AWSLambdaBasicExecutionRole`."""
    arns = strings(role.properties.get("ManagedPolicyArns"))
    return tuple(arn.split(":iam::aws:policy/", 1)[1] for arn in arns if ":iam::aws:policy/" in arn)


def unique(resources: list[Resource]) -> list[Resource]:
    """Return resources once each, in order."""
    return list({identity(resource): resource for resource in resources}.values())
