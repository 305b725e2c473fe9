"""No request or response body, and so no token, reaches a stage's log."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from stamp_infra.check.rule import Rule, Violation
from stamp_infra.check.rules.apigateway.stage import STAGE
from stamp_infra.check.rules.values import is_on, is_unknown, items, mapping

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stamp_infra.rendered.model import Resolved


def _find(resolved: Resolved) -> Iterator[Violation]:
    for stage in resolved.of_type(STAGE):
        for position, settings in enumerate(items(stage.properties.get("MethodSettings"))):
            value = mapping(settings).get("DataTraceEnabled")
            if is_on(value) and not is_unknown(value):
                path = f"Properties.MethodSettings.{position}.DataTraceEnabled"
                yield Violation(resource=stage, path=path, what="writes whole requests and responses to the log")


RULE: Final = Rule(
    name="StageLogsNoBodies",
    why="Data tracing writes every body to the log: whoever may read it can take the tokens and sign in as the users.",
    remedy="Leave DataTraceEnabled out or set it to false.",
    find=_find,
)
