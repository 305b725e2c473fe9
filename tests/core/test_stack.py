"""A stack is its resources in the order in which they were listed, however they were put together."""

from __future__ import annotations

import pytest
from troposphere import Parameter

from stamp_infra import Block, Stack
from tests.rendering import topic


def test_lists_in_lists_and_blocks_are_taken_apart_in_order() -> None:
    a, b, c, d = (topic(title) for title in "ABCD")
    stack = Stack("main", [a, [Block(main=b, others=(c,))], iter([d])])
    assert list(stack.resources) == [a, b, c, d]


def test_a_parameter_declared_by_hand_is_no_resource() -> None:
    size = Parameter("Size", Type="String")
    stack = Stack("main", [size, topic("A")])
    assert [each.title for each in stack.resources] == ["A"]
    assert list(stack.parameters) == [size]


def test_a_docstring_becomes_a_description_on_one_line() -> None:
    stack = Stack("main", [topic("A")], description="What it is.\n\n    And\twhy.\n")
    assert stack.description == "What it is. And why."


@pytest.mark.parametrize("description", [None, ""])
def test_a_stack_may_go_without_a_description(description: str | None) -> None:
    assert Stack("main", [topic("A")], description=description).description == ""


def test_the_stack_that_nests_it_has_its_name_with_capitals() -> None:
    assert Stack("order-history", []).logical_id == "OrderHistory"


@pytest.mark.parametrize("stray", ["orders", 3, None, {"a": 1}, b"a"])
def test_what_no_template_can_hold_is_told_among_the_blocks_mistakes(stray: object) -> None:
    (mistake,) = Stack("main", [topic("A"), stray]).mistakes  # type: ignore[list-item]
    assert mistake.what == "is neither a block nor a resource"
