"""A request can be followed from the API through every function."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from stamp_infra.check.rule import Rule, Violation
from stamp_infra.check.rules.apigateway.stage import STAGE
from stamp_infra.check.rules.values import dig, is_on, is_unknown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stamp_infra.rendered.model import Resolved


def _find(resolved: Resolved) -> Iterator[Violation]:
    for stage in resolved.of_type(STAGE):
        if not is_on(stage.properties.get("TracingEnabled")):
            yield Violation(resource=stage, path="Properties.TracingEnabled", what="does not trace its requests")
    for function in resolved.of_type("AWS::Lambda::Function"):
        mode = dig(function.properties, "TracingConfig", "Mode")
        if mode != "Active" and not is_unknown(mode):
            what = f"has tracing {mode or 'not set'}"
            yield Violation(resource=function, path="Properties.TracingConfig.Mode", what=what)


RULE: Final = Rule(
    name="RequestsAreTraced",
    why="When a call is slow or fails, nobody can see in which part: the API, the function or a service behind it.",
    remedy="Set TracingEnabled on the stage and TracingConfig.Mode Active on the function.",
    find=_find,
)
