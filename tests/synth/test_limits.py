"""A template at CloudFormation's limit is fine, one past it is told; see tests/bad_input for the words."""

from __future__ import annotations

import pytest
from troposphere import Join, Parameter

from stamp_infra import Stack, ref
from tests.rendering import application, main, mistakes, templates, topic


def test_five_hundred_resources_are_as_many_as_a_template_takes() -> None:
    body = templates(main(*(topic(f"Topic{number}") for number in range(500))))["sam/template.yaml"]
    assert len(body["Resources"]) == 500


def test_two_hundred_outputs_and_parameters_are_as_many_as_a_template_takes() -> None:
    given = [topic(f"Topic{number}") for number in range(200)]
    reader = topic("Reader", DisplayName=Join("", [ref(each) for each in given]))
    found = templates(application(Stack("first", given), Stack("second", [reader])))
    assert len(found["cfn/first.yaml"]["Outputs"]) == len(found["cfn/second.yaml"]["Parameters"]) == 200


def test_a_logical_id_may_be_as_long_as_cloudformation_takes_it() -> None:
    assert templates(main(topic("T" * 255)))


def test_every_template_past_a_limit_is_told() -> None:
    stacks = [Stack(name, [topic(f"T{number}") for number in range(501)]) for name in ("first", "second")]
    assert [message.split(":")[0] for message in mistakes(application(*stacks))] == [
        "templates/first.py",
        "templates/second.py",
    ]


@pytest.mark.parametrize("count", [200, 201])
def test_parameters_declared_by_hand_count_too(count: int) -> None:
    declared = [Parameter(f"P{number}", Type="String") for number in range(count)]
    app = application(standalone=(Stack("account", [topic("A"), *declared]),))
    if count > 200:
        (told,) = mistakes(app)
        assert told.startswith("templates/account.py: has 201 parameters, CloudFormation takes 200; ")
    else:
        assert templates(app)
