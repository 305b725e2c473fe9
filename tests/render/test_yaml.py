"""The YAML reads like a person's, says the same to every reader, and comes out the same on every run."""

from __future__ import annotations

import re
import subprocess
import sys
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stamp_infra.render.yaml import to_yaml
from stamp_infra.rendered.documents import parse

TEXTS = st.one_of(
    st.text(max_size=12),
    st.text(st.sampled_from("ab \n:#-'\"{}[]!&*|>%@`,?é　😀\x85\u2028\x07\t\r\\0159.eE+~=<"), max_size=10),
    st.sampled_from(
        ["yes", "no", "null", "~", "1e3", "0x1f", "012", "2012-10-17", "1.5", "<<", "=", "- a", "a: b", "# a"]
    ),
)
FUNCTIONS = ("Ref", "Fn::Sub", "Fn::Base64", "Fn::ImportValue", "Fn::GetAZs")


def functions(values: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.one_of(
        st.sampled_from(FUNCTIONS).flatmap(lambda name: TEXTS.map(lambda text: {name: text})),
        st.just({"Fn::GetAtt": ["One", "Two.Three"]}),
        TEXTS.map(lambda text: {"Fn::Base64": {"Fn::Sub": text}}),
        st.lists(values, min_size=2, max_size=3).map(lambda parts: {"Fn::If": ["IsLarge", *parts[:2]]}),
        st.tuples(TEXTS, values).map(lambda pair: {"Fn::Sub": [pair[0], {"Own": pair[1]}]}),
    )


NUMBERS = st.one_of(st.integers(), st.booleans(), st.floats(allow_nan=False, allow_infinity=False))
VALUES = st.recursive(
    st.one_of(TEXTS, NUMBERS),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(TEXTS.filter(lambda key: key not in FUNCTIONS), inner, max_size=3),
        functions(inner),
    ),
    max_leaves=10,
)


def body(value: Any, **more: Any) -> dict[str, Any]:
    return {"Resources": {"One": {"Type": "A::B::C", "Properties": {"Value": value}}, **more}}


def rendered(value: Any) -> str:
    """Return how a property is written, without what stands before it."""
    return re.split(r"^      Value:", to_yaml(body(value)), flags=re.MULTILINE)[1].strip("\n")


@settings(max_examples=1000, derandomize=True, database=None, deadline=None)
@given(VALUES, st.sampled_from(["Two", "T" * 200]), TEXTS)
def test_it_says_exactly_what_the_template_is(value: Any, title: str, description: str) -> None:
    template = {"Description": description, **body(value, **{title: {"Type": "D::E::F", "Properties": {}}})}
    assert parse(to_yaml(template), "template.yaml") == template


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ({"Ref": "One"}, " !Ref One"),
        ({"Fn::GetAtt": ["One", "Arn"]}, " !GetAtt One.Arn"),
        ({"Fn::Sub": "${One}/*"}, " !Sub ${One}/*"),
        ({"Fn::FindInMap": ["A", {"Ref": "B"}, "C"]}, " !FindInMap [A, !Ref B, C]"),
        ({"Fn::If": ["IsLarge", 1, {"Ref": "AWS::NoValue"}]}, " !If [IsLarge, 1, !Ref 'AWS::NoValue']"),
        ({"Fn::Join": ["-", ["a", {"Ref": "B"}]]}, " !Join ['-', [a, !Ref B]]"),
        ({"Fn::Select": [0, {"Fn::GetAZs": ""}]}, " !Select [0, !GetAZs '']"),
        ({"Fn::Base64": {"Fn::Sub": "${One}"}}, "        Fn::Base64: !Sub ${One}"),
        ({"Fn::Sub": ["${A}", {"A": {"Ref": "B"}}]}, " !Sub\n      - ${A}\n      - A: !Ref B"),
        ({"Fn::Transform": {"Name": "A"}}, "        Fn::Transform:\n          Name: A"),
    ],
)
def test_functions_are_written_in_their_short_form(value: Any, text: str) -> None:
    assert rendered(value) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("2012-10-17", " '2012-10-17'"),
        ("012345678901", " '012345678901'"),
        ("true", " 'true'"),
        ("1e3", " '1e3'"),
        (True, " true"),
        (1.5, " 1.5"),
        (1e22, " 1.0e+22"),
        ("", " ''"),
        ([], " []"),
        ({}, " {}"),
        ("two\nlines", " |-\n        two\n        lines"),
        ("日本", " 日本"),
    ],
)
def test_values_are_what_they_look_like(value: Any, text: str) -> None:
    assert rendered(value) == text


@pytest.mark.parametrize("text", ["a\n", "a\nb\n", "a\nb\n\n", "\n", "\n\na", " a\n b", "a\u2028b\nc", "a \nb", "\x85"])
def test_line_ends_are_kept_however_many_and_wherever_they_are(text: str) -> None:
    two = {"Type": "D::E::F", "Properties": {"Value": {"Fn::Sub": text}}}
    template = body(text, Two=two, Three=two)
    assert parse(to_yaml(template), "template.yaml") == template


def test_a_resource_s_keys_come_in_one_order() -> None:
    resource = {
        "Properties": {"Name": "a"},
        "Metadata": {"By": "a"},
        "UpdateReplacePolicy": "Retain",
        "DeletionPolicy": "Retain",
        "DependsOn": ["B"],
        "Condition": "IsLarge",
        "Type": "A::B::C",
    }
    keys = re.findall(r"^    (\w+):", to_yaml({"Resources": {"One": resource}}), re.MULTILINE)
    assert keys == [
        *("Type", "Condition", "DependsOn", "DeletionPolicy", "UpdateReplacePolicy", "Metadata", "Properties"),
    ]


def test_sections_and_resources_are_parted_by_a_blank_line_and_nothing_else_is() -> None:
    text = to_yaml({"Description": "A.", **body("a", Two={"Type": "D::E::F"}), "Outputs": {"A": {"Value": "a"}}})
    assert text == (
        "Description: A.\n"
        "\n"
        "Resources:\n"
        "  One:\n"
        "    Type: A::B::C\n"
        "    Properties:\n"
        "      Value: a\n"
        "\n"
        "  Two:\n"
        "    Type: D::E::F\n"
        "\n"
        "Outputs:\n"
        "  A:\n"
        "    Value: a\n"
    )


def test_a_long_text_stays_on_its_line() -> None:
    long = "word " * 400
    assert long.strip() in to_yaml(body(long))


def test_it_is_the_same_in_a_process_that_orders_its_sets_otherwise() -> None:
    code = (
        "from stamp_infra.render.render import render; from stamp_infra.synth.synthesize import synthesize;"
        "from tests.orders.templates import app; print(repr(render(synthesize(app))))"
    )
    runs = [
        subprocess.run(
            [sys.executable, "-c", code], env={"PYTHONHASHSEED": seed}, capture_output=True, text=True, check=True
        ).stdout
        for seed in ("1", "2")
    ]
    assert runs[0] == runs[1]
