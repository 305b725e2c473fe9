"""An alarm has actions for its beginning and its end."""

from __future__ import annotations

import pytest

from stamp_infra.check.rules.cloudwatch.alarm_tells_somebody import RULE
from tests.check.rules.build import Resources, but, found, one, to

GOOD: Resources = {
    "Errors": one(
        "AWS::CloudWatch::Alarm",
        AlarmActions=[to("Alerts")],
        OKActions=["arn:aws:sns:us-east-1:<AWS::AccountId>:alerts"],
    ),
    "Alerts": one("AWS::SNS::Topic"),
}


@pytest.mark.parametrize(
    ("resources", "expected"),
    [
        (GOOD, []),
        (
            but(GOOD, "Errors Properties AlarmActions"),
            ["Errors Properties.AlarmActions: has no AlarmActions that lead anywhere"],
        ),
        (
            but(GOOD, "Errors Properties OKActions", value=[]),
            ["Errors Properties.OKActions: has no OKActions that lead anywhere"],
        ),
        (
            but(GOOD, "Errors Properties AlarmActions", value=[""]),
            ["Errors Properties.AlarmActions: has no AlarmActions that lead anywhere"],
        ),
        (
            but(GOOD, "Errors Properties ActionsEnabled", value=False),
            ["Errors Properties.ActionsEnabled: has its actions switched off"],
        ),
        (
            {"All": one("AWS::CloudWatch::CompositeAlarm")},
            [
                "All Properties.AlarmActions: has no AlarmActions that lead anywhere",
                "All Properties.OKActions: has no OKActions that lead anywhere",
            ],
        ),
    ],
)
def test_an_alarm_that_tells_nobody_is_found(resources: Resources, expected: list[str]) -> None:
    assert found(RULE, resources) == expected
