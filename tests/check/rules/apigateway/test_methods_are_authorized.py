"""A method knows its caller or is declared public."""

from __future__ import annotations

import pytest

from stamp_infra.check.rules.apigateway.methods_are_authorized import RULE
from tests.check.rules.api import api, described
from tests.check.rules.build import Resources, but, found

GOOD: Resources = api()


@pytest.mark.parametrize(
    ("resources", "expected"),
    [
        (GOOD, []),
        (
            but(GOOD, "OrdersPost Properties AuthorizationType", value="NONE"),
            [("OrdersPost Properties.AuthorizationType: POST /orders is open to anyone and not declared public")],
        ),
        (
            but(GOOD, "OrdersPost Properties AuthorizationType"),
            [("OrdersPost Properties.AuthorizationType: POST /orders is open to anyone and not declared public")],
        ),
        (
            but(GOOD, "OrdersPost Properties AuthorizerId"),
            [
                (
                    "OrdersPost Properties.AuthorizerId: POST /orders has AuthorizationType COGNITO_USER_POOLS"
                    " but no authorizer"
                )
            ],
        ),
        (
            but(
                but(GOOD, "OrdersPost Properties AuthorizationType", value="NONE"),
                "OrdersPost Metadata",
                value={"StampInfra": {"Public": "signs people in"}},
            ),
            [],
        ),
        (
            but(
                but(GOOD, "OrdersPost Properties AuthorizationType", value="NONE"),
                "OrdersPost Metadata",
                value={"StampInfra": {"Public": " "}},
            ),
            [("OrdersPost Properties.AuthorizationType: POST /orders is open to anyone and not declared public")],
        ),
        (
            but(
                but(GOOD, "OrdersPost Properties AuthorizationType", value="AWS_IAM"),
                "OrdersPost Properties AuthorizerId",
            ),
            [],
        ),
        (described(post={"security": [{"Pool": []}]}), []),
        (
            described(post={}),
            [
                (
                    "Api Properties.Body.paths./orders.post.security: POST /orders is open to anyone and not"
                    " declared public"
                )
            ],
        ),
    ],
)
def test_a_method_that_is_open_without_a_reason_is_found(resources: Resources, expected: list[str]) -> None:
    assert found(RULE, resources) == expected
