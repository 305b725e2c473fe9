"""Every path answers OPTIONS to anyone."""

from __future__ import annotations

import pytest

from stamp_infra.check.rules.apigateway.cors_preflight_is_anonymous import RULE
from tests.check.rules.api import api, described, described_preflight, method
from tests.check.rules.build import Resources, but, found, to

GOOD: Resources = api()


@pytest.mark.parametrize(
    ("resources", "expected"),
    [
        (GOOD, []),
        (but(GOOD, "OrdersOptions"), ["OrdersPost Properties: /orders answers no OPTIONS request"]),
        (
            but(GOOD, "OrdersOptions Properties AuthorizationType", value="COGNITO_USER_POOLS"),
            [("OrdersOptions Properties.AuthorizationType: OPTIONS /orders is answered only to authorized callers")],
        ),
        (
            but(GOOD, "OrdersOptions Properties ApiKeyRequired", value=True),
            [("OrdersOptions Properties.ApiKeyRequired: OPTIONS /orders is answered only to callers with an API key")],
        ),
        ({"Any": method("ANY", AuthorizationType="NONE")}, []),
        (
            {"Any": method("ANY", AuthorizationType="AWS_IAM")},
            [("Any Properties.AuthorizationType: OPTIONS <stack.yaml#Orders> is answered only to authorized callers")],
        ),
        (
            {
                "Root": method("GET")
                | {"Properties": {"RestApiId": to("Api"), "ResourceId": to("Api.RootResourceId"), "HttpMethod": "GET"}}
            },
            ["Root Properties: / answers no OPTIONS request"],
        ),
        (described(post={}, options=described_preflight()), []),
        (described(post={}), ["Api Properties.Body.paths./orders.post: /orders answers no OPTIONS request"]),
        (
            described(options=described_preflight(security=[{"Pool": []}])),
            [
                (
                    "Api Properties.Body.paths./orders.options.security: OPTIONS /orders is answered only to"
                    " authorized callers"
                )
            ],
        ),
        (described(options=described_preflight(security=[{"NONE": []}])), []),
        (
            but(described(options=described_preflight()), "Api Properties Body security", value=[{"Pool": []}]),
            [
                (
                    "Api Properties.Body.paths./orders.options.security: OPTIONS /orders is answered only to"
                    " authorized callers"
                )
            ],
        ),
    ],
)
def test_a_path_without_an_anonymous_preflight_is_found(resources: Resources, expected: list[str]) -> None:
    assert found(RULE, resources) == expected
