"""A stage has a rate and a burst."""

from __future__ import annotations

import pytest

from stamp_infra.check.rules.apigateway.stage_throttles import RULE
from tests.check.rules.api import api
from tests.check.rules.build import Resources, but, found

GOOD: Resources = api()


@pytest.mark.parametrize(
    ("resources", "expected"),
    [
        (GOOD, []),
        (
            but(GOOD, "Stage Properties MethodSettings 0 ThrottlingRateLimit"),
            ["Stage Properties.MethodSettings: has no ThrottlingRateLimit for all methods"],
        ),
        (
            but(GOOD, "Stage Properties MethodSettings 0 ThrottlingBurstLimit", value=0),
            ["Stage Properties.MethodSettings: has a ThrottlingBurstLimit of 0"],
        ),
        (
            but(GOOD, "Stage Properties MethodSettings 0 HttpMethod", value="GET"),
            [
                "Stage Properties.MethodSettings: has no ThrottlingRateLimit for all methods",
                "Stage Properties.MethodSettings: has no ThrottlingBurstLimit for all methods",
            ],
        ),
    ],
)
def test_a_stage_without_limits_is_found(resources: Resources, expected: list[str]) -> None:
    assert found(RULE, resources) == expected
