"""A service may invoke a function only for the resource that is named."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from stamp_infra.check.rule import Rule, Violation
from stamp_infra.check.rules.values import text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stamp_infra.rendered.model import Resolved


def _find(resolved: Resolved) -> Iterator[Violation]:
    for permission in resolved.of_type("AWS::Lambda::Permission"):
        service = text(permission.properties.get("Principal"))
        source = permission.properties.get("SourceArn")
        if service.endswith((".amazonaws.com", ".<AWS::URLSuffix>")) and (not source or source == "*"):
            what = f"lets {service} invoke the function for any resource of any account"
            yield Violation(resource=permission, path="Properties.SourceArn", what=what)


RULE: Final = Rule(
    name="FunctionPermissionNamesItsSource",
    why="The service acts for all of its customers: any of them can have it call our function with an event of their "
    "own.",
    remedy="Set SourceArn to the resource that is to invoke the function.",
    find=_find,
)
