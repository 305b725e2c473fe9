"""An environment is typed values, checked before anything is rendered, each where its kind of field belongs."""

from __future__ import annotations

import re
from dataclasses import dataclass, make_dataclass
from typing import Any

import pytest

from stamp_infra import Derived, Environment, EnvironmentValues, Stack, parameter, setting, sub
from tests.rendering import application, dev, env, environment, main, mistakes, prod, templates, topic


@dataclass(frozen=True, kw_only=True)
class Odd(Environment):
    """Fields of kinds that the shop has none of."""

    choice: str = setting(choices=("on", "off"))
    listed: object = setting()
    code: str = parameter("A code", pattern="[0-9]{3}")

    @property
    def first(self) -> object:
        """The first of a list that may be empty."""
        return self.listed[0] if isinstance(self.listed, list) else self.listed


def odd(**values: Any) -> list[str]:
    """Return what is wrong with an environment that is right but for these values."""
    right = {"name": "dev", "region": "eu-west-1", "choice": "on", "listed": ["a"], "code": "123"}
    return [str(mistake) for mistake in Odd(**right | values).mistakes("environments.py")]


def test_a_setting_is_a_row_of_the_mapping_of_just_the_templates_that_use_it() -> None:
    app = application(Stack("first", [topic("First", DisplayName=env.days)]), Stack("second", [topic("Second")]))
    found = templates(app)
    assert found["cfn/first.yaml"]["Mappings"] == {"Environment": {"dev": {"Days": 7}, "prod": {"Days": 30}}}
    assert "Mappings" not in found["cfn/second.yaml"]
    assert "Mappings" not in found["sam/template.yaml"]


def test_a_setting_is_looked_up_by_the_name_of_the_environment() -> None:
    body = templates(main(topic("Main", DisplayName=env.days)))["sam/template.yaml"]
    lookup = {"Fn::FindInMap": ["Environment", {"Ref": "Environment"}, "Days"]}
    assert body["Resources"]["Main"]["Properties"]["DisplayName"] == lookup
    assert body["Parameters"]["Environment"]["AllowedValues"] == ["dev", "prod"]


def test_a_boolean_is_written_as_cloudformation_compares_it() -> None:
    body = templates(main(topic("Main", DisplayName=env.large)))["sam/template.yaml"]
    assert body["Mappings"]["Environment"] == {"dev": {"Large": "false"}, "prod": {"Large": "true"}}


def test_a_value_worked_out_from_others_is_a_setting_too() -> None:
    body = templates(main(topic("Main", DisplayName=env.word)))["sam/template.yaml"]
    assert body["Mappings"]["Environment"] == {"dev": {"Word": "SMALL"}, "prod": {"Word": "BIG"}}


def test_a_parameter_is_a_parameter_with_its_description_all_the_way_down() -> None:
    found = templates(application(Stack("first", [topic("First", DisplayName=env.url)])))
    declared = {"Type": "String", "Description": "Where the shop is"}
    assert found["cfn/first.yaml"]["Parameters"] == {"Url": declared}
    assert found["sam/template.yaml"]["Parameters"] == {"Url": declared}
    passed = found["sam/template.yaml"]["Resources"]["First"]["Properties"]["Parameters"]
    assert passed == {"Url": {"Ref": "Url"}}


def test_a_parameter_s_pattern_is_asked_of_an_operator_too() -> None:
    values = EnvironmentValues(Odd)
    small = Odd(name="dev", region="eu-west-1", choice="on", listed=["a"], code="123")
    body = templates(main(topic("Main", DisplayName=values.code), environments=(small,)))["sam/template.yaml"]
    assert body["Parameters"]["Code"]["AllowedPattern"] == "[0-9]{3}"


def test_what_is_derived_is_worked_out_once_in_the_root_and_handed_on() -> None:
    greeting = Derived("Greeting", sub("hello ${Who}", Who=env.note))
    used = Stack("first", [topic("First", DisplayName=greeting)])
    found = templates(application(used, root=Stack("main", [topic("Main", DisplayName=greeting)])))
    assert found["cfn/first.yaml"]["Parameters"] == {"Greeting": {"Type": "String"}}
    worked_out = {"Fn::Sub": "hello ${Note}"}
    root = found["sam/template.yaml"]["Resources"]
    assert root["First"]["Properties"]["Parameters"] == {"Greeting": worked_out}
    assert root["Main"]["Properties"]["DisplayName"] == worked_out


def test_a_field_that_is_not_there_is_told_with_the_one_that_was_meant() -> None:
    with pytest.raises(AttributeError, match=r"ShopEnvironment has no field dayz; did you mean days\?"):
        env.dayz  # noqa: B018 - reading it is the test


def test_a_field_like_no_other_is_told_with_all_there_are() -> None:
    with pytest.raises(AttributeError, match="it has name, region, days, large, url, note, word"):
        env.zzzzzz  # noqa: B018 - reading it is the test


def test_values_of_another_application_s_environment_are_told() -> None:
    other = EnvironmentValues(Odd).choice
    (told,) = mistakes(main(topic("Main", DisplayName=other)))
    assert told.startswith(
        "templates/main.py: Main: reads env.choice, which the application's ShopEnvironment does not"
    )


def test_environments_of_two_classes_are_told() -> None:
    other = Odd(name="prod", region="eu-west-1", choice="on", listed=["a"], code="123")
    assert any("mixes classes" in told for told in mistakes(main(topic("Main"), environments=(dev, other))))


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ({}, []),
        ({"choice": "perhaps"}, ["dev.choice: is not a choice"]),
        ({"choice": True}, ["dev.choice: must be of type str"]),
        ({"listed": None}, ["dev.listed: must be a text, a number, a boolean, or a list of them"]),
        ({"listed": [{}]}, ["dev.listed: must be a text, a number, a boolean, or a list of them"]),
        ({"listed": float("nan")}, ["dev.listed: must be a text, a number, a boolean, or a list of them"]),
        ({"listed": []}, ["dev.first: cannot be worked out: IndexError: list index out of range"]),
        ({"code": "12"}, ["dev.code: must match [0-9]{3}"]),
        ({"name": None}, ["None.name: is not a choice"]),
        ({"region": "eu"}, ["dev.region: is not an AWS region"]),
        ({"choice": 1, "code": ""}, ["dev.choice: must be of type str", "dev.code: must match [0-9]{3}"]),
    ],
)
def test_each_value_is_held_against_its_field(values: dict[str, Any], told: list[str]) -> None:
    assert [re.split(r" \(got|;", line)[0].removeprefix("environments.py: ") for line in odd(**values)] == told


def test_annotations_that_are_not_postponed_are_types_as_well() -> None:
    kind = make_dataclass("Plain", [("days", int)], bases=(Environment,), frozen=True, kw_only=True)
    (mistake,) = kind(name="dev", region="eu-west-1", days="7").mistakes("environments.py")
    assert str(mistake) == 'environments.py: dev.days: must be of type int (got "7"); correct the value'


def test_a_pattern_that_is_none_fails_where_it_is_written() -> None:
    with pytest.raises(re.error):
        parameter("A code", pattern="[0-9")


def test_every_environment_is_checked_not_the_first_alone() -> None:
    told = mistakes(main(topic("Main"), environments=(environment(days=0), prod, environment(name="stg", days=500))))
    assert [line.split(":")[1].strip() for line in told] == ["dev.days", "stg.days"]
