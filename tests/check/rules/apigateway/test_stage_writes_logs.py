"""A stage has an access log and an execution log."""

from __future__ import annotations

import pytest

from stamp_infra.check.rules.apigateway.stage_writes_logs import RULE
from tests.check.rules.api import api
from tests.check.rules.build import Resources, but, found

GOOD: Resources = api()


@pytest.mark.parametrize(
    ("resources", "expected"),
    [
        (GOOD, []),
        (
            but(GOOD, "Stage Properties AccessLogSetting"),
            [
                "Stage Properties.AccessLogSetting.DestinationArn: its access log has no DestinationArn",
                "Stage Properties.AccessLogSetting.Format: its access log has no Format",
            ],
        ),
        (
            but(GOOD, "Stage Properties AccessLogSetting Format"),
            ["Stage Properties.AccessLogSetting.Format: its access log has no Format"],
        ),
        (
            but(GOOD, "Stage Properties MethodSettings 0 LoggingLevel", value="OFF"),
            ["Stage Properties.MethodSettings: its execution log for all methods is OFF"],
        ),
        (
            but(GOOD, "Stage Properties MethodSettings"),
            ["Stage Properties.MethodSettings: its execution log for all methods is not set"],
        ),
        (
            but(GOOD, "Stage Properties MethodSettings 0 ResourcePath", value="/orders"),
            ["Stage Properties.MethodSettings: its execution log for all methods is not set"],
        ),
    ],
)
def test_a_stage_without_both_logs_is_found(resources: Resources, expected: list[str]) -> None:
    assert found(RULE, resources) == expected
