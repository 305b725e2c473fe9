"""Text becomes data as CloudFormation reads it, and every mistake comes with its line."""

from __future__ import annotations

import pytest

from stamp_infra.core.errors import UserError
from stamp_infra.rendered.documents import parse


@pytest.mark.parametrize(
    ("text", "data"),
    [
        ("A: !Ref B", {"A": {"Ref": "B"}}),
        ("A: !Condition B", {"A": {"Condition": "B"}}),
        ("A: !GetAtt B.Arn", {"A": {"Fn::GetAtt": ["B", "Arn"]}}),
        ("A: !GetAtt B.Outputs.C", {"A": {"Fn::GetAtt": ["B", "Outputs.C"]}}),
        ("A: !GetAtt [B, Arn]", {"A": {"Fn::GetAtt": ["B", "Arn"]}}),
        ("A: {'Fn::GetAtt': B.Arn}", {"A": {"Fn::GetAtt": ["B", "Arn"]}}),
        ("A: !Sub ['${X}', {X: !Ref B}]", {"A": {"Fn::Sub": ["${X}", {"X": {"Ref": "B"}}]}}),
        (
            "A: !If [C, !Join ['-', [a, !Ref B]], x]",
            {"A": {"Fn::If": ["C", {"Fn::Join": ["-", ["a", {"Ref": "B"}]]}, "x"]}},
        ),
        ("Version: 2012-10-17", {"Version": "2012-10-17"}),
        ("{012345678901: a, on: b, 1.0: c}", {"012345678901": "a", "on": "b", "1.0": "c"}),
        ("A: [1, 1.5, true, '1', null]", {"A": [1, 1.5, True, "1", None]}),
        ("A: &x {k: 1}\nB: {<<: *x, k: 2}", {"A": {"k": 1}, "B": {"k": 2}}),
        ('{"A": {"Fn::GetAtt": "B.Arn"}}', {"A": {"Fn::GetAtt": ["B", "Arn"]}}),
        ('{\n\t"A": "with\\ttabs"\n}', {"A": "with\ttabs"}),
        ('{"A": NaN}', {"A": "NaN"}),
        ("", None),
    ],
)
def test_a_document_is_read_into_long_form_intrinsics(text: str, data: object) -> None:
    assert parse(text, "a.yaml") == data


@pytest.mark.parametrize(
    ("text", "messages"),
    [
        ("A: 1\nA: 2\n", ['a.yaml:2: has a key twice in one mapping (got "A")']),
        (
            "A:\n  B: 1\n  B: 2\nC: !Fo x\n",
            ["a.yaml:3: has a key twice", 'a.yaml:4: has a tag that CloudFormation does not know (got "!Fo")'],
        ),
        ("A: [1\n", ["a.yaml:2: is not YAML: did not find expected ',' or ']'"]),
        ("A: *b\n", ["a.yaml:1: is not YAML: found undefined alias"]),
        ("A: 1\n---\nB: 2\n", ["a.yaml:2: is not YAML: but found another document"]),
        ("A: 1\n? [b]\n: 2\n", ["a.yaml:2: has a key that is not a text"]),
        ("A: \x01\n", ["a.yaml: is not YAML: unacceptable character"]),
        ("A: !!python/object:os.system x\n", ["a.yaml:1: is not YAML: could not determine a constructor"]),
        ("A: .inf\n", ["a.yaml: holds a value that is no text, number, list or mapping"]),
        ("A: !!binary aGVsbG8=\n", ["a.yaml: holds a value that is no text, number, list or mapping"]),
        (
            "A: &a [*a]\n",
            ["a.yaml: holds a value that is no text, number, list or mapping, or that is nested in itself"],
        ),
        ("[" * 5000, ["a.yaml:1: is not YAML: exceeded maximum nesting depth"]),
        ('{"A": 1,\n"A": 2}', ["a.yaml:2: has a key twice in one mapping"]),
        ('{"A": 1,\n"B": }}', ["a.yaml:2: is not JSON: Expecting value"]),
    ],
)
def test_every_mistake_is_listed_with_its_line(text: str, messages: list[str]) -> None:
    with pytest.raises(UserError) as caught:
        parse(text, "a.yaml")
    found = [str(mistake) for mistake in caught.value.mistakes]
    assert len(found) == len(messages), found
    assert all(text.startswith(message) for text, message in zip(found, messages, strict=True)), found
