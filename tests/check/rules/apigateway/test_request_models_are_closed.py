"""A request model takes nothing that it does not name."""

from __future__ import annotations

import pytest

from stamp_infra.check.rules.apigateway.request_models_are_closed import RULE
from tests.check.rules.api import api
from tests.check.rules.build import Resources, but, found, to

GOOD: Resources = api()


@pytest.mark.parametrize(
    ("resources", "expected"),
    [
        (GOOD, []),
        (
            but(GOOD, "NewOrder Properties Schema additionalProperties"),
            ["NewOrder Properties.Schema: is an object that takes additional properties"],
        ),
        (
            but(GOOD, "NewOrder Properties Schema additionalProperties", value=True),
            ["NewOrder Properties.Schema: is an object that takes additional properties"],
        ),
        (
            but(GOOD, "NewOrder Properties Schema properties id", value={"type": "object"}),
            ["NewOrder Properties.Schema.properties.id: is an object that takes additional properties"],
        ),
        (
            but(GOOD, "NewOrder Properties Schema properties id", value={"type": "array", "items": {"properties": {}}}),
            [("NewOrder Properties.Schema.properties.id.items: is an object that takes additional properties")],
        ),
        (but(GOOD, "NewOrder Properties Schema oneOf", value=[{"properties": {"id": {}}}]), []),
        (
            but(GOOD, "NewOrder Properties Schema", value={"oneOf": [{"properties": {"id": {}}}]}),
            ["NewOrder Properties.Schema.oneOf.0: is an object that takes additional properties"],
        ),
        (
            but(GOOD, "NewOrder Properties Schema", value='{"type": "object"}'),
            ["NewOrder Properties.Schema: is an object that takes additional properties"],
        ),
        (
            but(
                but(
                    but(GOOD, "NewOrder Properties Schema additionalProperties"), "OrdersPost Properties RequestModels"
                ),
                "OrdersPost Properties MethodResponses",
                value=[{"ResponseModels": {"application/json": to("NewOrder")}}],
            ),
            [],
        ),
        (
            but(
                but(GOOD, "NewOrder Properties Schema additionalProperties"),
                "OrdersPost Properties RequestModels $default",
                value="NewOrder",
            ),
            ["NewOrder Properties.Schema: is an object that takes additional properties"],
        ),
    ],
)
def test_an_open_object_in_a_request_model_is_found(resources: Resources, expected: list[str]) -> None:
    assert found(RULE, resources) == expected
