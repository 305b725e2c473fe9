"""A stage writes who called what (access log) and what went wrong (execution log)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from stamp_infra.check.rule import Rule, Violation
from stamp_infra.check.rules.apigateway.stage import STAGE, settings_for_all
from stamp_infra.check.rules.values import dig, is_unknown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stamp_infra.rendered.model import Resolved


def _find(resolved: Resolved) -> Iterator[Violation]:
    for stage in resolved.of_type(STAGE):
        for key in ("DestinationArn", "Format"):
            if not dig(stage.properties, "AccessLogSetting", key):
                path = f"Properties.AccessLogSetting.{key}"
                yield Violation(resource=stage, path=path, what=f"its access log has no {key}")
        level = settings_for_all(stage).get("LoggingLevel")
        if level not in ("ERROR", "INFO") and not is_unknown(level):
            what = f"its execution log for all methods is {level or 'not set'}"
            yield Violation(resource=stage, path="Properties.MethodSettings", what=what)


RULE: Final = Rule(
    name="StageWritesLogs",
    why="Without both logs nobody can say who got which error, or why a call never reached its function.",
    remedy="Set AccessLogSetting (DestinationArn, Format), and in MethodSettings for /* and * a LoggingLevel of ERROR "
    "or INFO.",
    find=_find,
)
