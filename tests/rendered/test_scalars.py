"""Values are written into texts, and read from parameters, as CloudFormation does it."""

from __future__ import annotations

import pytest

from stamp_infra.rendered.scalars import text, typed


@pytest.mark.parametrize(
    ("value", "expected"),
    [("a", "a"), (1, "1"), (1.5, "1.5"), (True, "true"), (False, "false"), (None, None), ([], None)],
)
def test_a_scalar_has_one_text(value: object, expected: str | None) -> None:
    assert text(value) == expected


@pytest.mark.parametrize(
    ("value", "kind", "expected"),
    [
        ("a, b", "CommaDelimitedList", ["a", "b"]),
        ("a", "List<AWS::EC2::Subnet::Id>", ["a"]),
        ("", "CommaDelimitedList", []),
        ("3", "Number", 3),
        ("-1.5", "Number", -1.5),
        ("<a.yaml#B>", "Number", "<a.yaml#B>"),
        (3, "String", "3"),
        (True, "String", "true"),
        (["a"], "CommaDelimitedList", ["a"]),
    ],
)
def test_a_parameter_is_read_by_its_type(value: object, kind: str, expected: object) -> None:
    assert typed(value, kind) == expected
