"""A condition is true or false, as CloudFormation would have it."""

from __future__ import annotations

from typing import Any

import pytest

from stamp_infra.rendered.conditions import truth

EQUAL = {"Fn::Equals": ["a", "a"]}
OTHER = {"Fn::Equals": ["a", "b"]}


class Values:
    """A stack whose condition `Yes` holds and whose parameter is the number 1."""

    def ref(self, name: str) -> Any:
        return {"One": 1, "Unknown": "<a.yaml#Unknown>"}[name]

    def attribute(self, logical_id: str, name: str) -> Any:
        raise AssertionError

    def mapped(self, name: Any, *keys: Any) -> Any:
        raise AssertionError

    def holds(self, condition: str) -> bool:
        return condition == "Yes"


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        (EQUAL, True),
        (OTHER, False),
        ({"Fn::Not": [EQUAL]}, False),
        ({"Fn::And": [EQUAL, {"Fn::Not": [OTHER]}]}, True),
        ({"Fn::And": [EQUAL, OTHER]}, False),
        ({"Fn::Or": [OTHER, EQUAL]}, True),
        ({"Fn::Or": [OTHER, OTHER]}, False),
        ({"Condition": "Yes"}, True),
        ({"Condition": "No"}, False),
        ({"Fn::Equals": [{"Ref": "One"}, "1"]}, True),
        ({"Fn::Equals": [True, "true"]}, True),
        ({"Fn::Equals": [{"Ref": "Unknown"}, ""]}, False),
        ({"Fn::Equals": [{"Ref": "Unknown"}, {"Ref": "Unknown"}]}, True),
        ({"Fn::Equals": ["a"]}, False),
        ("text", False),
    ],
)
def test_an_expression_comes_to_true_or_false(expression: object, expected: bool) -> None:  # noqa: FBT001
    assert truth(expression, Values()) is expected
