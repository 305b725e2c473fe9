"""An alarm says M of N."""

from __future__ import annotations

import pytest

from stamp_infra.check.rules.cloudwatch.alarm_counts_datapoints import RULE
from tests.check.rules.build import Resources, but, found, one

GOOD: Resources = {"Errors": one("AWS::CloudWatch::Alarm", EvaluationPeriods=5, DatapointsToAlarm="3")}


@pytest.mark.parametrize(
    ("resources", "expected"),
    [
        (GOOD, []),
        (
            but(GOOD, "Errors Properties DatapointsToAlarm"),
            ["Errors Properties.DatapointsToAlarm: rises at an unsaid number of 5 periods"],
        ),
        (
            but(GOOD, "Errors Properties DatapointsToAlarm", value=6),
            ["Errors Properties.DatapointsToAlarm: rises at 6 of 5 periods"],
        ),
        (
            but(GOOD, "Errors Properties EvaluationPeriods"),
            ["Errors Properties.DatapointsToAlarm: rises at 3 of an unsaid number of periods"],
        ),
        (but(GOOD, "Errors Properties DatapointsToAlarm", value={"Ref": "Datapoints"}), []),
    ],
)
def test_an_alarm_that_does_not_say_m_of_n_is_found(resources: Resources, expected: list[str]) -> None:
    assert found(RULE, resources) == expected
