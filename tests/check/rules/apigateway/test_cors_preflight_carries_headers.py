"""The preflight's answer allows what the page is about to do."""

from __future__ import annotations

import pytest

from stamp_infra.check.rules.apigateway.cors_preflight_carries_headers import RULE
from tests.check.rules.api import api, described, described_preflight
from tests.check.rules.build import Resources, but, found

SENT = "OrdersOptions Properties Integration IntegrationResponses 0 ResponseParameters method.response.header."
AT = "OrdersOptions Properties.Integration.IntegrationResponses.0.ResponseParameters.method.response.header"
PARAMETERS = "OrdersOptions Properties.Integration.IntegrationResponses.0.ResponseParameters"
DECLARED = "OrdersOptions Properties MethodResponses 0 ResponseParameters method.response.header."
OPENAPI = "Api Properties.Body.paths./orders.options.x-amazon-apigateway-integration"
MOCK = "Api Properties Body paths /orders options x-amazon-apigateway-integration"

GOOD: Resources = api()


@pytest.mark.parametrize(
    ("resources", "expected"),
    [
        (GOOD, []),
        (
            but(GOOD, f"{SENT}Access-Control-Allow-Origin"),
            [f"{PARAMETERS}: OPTIONS /orders is answered without Access-Control-Allow-Origin"],
        ),
        (
            but(GOOD, f"{SENT}Access-Control-Allow-Headers"),
            [f"{PARAMETERS}: OPTIONS /orders is answered without Access-Control-Allow-Headers"],
        ),
        (
            but(GOOD, f"{SENT}Access-Control-Allow-Methods"),
            [f"{PARAMETERS}: OPTIONS /orders is answered without Access-Control-Allow-Methods"],
        ),
        (
            but(GOOD, f"{SENT}Access-Control-Allow-Headers", value="'Content-Type'"),
            [(f"{AT}.Access-Control-Allow-Headers: OPTIONS /orders allows 'Content-Type' but not Authorization")],
        ),
        (
            but(GOOD, f"{SENT}Access-Control-Allow-Headers", value="'*'"),
            [(f"{AT}.Access-Control-Allow-Headers: OPTIONS /orders allows '*' but not Authorization, Content-Type")],
        ),
        (but(GOOD, f"{SENT}Access-Control-Allow-Methods", value="'*'"), []),
        (
            but(GOOD, f"{SENT}Access-Control-Allow-Methods", value="'GET,OPTIONS'"),
            [f"{AT}.Access-Control-Allow-Methods: OPTIONS /orders allows 'GET,OPTIONS' but not POST"],
        ),
        (
            but(GOOD, f"{DECLARED}Access-Control-Allow-Origin"),
            [
                (
                    f"{AT}.Access-Control-Allow-Origin: OPTIONS /orders maps Access-Control-Allow-Origin, which"
                    " its method response does not declare"
                )
            ],
        ),
        (
            but(GOOD, "OrdersOptions Properties Integration RequestTemplates", value={"application/json": "{}"}),
            [
                (
                    "OrdersOptions Properties.Integration.RequestTemplates: OPTIONS /orders is a mock without a"
                    " request template that chooses a statusCode: it answers 500"
                )
            ],
        ),
        (but(GOOD, "OrdersOptions Properties Integration", value={"Type": "AWS_PROXY"}), []),
        (
            but(GOOD, "OrdersOptions Properties Integration"),
            [
                (
                    "OrdersOptions Properties.Integration: OPTIONS /orders is answered without"
                    " Access-Control-Allow-Origin"
                ),
                (
                    "OrdersOptions Properties.Integration: OPTIONS /orders is answered without"
                    " Access-Control-Allow-Headers"
                ),
                (
                    "OrdersOptions Properties.Integration: OPTIONS /orders is answered without"
                    " Access-Control-Allow-Methods"
                ),
            ],
        ),
        (described(post={}, options=described_preflight()), []),
        (
            described(post={}, get={}, options=described_preflight()),
            [
                (
                    ""
                    f"{OPENAPI}.responses.default.responseParameters.method.response.header.Access-Control-Allow-Methods:"
                    " OPTIONS /orders allows 'POST,OPTIONS' but not GET"
                )
            ],
        ),
        (
            but(described(options=described_preflight()), f"{MOCK} requestTemplates", value={}),
            [
                (
                    f"{OPENAPI}: OPTIONS /orders is a mock without a request template that chooses a statusCode:"
                    " it answers 500"
                )
            ],
        ),
    ],
)
def test_a_preflight_that_allows_too_little_is_found(resources: Resources, expected: list[str]) -> None:
    assert found(RULE, resources) == expected
