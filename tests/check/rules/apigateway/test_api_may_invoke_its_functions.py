"""API Gateway may call what its methods call."""

from __future__ import annotations

import pytest

from stamp_infra.check.rules.apigateway.api_may_invoke_its_functions import RULE
from tests.check.rules.api import api
from tests.check.rules.build import Resources, but, found, one, to

GOOD: Resources = api()


@pytest.mark.parametrize(
    ("resources", "expected"),
    [
        (GOOD, []),
        (
            but(GOOD, "ApiRole Properties Policies"),
            [
                (
                    "OrdersPost Properties.Integration.Uri: POST /orders calls orders:live, which its"
                    " Credentials, ApiRole, may not invoke"
                )
            ],
        ),
        (but(GOOD, "ApiRole Properties Policies 0 PolicyDocument Statement Resource", value=to("Live")), []),
        (
            but(GOOD, "ApiRole Properties Policies 0 PolicyDocument Statement Resource", value=to("Function.Arn")),
            [
                (
                    "OrdersPost Properties.Integration.Uri: POST /orders calls orders:live, which its"
                    " Credentials, ApiRole, may not invoke"
                )
            ],
        ),
        (
            but(
                GOOD,
                "ApiRole Properties Policies 0 PolicyDocument Statement Resource",
                value=to("Function.Arn") + ":live",
            ),
            [],
        ),
        (
            but(
                GOOD,
                "OrdersPost Properties Integration Uri",
                value="arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/" + to("Live") + "/invocations",
            ),
            [],
        ),
        (
            but(
                GOOD,
                "OrdersPost Properties Integration Uri",
                value="arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/"
                + to("Function.Arn")
                + "/invocations",
            ),
            [
                (
                    "OrdersPost Properties.Integration.Uri: POST /orders calls orders, which its Credentials,"
                    " ApiRole, may not invoke"
                )
            ],
        ),
        (
            but(GOOD, "OrdersPost Properties Integration Credentials"),
            [
                (
                    "OrdersPost Properties.Integration.Uri: POST /orders calls orders:live, and no"
                    " AWS::Lambda::Permission lets API Gateway invoke it"
                )
            ],
        ),
        (
            but(
                GOOD
                | {
                    "Allowed": one(
                        "AWS::Lambda::Permission", FunctionName=to("Live"), Principal="apigateway.amazonaws.com"
                    )
                },
                "OrdersPost Properties Integration Credentials",
            ),
            [],
        ),
        (
            but(
                GOOD
                | {
                    "Allowed": one(
                        "AWS::Lambda::Permission", FunctionName="orders", Principal="apigateway.amazonaws.com"
                    )
                },
                "OrdersPost Properties Integration Credentials",
            ),
            [
                (
                    "OrdersPost Properties.Integration.Uri: POST /orders calls orders:live, and no"
                    " AWS::Lambda::Permission lets API Gateway invoke it"
                )
            ],
        ),
        (but(GOOD, "OrdersPost Properties Integration Credentials", value="arn:aws:iam::1:role/elsewhere"), []),
        (but(GOOD, "Function Properties FunctionName", value="other"), []),
    ],
)
def test_a_function_that_the_api_may_not_invoke_is_found(resources: Resources, expected: list[str]) -> None:
    assert found(RULE, resources) == expected
