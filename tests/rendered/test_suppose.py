"""Conditions are made to hold by values under which a template would have them, alone where they exclude each other."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from stamp_infra.rendered.expand import expand
from stamp_infra.rendered.load import load
from stamp_infra.rendered.nest import Reader, stack_of
from stamp_infra.rendered.suppose import conditions_of, stacks, supposing, together

if TYPE_CHECKING:
    from pathlib import Path

    from stamp_infra.rendered.stack import Stack

PARAMETERS = """
Parameters:
  Switch: {Type: String, Default: 'off'}
  Count: {Type: Number, Default: 1}
  Empty: {Type: String, Default: ''}
  Kept: {Type: String, Default: kept}
Mappings: {Environment: {dev: {Size: small}}}
Resources: {Topic: {Type: AWS::SNS::Topic}}
"""


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def supposed(root: Stack, *names: str) -> list[Stack]:
    groups = together(root, [((), name) for name in names])
    return [supposing(root, facts) for _, facts in groups]


def root(folder: Path, conditions: str) -> Stack:
    file = folder / "root.yaml"
    file.write_text(f"{PARAMETERS}Conditions:\n{conditions}")
    return stack_of(file, None, Reader(load=load, expand=expand))


@pytest.mark.parametrize(
    ("condition", "parameter", "value"),
    [
        ("!Equals [!Ref Switch, 'on']", "Switch", "on"),
        ("!Equals ['on', !Ref Switch]", "Switch", "on"),
        ("!Not [!Equals [!Ref Switch, 'off']]", "Switch", "<root.yaml#Switch>"),
        ("!Equals [!Ref Count, '3']", "Count", 3),
        ("!And [!Equals [!Ref Kept, kept], !Equals [!Ref Switch, 'on']]", "Kept", "kept"),
        ("!Or [!Equals [!Ref Switch, 'on'], !Equals [!Ref Kept, other]]", "Kept", "kept"),
        ("!Not [!Or [!Equals [!Ref Switch, 'off'], !Equals [!Ref Kept, x]]]", "Switch", "<root.yaml#Switch>"),
        ("!Not [!And [!Equals [!Ref Kept, kept], !Equals [!Ref Switch, 'off']]]", "Switch", "off"),
        ("!Equals [a, b]", "Empty", "<root.yaml#Empty>"),
    ],
)
def test_a_condition_holds_by_the_value_that_it_asks_for(
    tmp_path: Path, condition: str, parameter: str, value: Any
) -> None:
    [stack] = supposed(root(tmp_path, f"  Wanted: {condition}\n"), "Wanted")
    assert stack.holds("Wanted")
    assert stack.ref(parameter) == value


def test_what_depends_on_the_same_value_follows(tmp_path: Path) -> None:
    conditions = "  Wanted: !Equals [!Ref Switch, 'on']\n  IsOff: !Equals [!Ref Switch, 'off']\n"
    before = root(tmp_path, conditions)
    [stack] = supposed(before, "Wanted")
    assert (before.holds("IsOff"), stack.holds("IsOff")) == (True, False)


def test_a_condition_on_a_mapping_holds_and_what_it_denies_does_not(tmp_path: Path) -> None:
    small = "  IsSmall: !Equals [!FindInMap [Environment, dev, Size], small]\n"
    [stack] = supposed(root(tmp_path, f"{small}  IsBig: !Not [!Condition IsSmall]\n"), "IsBig")
    assert (stack.holds("IsBig"), stack.holds("IsSmall")) == (True, False)


def test_two_values_of_one_mapping_are_apart(tmp_path: Path) -> None:
    size = "!Equals [!FindInMap [Environment, dev, Size]"
    of = root(tmp_path, f"  Big: {size}, big]\n  Huge: {size}, huge]\n  On: !Equals [!Ref Switch, 'on']\n")
    held = [
        [name for name in ("Big", "Huge", "On") if stack.holds(name)] for stack in supposed(of, "Big", "Huge", "On")
    ]
    assert held == [["Big", "On"], ["Huge"]]


def test_conditions_that_need_each_other_end(tmp_path: Path) -> None:
    conditions = "  One: !And [!Equals [a, b], !Condition Two]\n  Two: !And [!Equals [a, b], !Condition One]\n"
    [stack] = supposed(root(tmp_path, conditions), "One", "Two")
    assert stack.holds("One")
    assert stack.holds("Two")


def test_every_nested_stack_gets_what_the_root_hands_down(tmp_path: Path) -> None:
    child = """
Parameters: {Model: {Type: String}}
Conditions: {HasModel: !Not [!Equals [!Ref Model, none]]}
Resources: {Topic: {Type: AWS::SNS::Topic}}
"""
    nested = (
        "{Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: child.yaml, Parameters: {Model: !Ref Chosen}}}"
    )
    text = f"Parameters: {{Chosen: {{Type: String, Default: none}}}}\nResources:\n  A: {nested}\n  B: {nested}\n"
    (tmp_path / "child.yaml").write_text(child)
    (tmp_path / "root.yaml").write_text(text)
    of = stack_of(tmp_path / "root.yaml", None, Reader(load=load, expand=expand))
    [(conditions, facts)] = together(of, [(("A",), "HasModel"), (("B",), "HasModel")])
    assert conditions == [(("A",), "HasModel"), (("B",), "HasModel")]
    models = {place: stack.ref("Model") for place, stack in stacks(supposing(of, facts)) if place}
    assert models == {("A",): "<root.yaml#Chosen>", ("B",): "<root.yaml#Chosen>"}


def test_the_stack_itself_stays_as_it_was(tmp_path: Path) -> None:
    before = root(tmp_path, "  Wanted: !Equals [!Ref Switch, 'on']\n")
    supposed(before, "Wanted")
    assert not before.holds("Wanted")
    assert before.ref("Switch") == "off"


def test_a_resource_names_its_condition_and_those_it_chooses_by() -> None:
    statement = {"Effect": "Allow", "Condition": {"Bool": {"a": {"Fn::If": ["Strict", "true", "false"]}}}}
    assert list(conditions_of({"Condition": "On", "Properties": {"Statement": [statement]}})) == ["On", "Strict"]
