"""A gateway response does not rewrite the status."""

from __future__ import annotations

import pytest

from stamp_infra.check.rules.apigateway.gateway_responses_keep_the_status import RULE
from tests.check.rules.api import api, described
from tests.check.rules.build import Resources, but, found

GOOD: Resources = api()


@pytest.mark.parametrize(
    ("resources", "expected"),
    [
        (GOOD, []),
        (
            but(GOOD, "Errors4xx Properties StatusCode", value="400"),
            ["Errors4xx Properties.StatusCode: DEFAULT_4XX sets StatusCode 400"],
        ),
        (
            but(GOOD, "Errors5xx Properties StatusCode", value=500),
            ["Errors5xx Properties.StatusCode: DEFAULT_5XX sets StatusCode 500"],
        ),
        (
            but(
                but(GOOD, "Errors4xx Properties ResponseType", value="UNAUTHORIZED"),
                "Errors4xx Properties StatusCode",
                value="401",
            ),
            [],
        ),
        (
            but(
                described(),
                "Api Properties Body x-amazon-apigateway-gateway-responses DEFAULT_4XX statusCode",
                value=400,
            ),
            [
                (
                    "Api Properties.Body.x-amazon-apigateway-gateway-responses.DEFAULT_4XX.StatusCode:"
                    " DEFAULT_4XX sets StatusCode 400"
                )
            ],
        ),
    ],
)
def test_a_gateway_response_that_rewrites_the_status_is_found(resources: Resources, expected: list[str]) -> None:
    assert found(RULE, resources) == expected
