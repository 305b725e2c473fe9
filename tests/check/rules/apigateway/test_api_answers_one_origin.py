"""An API sends one origin everywhere."""

from __future__ import annotations

import pytest

from stamp_infra.check.rules.apigateway.api_answers_one_origin import RULE
from tests.check.rules.api import api
from tests.check.rules.build import Resources, but, found, to

SENT = "OrdersOptions Properties Integration IntegrationResponses 0 ResponseParameters method.response.header."
AT = "OrdersOptions Properties.Integration.IntegrationResponses.0.ResponseParameters.method.response.header"
GATEWAY = "Errors4xx Properties ResponseParameters gatewayresponse.header."

GOOD: Resources = api()


@pytest.mark.parametrize(
    ("resources", "expected"),
    [
        (GOOD, []),
        (
            but(GOOD, f"{SENT}Access-Control-Allow-Origin", value="'https://www.example.com'"),
            [
                (
                    f"{AT}.Access-Control-Allow-Origin: sends the origin 'https://www.example.com', the rest of"
                    " the API 'https://example.com'"
                )
            ],
        ),
        (
            but(GOOD, f"{GATEWAY}Access-Control-Allow-Origin", value="'https://www.example.com'"),
            [
                (
                    "Errors4xx Properties.ResponseParameters.gatewayresponse.header.Access-Control-Allow-Origin:"
                    " sends the origin 'https://www.example.com', the rest of the API 'https://example.com'"
                )
            ],
        ),
        (
            but(
                but(GOOD, f"{GATEWAY}Access-Control-Allow-Origin", value="'https://www.example.com'"),
                "Errors4xx Properties RestApiId",
                value=to("Other"),
            ),
            [],
        ),
    ],
)
def test_an_origin_that_differs_from_the_rest_of_the_api_is_found(resources: Resources, expected: list[str]) -> None:
    assert found(RULE, resources) == expected
