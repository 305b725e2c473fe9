"""Every way to name another resource is recognised, and nothing else is taken for one."""

from __future__ import annotations

from typing import Any

import pytest

from stamp_infra.synth.references import references


@pytest.mark.parametrize(
    ("part", "named"),
    [
        ({"Ref": "One"}, ["One"]),
        ({"Ref": "AWS::Region"}, []),
        ({"Fn::GetAtt": ["One", "Arn"]}, ["One"]),
        ({"Fn::GetAtt": "One.Arn"}, ["One"]),
        ({"Fn::GetAtt": []}, []),
        ({"Fn::Sub": "${One}/${Two.Arn}/${AWS::Region}/${!Three}"}, ["One", "Two"]),
        ({"Fn::Sub": ["${One}/${Own}", {"Own": {"Ref": "Two"}}]}, ["One", "Two"]),
        ({"DependsOn": "One"}, ["One"]),
        ({"DependsOn": ["One", "Two"]}, ["One", "Two"]),
        ({"Fn::If": ["IsLarge", {"Ref": "One"}, [{"Ref": "Two"}]]}, ["One", "Two"]),
        ({"Condition": "IsLarge", "Properties": {"Name": "One"}}, []),
        (["${One}", "One"], []),
        ({"Statement": {"Condition": {"StringEquals": {"a": {"Ref": "One"}}}}}, ["One"]),
    ],
)
def test_what_is_named(part: Any, named: list[str]) -> None:
    assert list(references(part)) == named
