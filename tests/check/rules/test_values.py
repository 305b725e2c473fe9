"""An odd value reads as absent, a value of the deployment as unknown."""

from __future__ import annotations

from typing import Any

import pytest

from stamp_infra.check.rules.values import dig, is_on, is_unknown, leaves, matches, number, walk


@pytest.mark.parametrize(
    ("pattern", "value", "fits"),
    [
        ("s3:GetObject", "S3:getobject", True),
        ("s3:Get*", "s3:GetObject", True),
        ("s3:?etObject", "s3:GetObject", True),
        ("*", "anything:AtAll", True),
        ("s3:Get", "s3:GetObject", False),
        ("s3:[G]etObject", "s3:GetObject", False),
    ],
)
def test_a_pattern_fits_as_iam_reads_it(pattern: str, value: str, *, fits: bool) -> None:
    assert matches(pattern, value) is fits


@pytest.mark.parametrize("value", [True, "TRUE", {"Ref": "Switch"}, {"Fn::If": ["A", 1, 2]}, "<a.yaml#Switch>"])
def test_a_switch_that_is_on_or_unknown_is_on(value: object) -> None:
    assert is_on(value)


@pytest.mark.parametrize("value", [False, None, "FALSE", 1, "", [], {}, {"Ref": "a", "x": "b"}])
def test_anything_else_is_off(value: object) -> None:
    assert not is_on(value)


def test_a_literal_is_known() -> None:
    assert not is_unknown("ENABLED")


def test_a_number_may_be_written_as_a_string() -> None:
    values: list[object] = [3, "3", 2.5, True, "x", None, []]
    assert list(map(number, values)) == [3, 3, 2.5, None, None, None, None]


def test_digging_stops_at_a_function_that_is_not_resolved() -> None:
    value: dict[str, Any] = {"A": {"Fn::If": ["x", 1, 2]}}
    assert dig(value, "A", "B", "C") == {"Fn::If": ["x", 1, 2]}
    assert dig(value, "B", "C") is None


def test_walking_yields_each_place_with_its_path() -> None:
    value: dict[str, Any] = {"Rules": [{"Name": "a"}, {}, "odd", {"Name": "b"}]}
    assert list(walk(value, "Rules.*.Name")) == [("Properties.Rules.0.Name", "a"), ("Properties.Rules.3.Name", "b")]


def test_a_single_value_is_walked_as_a_list_of_one() -> None:
    assert list(walk({"Statement": {"Effect": "Allow"}}, "Statement.*")) == [
        ("Properties.Statement.0", {"Effect": "Allow"})
    ]


def test_leaves_are_the_strings_with_their_paths() -> None:
    assert list(leaves({"a": ["x", {"b": "y"}, 3]}, "P")) == [("P.a.0", "x"), ("P.a.1.b", "y")]
