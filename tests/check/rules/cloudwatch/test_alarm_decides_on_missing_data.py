"""An alarm says what silence means."""

from __future__ import annotations

import pytest

from stamp_infra.check.rules.cloudwatch.alarm_decides_on_missing_data import RULE
from tests.check.rules.build import Resources, but, found, one

GOOD: Resources = {"Errors": one("AWS::CloudWatch::Alarm", TreatMissingData="notBreaching")}


@pytest.mark.parametrize(
    ("resources", "expected"),
    [
        (GOOD, []),
        (
            but(GOOD, "Errors Properties TreatMissingData"),
            ["Errors Properties.TreatMissingData: does not say what missing data means"],
        ),
    ],
)
def test_an_alarm_that_does_not_say_what_silence_means_is_found(resources: Resources, expected: list[str]) -> None:
    assert found(RULE, resources) == expected
