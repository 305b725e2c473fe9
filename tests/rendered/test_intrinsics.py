"""Functions are evaluated as far as their values are known, and left as they are beyond."""

from __future__ import annotations

from typing import Any

import pytest

from stamp_infra.rendered.intrinsics import NOTHING, evaluate


class Values:
    """A stack with a parameter `Name`, a resource `Table`, a mapping and two conditions."""

    def ref(self, name: str) -> Any:
        known = {"Name": "orders", "Number": 3, "List": ["a", "b"], "Table": "<a.yaml#Table>", "AWS::NoValue": NOTHING}
        return known.get(name, {"Ref": name})

    def attribute(self, logical_id: str, name: str) -> Any:
        return f"<a.yaml#{logical_id}.{name}>" if logical_id == "Table" else {"Fn::GetAtt": [logical_id, name]}

    def mapped(self, name: Any, *keys: Any) -> Any:
        return 256 if [name, *keys] == ["Sizes", "dev", "Memory"] else NOTHING

    def holds(self, condition: str) -> bool:
        return condition == "IsProd"


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ({"Ref": "Name"}, "orders"),
        ({"Ref": "Other"}, {"Ref": "Other"}),
        ({"Ref": ["x"]}, {"Ref": ["x"]}),
        ({"Fn::GetAtt": ["Table", "Arn"]}, "<a.yaml#Table.Arn>"),
        ({"Fn::GetAtt": ["Table", {"Ref": "Name"}]}, "<a.yaml#Table.orders>"),
        ({"Fn::GetAtt": "Table"}, {"Fn::GetAtt": "Table"}),
        ({"Fn::Join": ["-", ["a", {"Ref": "Name"}, 1, True]]}, "a-orders-1-true"),
        ({"Fn::Join": [",", {"Ref": "List"}]}, "a,b"),
        ({"Fn::Join": ["-", ["a", {"Ref": "Other"}]]}, {"Fn::Join": ["-", ["a", {"Ref": "Other"}]]}),
        ({"Fn::Join": "x"}, {"Fn::Join": "x"}),
        ({"Fn::Select": [1, ["a", "b"]]}, "b"),
        ({"Fn::Select": ["0", {"Ref": "List"}]}, "a"),
        ({"Fn::Select": [2, ["a", "b"]]}, {"Fn::Select": [2, ["a", "b"]]}),
        ({"Fn::Select": [0, {"Fn::GetAZs": ""}]}, {"Fn::Select": [0, {"Fn::GetAZs": ""}]}),
        ({"Fn::Split": ["/", "a/b"]}, ["a", "b"]),
        ({"Fn::Select": [1, {"Fn::Split": ["-", {"Fn::Sub": "x-${Name}"}]}]}, "orders"),
        ({"Fn::Split": [",", "<a.yaml#A.Arn>,<a.yaml#B.Arn>"]}, ["<a.yaml#A.Arn>", "<a.yaml#B.Arn>"]),
        ({"Fn::Split": ["/", {"Ref": "Table"}]}, {"Fn::Split": ["/", "<a.yaml#Table>"]}),
        ({"Fn::FindInMap": ["Sizes", "dev", "Memory"]}, 256),
        ({"Fn::FindInMap": ["Sizes", "dev", "Other", {"DefaultValue": {"Ref": "Name"}}]}, "orders"),
        ({"Fn::FindInMap": ["Sizes", {"Ref": "Other"}, "x"]}, {"Fn::FindInMap": ["Sizes", {"Ref": "Other"}, "x"]}),
        ({"Fn::If": ["IsProd", {"Ref": "Name"}, "other"]}, "orders"),
        ({"Fn::If": ["IsDev", {"Ref": "Name"}, "other"]}, "other"),
        ({"Fn::If": ["IsProd"]}, {"Fn::If": ["IsProd"]}),
        ({"Fn::Base64": {"Ref": "Name"}}, {"Fn::Base64": "orders"}),
        ({"Fn::ImportValue": {"Fn::Sub": "x-${Name}"}}, {"Fn::ImportValue": "x-orders"}),
        ("{{resolve:ssm:/a/b}}", "{{resolve:ssm:/a/b}}"),
        (
            {
                "A": {"Ref": "AWS::NoValue"},
                "B": [1, {"Ref": "AWS::NoValue"}, {"Fn::If": ["IsDev", 2, {"Ref": "AWS::NoValue"}]}],
            },
            {"B": [1]},
        ),
        ({"Ref": "Name", "Other": 1}, {"Ref": "Name", "Other": 1}),
    ],
)
def test_a_function_becomes_its_value_where_that_is_known(value: object, expected: object) -> None:
    assert evaluate(value, Values()) == expected


def test_a_value_that_is_not_there_is_told_from_every_other() -> None:
    assert evaluate({"Fn::If": ["IsDev", 1, {"Ref": "AWS::NoValue"}]}, Values()) is NOTHING
