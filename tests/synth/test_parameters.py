"""Values that would share a name are told with what each of them is."""

from __future__ import annotations

from typing import Any

import pytest
from troposphere import Join, Parameter

from stamp_infra import Derived, Stack, att, ref, sub
from tests.rendering import application, env, mistakes, templates, topic


def shared(*values: Any, root: Any = None, others: Any = ()) -> str:
    """Return what is told about a stack that reads these values."""
    reader = topic("Reader", DisplayName=Join("", list(values)))
    (told,) = mistakes(application(*others, Stack("reader", [reader]), root=root))
    return told.removeprefix("templates/reader.py: ")


def test_two_resources_whose_stacks_and_titles_run_together_are_told() -> None:
    one, other = topic("ItemsTopic"), topic("Topic")
    told = shared(ref(one), ref(other), others=[Stack("order", [one]), Stack("order-items", [other])])
    assert told == (
        "parameter OrderItemsTopic: would have two values, ItemsTopic of stack order and Topic of stack order-items; "
        "give one of them another name"
    )


def test_a_resource_of_the_root_named_like_a_field_is_told() -> None:
    own = topic("Note")
    told = shared(env.note, ref(own), root=Stack("main", [own]))
    assert told.startswith("parameter Note: would have two values, env.note and Note of stack main; ")


def test_two_expressions_of_one_name_are_told() -> None:
    told = shared(Derived("Size", env.days), Derived("Size", sub("${Note}", Note=env.note)))
    assert told.startswith("parameter Size: would have two values, env.days and another expression; ")


def test_a_parameter_by_hand_named_like_one_that_is_wired_is_told() -> None:
    size = Parameter("Environment", Type="String")
    stack = Stack("account", [size, topic("A", DisplayName=env.name)])
    (told,) = mistakes(application(standalone=(stack,)))
    assert told.startswith("templates/account.py: parameter Environment: would have two values, ")


def test_two_outputs_whose_titles_and_attributes_run_together_are_told() -> None:
    one, other = topic("Orders"), topic("OrdersTopicName")
    reader = topic("Reader", DisplayName=Join("", [att(one, "TopicName"), ref(other)]))
    told = mistakes(application(Stack("first", [one, other]), Stack("reader", [reader])))
    assert told[0].startswith("templates/first.py: output OrdersTopicName: would have two values, ")


@pytest.mark.parametrize("value", [env.note, ref(topic("Main"))])
def test_one_value_that_is_read_twice_is_one_parameter(value: Any) -> None:
    reader = topic("Reader", DisplayName=Join("", [value, value]))
    root = Stack("main", [getattr(value, "resource", topic("Main"))])
    found = templates(application(Stack("reader", [reader]), root=root))
    assert len(found["cfn/reader.yaml"]["Parameters"]) == 1
