"""An origin is scheme, host and port alone."""

from __future__ import annotations

import pytest

from stamp_infra.check.rules.apigateway.cors_origins_are_bare_https import RULE
from tests.check.rules.api import api
from tests.check.rules.build import Resources, but, found, one

SENT = "OrdersOptions Properties Integration IntegrationResponses 0 ResponseParameters method.response.header."
AT = "OrdersOptions Properties.Integration.IntegrationResponses.0.ResponseParameters.method.response.header"
GATEWAY = "Errors4xx Properties ResponseParameters gatewayresponse.header."

GOOD: Resources = api() | {
    "Uploads": one("AWS::S3::Bucket", CorsConfiguration={"CorsRules": [{"AllowedOrigins": ["https://example.com"]}]})
}


@pytest.mark.parametrize(
    ("resources", "expected"),
    [
        (GOOD, []),
        (
            but(GOOD, f"{SENT}Access-Control-Allow-Origin", value="'*'"),
            [f"{AT}.Access-Control-Allow-Origin: sends the origin '*'"],
        ),
        (
            but(GOOD, f"{SENT}Access-Control-Allow-Origin", value="https://example.com"),
            [f"{AT}.Access-Control-Allow-Origin: sends the origin https://example.com"],
        ),
        (
            but(GOOD, f"{SENT}Access-Control-Allow-Origin", value="'https://example.com/app'"),
            [f"{AT}.Access-Control-Allow-Origin: sends the origin 'https://example.com/app'"],
        ),
        (
            but(GOOD, f"{SENT}Access-Control-Allow-Origin", value="'http://example.com'"),
            [f"{AT}.Access-Control-Allow-Origin: sends the origin 'http://example.com'"],
        ),
        (
            but(GOOD, f"{SENT}Access-Control-Allow-Origin", value="'https://Example.com'"),
            [f"{AT}.Access-Control-Allow-Origin: sends the origin 'https://Example.com'"],
        ),
        (but(GOOD, f"{SENT}Access-Control-Allow-Origin", value="'https://example.com:8443'"), []),
        (
            but(GOOD, f"{SENT}Access-Control-Allow-Origin", value="method.request.header.Origin"),
            [f"{AT}.Access-Control-Allow-Origin: sends the origin method.request.header.Origin"],
        ),
        (but(GOOD, f"{SENT}Access-Control-Allow-Origin", value="'<stack.yaml#Origin>'"), []),
        (
            but(GOOD, f"{GATEWAY}Access-Control-Allow-Origin", value="'https://example.com/'"),
            [
                (
                    "Errors4xx Properties.ResponseParameters.gatewayresponse.header.Access-Control-Allow-Origin:"
                    " sends the origin 'https://example.com/'"
                )
            ],
        ),
        (
            but(GOOD, "Uploads Properties CorsConfiguration CorsRules 0 AllowedOrigins 0", value="*"),
            ["Uploads Properties.CorsConfiguration.CorsRules.0.AllowedOrigins.0: allows the origin *"],
        ),
        (
            but(
                GOOD, "Uploads Properties CorsConfiguration CorsRules 0 AllowedOrigins 0", value="https://example.com/"
            ),
            [
                (
                    "Uploads Properties.CorsConfiguration.CorsRules.0.AllowedOrigins.0: allows the origin"
                    " https://example.com/"
                )
            ],
        ),
        (
            but(
                GOOD, "Uploads Properties CorsConfiguration CorsRules 0 AllowedOrigins 0", value="https://*.example.com"
            ),
            [
                (
                    "Uploads Properties.CorsConfiguration.CorsRules.0.AllowedOrigins.0: allows the origin"
                    " https://*.example.com"
                )
            ],
        ),
    ],
)
def test_an_origin_that_is_not_a_bare_https_origin_is_found(resources: Resources, expected: list[str]) -> None:
    assert found(RULE, resources) == expected
