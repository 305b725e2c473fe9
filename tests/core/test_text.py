"""Physical names follow one pattern, and a text with parts is as short as `!Sub` allows."""

from __future__ import annotations

from typing import Any

import pytest
from troposphere import GetAtt, Join

from stamp_infra import Stack, att, name, ref, sub
from tests.rendering import application, env, main, mistakes, resources, templates, topic

one = topic("One")


def resolved(value: Any) -> Any:
    return resources(one, topic("Other", DisplayName=value))["Other"]["Properties"]["DisplayName"]


def test_a_name_is_application_environment_and_its_own() -> None:
    assert resolved(name("orders")) == {"Fn::Sub": "shop-${Environment}-orders"}


def test_a_name_makes_its_stack_take_the_environment() -> None:
    body = templates(main(topic("Main", TopicName=name("orders"))))["sam/template.yaml"]
    assert body["Parameters"].keys() == {"Environment"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (sub("{app} is open"), "shop is open"),
        (sub("${A}!", A=3), "3!"),
        (sub("${A}!", A=1.5), "1.5!"),
        (sub("${A}!", A=True), "true!"),
        (sub("${A}/*", A=ref(one)), {"Fn::Sub": "${One}/*"}),
        (sub("${A}/*", A=att(one, "TopicArn")), {"Fn::Sub": "${One.TopicArn}/*"}),
        (sub("${A}/*", A=GetAtt(one, "TopicArn")), {"Fn::Sub": "${One.TopicArn}/*"}),
        (sub("${A}/*", A=sub("${AWS::Region}/a")), {"Fn::Sub": "${AWS::Region}/a/*"}),
        (sub("${AWS::Region}"), {"Fn::Sub": "${AWS::Region}"}),
        (sub("${A}/*", A=env.note), {"Fn::Sub": "${Note}/*"}),
        (
            sub("${A}/*", A=env.days),
            {"Fn::Sub": ["${A}/*", {"A": {"Fn::FindInMap": ["Environment", {"Ref": "Environment"}, "Days"]}}]},
        ),
        (sub("${A}", A=Join("", ["a"])), {"Fn::Sub": ["${A}", {"A": {"Fn::Join": ["", ["a"]]}}]}),
        (sub("${!A}"), {"Fn::Sub": "${!A}"}),
    ],
)
def test_a_part_is_inlined_where_sub_can_name_it(text: Any, expected: Any) -> None:
    assert resolved(text) == expected


def test_a_part_of_another_stack_is_the_parameter_it_arrives_by() -> None:
    there = topic("There")
    app = application(Stack("first", [there]), Stack("second", [topic("Here", DisplayName=sub("${A}", A=ref(there)))]))
    here = templates(app)["cfn/second.yaml"]["Resources"]["Here"]
    assert here["Properties"]["DisplayName"] == {"Fn::Sub": "${FirstThere}"}


def test_a_part_that_is_misspelt_is_told() -> None:
    (told,) = mistakes(main(topic("Main", DisplayName=sub("${Tpoic}", Topic=env.note))))
    assert told.startswith("templates/main.py: Main: refers to Tpoic, which is not in this stack")


def test_a_name_is_measured_in_the_longest_environment() -> None:
    assert "DisplayName" in resources(topic("Main", DisplayName=name("a" * 54)))["Main"]["Properties"]
    (told,) = mistakes(main(topic("Main", DisplayName=name("a" * 55))))
    assert "is 65 characters long where AWS allows 64" in told


def test_account_and_region_count_with_their_length() -> None:
    bucket = name(f"{'a' * 30}-${{AWS::AccountId}}-${{AWS::Region}}", limit=63)
    (told,) = mistakes(main(topic("Main", DisplayName=bucket)))
    assert "is 68 characters long where AWS allows 63" in told
