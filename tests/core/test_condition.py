"""A template holds exactly the conditions that something in it asks for."""

from __future__ import annotations

from typing import Any

from troposphere import And, Equals

from stamp_infra import Condition, Stack, when
from tests.rendering import application, env, main, templates, topic

large = Condition("IsLarge", Equals(env.large, "true"))


def body(*items: Any) -> Any:
    return templates(main(*items))["sam/template.yaml"]


def test_a_resource_under_a_condition_brings_it_into_its_template() -> None:
    found = body(topic("Main", Condition=large))
    assert found["Resources"]["Main"]["Condition"] == "IsLarge"
    lookup = {"Fn::FindInMap": ["Environment", {"Ref": "Environment"}, "Large"]}
    assert found["Conditions"] == {"IsLarge": {"Fn::Equals": [lookup, "true"]}}


def test_a_template_that_asks_for_no_condition_has_none() -> None:
    app = application(Stack("first", [topic("First", Condition=large)]), Stack("second", [topic("Second")]))
    assert "Conditions" not in templates(app)["cfn/second.yaml"]


def test_a_choice_is_written_as_if_with_nothing_where_nothing_is_said() -> None:
    found = body(topic("Main", DisplayName=when(large, "Large"), TopicName=when(large, env.url, "small")))
    assert found["Resources"]["Main"]["Properties"] == {
        "DisplayName": {"Fn::If": ["IsLarge", "Large", {"Ref": "AWS::NoValue"}]},
        "TopicName": {"Fn::If": ["IsLarge", {"Ref": "Url"}, "small"]},
    }


def test_a_condition_made_of_conditions_brings_them_all() -> None:
    both = Condition("IsBoth", And(large, Condition("IsNamed", Equals(env.note, "a"))))
    found = body(topic("Main", Condition=both))
    assert found["Conditions"]["IsBoth"] == {"Fn::And": [{"Condition": "IsLarge"}, {"Condition": "IsNamed"}]}
    assert found["Conditions"].keys() == {"IsBoth", "IsLarge", "IsNamed"}
