"""No body reaches a log."""

from __future__ import annotations

import pytest

from stamp_infra.check.rules.apigateway.stage_logs_no_bodies import RULE
from tests.check.rules.api import api
from tests.check.rules.build import Resources, but, found

GOOD: Resources = api()


@pytest.mark.parametrize(
    ("resources", "expected"),
    [
        (GOOD, []),
        (
            but(GOOD, "Stage Properties MethodSettings 0 DataTraceEnabled", value=True),
            [("Stage Properties.MethodSettings.0.DataTraceEnabled: writes whole requests and responses to the log")],
        ),
        (but(GOOD, "Stage Properties MethodSettings 0 DataTraceEnabled", value=False), []),
    ],
)
def test_a_stage_that_logs_bodies_is_found(resources: Resources, expected: list[str]) -> None:
    assert found(RULE, resources) == expected
