"""The whole application comes out as plain templates, with what an operator may set and the values for it."""

from __future__ import annotations

import json
from typing import Any

from troposphere import Parameter

from stamp_infra import Stack, sub
from stamp_infra.synth.synthesize import synthesize
from tests.rendering import application, dev, env, environment, main, prod, topic


def test_every_stack_becomes_a_template_with_its_source_and_its_path() -> None:
    found = synthesize(application(Stack("order-history", [topic("A")])))
    assert [(template.path, template.source) for template in found.templates] == [
        ("cfn/order-history.yaml", "templates/order_history.py"),
        ("sam/template.yaml", "templates/main.py"),
    ]


def test_a_template_is_plain_data() -> None:
    (template,) = synthesize(main(topic("Main", DisplayName=env.days, TopicName=env.note))).templates
    assert json.loads(json.dumps(template.body)) == template.body


def test_what_an_operator_may_set_comes_with_its_value_in_each_environment() -> None:
    found = synthesize(main(topic("Main", DisplayName=env.note, TopicName=env.name)))
    assert [(each.name, each.description, each.values) for each in found.parameters] == [
        ("Note", "A note", {"dev": "a", "prod": "b c"}),
        (
            "Environment",
            "Which environment this is; every physical name carries it.",
            {"dev": "dev", "prod": "prod"},
        ),
    ]


def test_what_no_template_asks_for_is_no_parameter() -> None:
    assert synthesize(main(topic("Main"))).parameters == ()


def test_the_application_s_name_environments_and_tags_are_carried_along() -> None:
    found = synthesize(main(topic("Main"), tags={"Owner": "shop"}))
    assert (found.app, found.environments, found.tags) == ("shop", (dev, prod), {"Owner": "shop"})


def test_synthesizing_changes_nothing_in_the_declaration() -> None:
    stack = Stack("first", [topic("First", DisplayName=env.days, Metadata={"By": sub("{app}")})])
    app = application(stack)
    first, second = synthesize(app), synthesize(app)
    assert [vars(template) for template in first.templates] == [vars(template) for template in second.templates]


def test_one_declaration_serves_another_set_of_environments() -> None:
    stack = Stack("first", [topic("First", DisplayName=env.days)])
    one = synthesize(application(stack))
    other = synthesize(application(stack, environments=(environment(days=3),)))
    rows: list[Any] = [found.templates[0].body["Mappings"]["Environment"] for found in (one, other)]
    assert rows == [{"dev": {"Days": 7}, "prod": {"Days": 30}}, {"dev": {"Days": 3}}]


def test_a_stack_that_stands_alone_keeps_the_parameters_declared_in_it() -> None:
    size = Parameter("Size", Type="Number", Default=3)
    (account, _) = synthesize(application(standalone=(Stack("account", [size, topic("A")]),))).templates
    assert account.body["Parameters"] == {"Size": {"Type": "Number", "Default": 3}}
