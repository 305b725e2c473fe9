"""What API Gateway answers itself carries CORS headers."""

from __future__ import annotations

import pytest

from stamp_infra.check.rules.apigateway.gateway_responses_carry_cors_headers import RULE
from tests.check.rules.api import api, described
from tests.check.rules.build import Resources, but, found, one, to

GOOD: Resources = api()


@pytest.mark.parametrize(
    ("resources", "expected"),
    [
        (GOOD, []),
        (but(GOOD, "Errors4xx"), ["Api Properties: has no gateway response DEFAULT_4XX"]),
        (
            but(GOOD, "Errors5xx Properties ResponseType", value="UNAUTHORIZED"),
            ["Api Properties: has no gateway response DEFAULT_5XX"],
        ),
        (
            but(GOOD, "Errors4xx Properties ResponseParameters gatewayresponse.header.Access-Control-Allow-Origin"),
            [("Errors4xx Properties.ResponseParameters: DEFAULT_4XX is sent without Access-Control-Allow-Origin")],
        ),
        (
            but(GOOD, "Errors5xx Properties ResponseParameters gatewayresponse.header.Access-Control-Allow-Headers"),
            [("Errors5xx Properties.ResponseParameters: DEFAULT_5XX is sent without Access-Control-Allow-Headers")],
        ),
        (
            but(GOOD, "Errors4xx Properties RestApiId", value=to("Other")),
            ["Api Properties: has no gateway response DEFAULT_4XX"],
        ),
        (described(), []),
        (
            but(described(), "Api Properties Body x-amazon-apigateway-gateway-responses DEFAULT_4XX"),
            ["Api Properties: has no gateway response DEFAULT_4XX"],
        ),
        ({"Far": one("AWS::ApiGateway::RestApi", BodyS3Location={"Bucket": "apis"})}, []),
    ],
)
def test_an_api_whose_own_errors_a_page_cannot_read_is_found(resources: Resources, expected: list[str]) -> None:
    assert found(RULE, resources) == expected
