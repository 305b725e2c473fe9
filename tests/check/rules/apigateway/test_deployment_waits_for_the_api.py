"""A deployment depends on all that it contains."""

from __future__ import annotations

import pytest

from stamp_infra.check.rules.apigateway.deployment_waits_for_the_api import RULE
from tests.check.rules.api import api
from tests.check.rules.build import Resources, but, found, to

GOOD: Resources = api()


@pytest.mark.parametrize(
    ("resources", "expected"),
    [
        (GOOD, []),
        (but(GOOD, "Deployment DependsOn 0"), ["Deployment DependsOn: does not wait for OrdersPost"]),
        (
            but(GOOD, "Deployment DependsOn"),
            ["Deployment DependsOn: does not wait for OrdersPost, OrdersOptions, Errors4xx, Errors5xx"],
        ),
        (but(GOOD, "Deployment DependsOn 3"), ["Deployment DependsOn: does not wait for Errors5xx"]),
        (but(GOOD, "Deployment Properties RestApiId", value=to("Other")), []),
    ],
)
def test_a_deployment_that_does_not_wait_is_found(resources: Resources, expected: list[str]) -> None:
    assert found(RULE, resources) == expected
