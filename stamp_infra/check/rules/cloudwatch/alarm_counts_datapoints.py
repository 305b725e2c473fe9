"""Every alarm says of how many periods how many must be bad."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from stamp_infra.check.rule import Rule, Violation
from stamp_infra.check.rules.cloudwatch.alarms import ALARM
from stamp_infra.check.rules.values import is_unknown, number

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stamp_infra.rendered.model import Resolved


def _find(resolved: Resolved) -> Iterator[Violation]:
    for alarm in resolved.of_type(ALARM):
        periods = alarm.properties.get("EvaluationPeriods")
        bad = alarm.properties.get("DatapointsToAlarm")
        if is_unknown(periods) or is_unknown(bad):
            continue
        if not 1 <= (number(bad) or 0) <= (number(periods) or 0):
            what = f"rises at {bad or 'an unsaid number'} of {periods or 'an unsaid number of'} periods"
            yield Violation(resource=alarm, path="Properties.DatapointsToAlarm", what=what)


RULE: Final = Rule(
    name="AlarmCountsDatapoints",
    why="Left unsaid, all periods in a row must be bad: one good minute in between keeps an outage quiet, or a single "
    "bad one wakes somebody up.",
    remedy="Set EvaluationPeriods (N) and DatapointsToAlarm (M, from 1 to N).",
    find=_find,
)
