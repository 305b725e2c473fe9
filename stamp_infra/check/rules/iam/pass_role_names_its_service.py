"""Who may hand a role to a service says to which service."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from stamp_infra.check.rule import Rule, Violation
from stamp_infra.check.rules.policies import statements

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stamp_infra.rendered.model import Resolved

_EQUALS: Final = frozenset({"StringEquals", "StringLike"})


def _find(resolved: Resolved) -> Iterator[Violation]:
    for statement in statements(resolved, "identity"):
        if not statement.grants("iam:PassRole"):
            continue
        services = [
            value
            for condition in statement.conditions
            if condition.key == "iam:passedtoservice" and condition.operator in _EQUALS
            for value in condition.values
        ]
        if not services or any("*" in service for service in services):
            what = f"allows iam:PassRole to {', '.join(services) or 'any service'}"
            yield Violation(resource=statement.resource, path=f"{statement.path}.Condition", what=what)


RULE: Final = Rule(
    name="PassRoleNamesItsService",
    why="Who can hand a role to any service can start something that runs with it, and so gets all of its rights.",
    remedy="Add the condition StringEquals iam:PassedToService with the service, such as lambda.amazonaws.com.",
    find=_find,
)
