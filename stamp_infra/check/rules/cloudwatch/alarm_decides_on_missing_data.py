"""Every alarm says what silence means."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from stamp_infra.check.rule import Rule, Violation
from stamp_infra.check.rules.cloudwatch.alarms import ALARM

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stamp_infra.rendered.model import Resolved


def _find(resolved: Resolved) -> Iterator[Violation]:
    for alarm in resolved.of_type(ALARM):
        if not alarm.properties.get("TreatMissingData"):
            what = "does not say what missing data means"
            yield Violation(resource=alarm, path="Properties.TreatMissingData", what=what)


RULE: Final = Rule(
    name="AlarmDecidesOnMissingData",
    why="By default an alarm without data stays as it was or becomes INSUFFICIENT_DATA: a metric that counts only "
    "errors never goes back to OK, and a service that died looks calm.",
    remedy="Set TreatMissingData: notBreaching where no data means no error, breaching where it means that nothing "
    "runs.",
    find=_find,
)
