"""Sub becomes a text as far as what stands in it is known."""

from __future__ import annotations

from typing import Any

import pytest

from stamp_infra.rendered.substitute import substitute

KNOWN: dict[str, Any] = {
    "Name": "orders",
    "Number": 3,
    "Flag": True,
    "Dollar": "${x}",
    "Table": {"Ref": "Table"},
    "List": ["a"],
    "AWS::Region": "eu-west-1",
}


def value_of(expression: Any) -> Any:
    match expression:
        case {"Ref": name}:
            return KNOWN.get(name, {"Ref": name})
        case {"Fn::GetAtt": ["Known", attribute]}:
            return f"<a.yaml#Known.{attribute}>"
    return expression


@pytest.mark.parametrize(
    ("argument", "expected"),
    [
        ("plain", "plain"),
        ("${Name}-x", "orders-x"),
        ("${Number}/${Flag}", "3/true"),
        ("${AWS::Region}", "eu-west-1"),
        ("${Known.Arn}/index/x", "<a.yaml#Known.Arn>/index/x"),
        ("${!Literal} ${Name}", "${Literal} orders"),
        ("${Dollar}", "${x}"),
        (["${A}-${Name}", {"A": {"Ref": "Number"}}], "3-orders"),
        (["${Name}", {"Name": "own"}], "own"),
        ("${Table}", {"Fn::Sub": "${Table}"}),
        ("${Name}-${Other.Arn}", {"Fn::Sub": "orders-${Other.Arn}"}),
        ("${!Literal} ${Dollar} ${Table}", {"Fn::Sub": "${!Literal} ${!x} ${Table}"}),
        (
            ["${A}-${Name}", {"A": {"Fn::ImportValue": "x"}}],
            {"Fn::Sub": ["${A}-orders", {"A": {"Fn::ImportValue": "x"}}]},
        ),
        ("${List}", {"Fn::Sub": ["${List}", {"List": ["a"]}]}),
        (["only"], {"Fn::Sub": ["only"]}),
        (3, {"Fn::Sub": 3}),
    ],
)
def test_a_sub_is_resolved_as_far_as_its_values_are_known(argument: object, expected: object) -> None:
    assert substitute(argument, value_of) == expected
