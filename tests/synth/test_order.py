"""CloudFormation can create what is rendered: what waits for itself is told with the whole way round."""

from __future__ import annotations

from typing import Any

from troposphere import ec2, serverless

from stamp_infra import Stack, ref
from stamp_infra.core.reference import Reference
from tests.rendering import application, main, mistakes, templates, topic


def waits_for(one: Any, other: Any) -> None:
    one.DisplayName = ref(other)


def test_two_resources_that_wait_for_each_other_are_told() -> None:
    one, other = topic("One"), topic("Other")
    waits_for(one, other)
    waits_for(other, one)
    (told,) = mistakes(main(one, other))
    assert told.startswith("templates/main.py: its resources wait for each other: One -> Other -> One; ")


def test_a_way_round_through_three_stacks_is_told_in_the_order_of_waiting() -> None:
    first, second, third = (topic(title) for title in ("A", "B", "C"))
    waits_for(first, second)
    waits_for(second, third)
    waits_for(third, first)
    stacks = [Stack(name, [each]) for name, each in (("one", first), ("two", second), ("three", third))]
    (told,) = mistakes(application(*stacks))
    assert "wait for each other: One -> Two -> Three -> One; " in told


def test_a_stack_that_waits_for_what_sam_generates_from_a_function_that_waits_for_it_is_told() -> None:
    function = serverless.Function("Desk", CodeUri=".", Handler="a.b", Runtime="python3.13")
    reader = topic("Reader", DisplayName=Reference(function, generated="Aliaslive"))
    function.FunctionName = ref(reader)
    (told,) = mistakes(application(Stack("first", [reader]), root=Stack("main", [function])))
    assert "Desk" in told
    assert "First" in told


def test_a_dependency_written_by_hand_counts() -> None:
    one, other = topic("One", DependsOn="Other"), topic("Other", DependsOn=["One"])
    (told,) = mistakes(main(one, other))
    assert "wait for each other" in told


def test_a_chain_without_an_end_at_its_beginning_is_fine() -> None:
    one = topic("One")
    two = topic("Two", DisplayName=ref(one))
    assert templates(main(topic("Three", DisplayName=ref(two), TopicName=ref(one)), two, one))


def test_a_resource_that_names_itself_is_told() -> None:
    group = ec2.SecurityGroup("Group", GroupDescription="Itself.")
    group.VpcId = ref(group)
    (told,) = mistakes(main(group))
    assert "Group -> Group" in told
