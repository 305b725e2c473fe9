"""A body fits a model, whatever its content type."""

from __future__ import annotations

import pytest

from stamp_infra.check.rules.apigateway.request_bodies_are_validated import RULE
from tests.check.rules.api import api, method
from tests.check.rules.build import Resources, but, found, to

GOOD: Resources = api()


@pytest.mark.parametrize(
    ("resources", "expected"),
    [
        (GOOD, []),
        (
            but(GOOD, "OrdersPost Properties RequestValidatorId"),
            ["OrdersPost Properties.RequestValidatorId: POST /orders has no request validator"],
        ),
        (
            but(GOOD, "Validator Properties ValidateRequestBody", value=False),
            [
                (
                    "OrdersPost Properties.RequestValidatorId: POST /orders has a validator, Validator, that does"
                    " not look at bodies"
                )
            ],
        ),
        (
            but(GOOD, "OrdersPost Properties RequestModels"),
            ["OrdersPost Properties.RequestModels: POST /orders has no model for its body"],
        ),
        (
            but(GOOD, "OrdersPost Properties RequestModels", value={"application/json": to("NewOrder")}),
            [
                (
                    "OrdersPost Properties.RequestModels: POST /orders validates application/json alone: any"
                    " other content type passes unseen"
                )
            ],
        ),
        (
            but(GOOD, "OrdersPost Properties RequestModels", value={"$default": "Empty"}),
            [("OrdersPost Properties.RequestModels.$default: POST /orders takes Empty, which fits every body")],
        ),
        ({"Get": method("GET")}, []),
        (
            {"Put": method("PUT")},
            [
                "Put Properties.RequestValidatorId: PUT <stack.yaml#Orders> has no request validator",
                "Put Properties.RequestModels: PUT <stack.yaml#Orders> has no model for its body",
            ],
        ),
    ],
)
def test_a_body_that_reaches_the_function_unseen_is_found(resources: Resources, expected: list[str]) -> None:
    assert found(RULE, resources) == expected
