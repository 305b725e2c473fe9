"""One look at each stack and block shows names, duplicates and places that are wrong, all at once."""

from __future__ import annotations

from stamp_infra import Stack, ref
from stamp_infra.blocks.dynamodb import table
from stamp_infra.blocks.serverless import function
from tests.bad_input.blocks import SHARED
from tests.rendering import application, main, mistakes, templates, topic


def test_a_block_s_mistakes_are_told_with_the_module_that_declares_it() -> None:
    app = application(Stack("order-history", [table("Orders", key="Id")]))
    (told,) = mistakes(app)
    assert told.startswith('templates/order_history.py: table "Orders".name: ')


def test_two_broken_blocks_in_one_stack_are_not_told_as_duplicates() -> None:
    told = mistakes(main(table("Orders", key="Id"), table("Items", key="Id")))
    assert [message.split(":")[1].strip() for message in told] == ['table "Orders".name', 'table "Items".name']


def test_a_part_of_a_broken_block_in_another_stack_is_not_told_again() -> None:
    desk = function("Desk", SHARED, memory_mb=128)
    (told,) = mistakes(application(Stack("roles", [desk.role]), root=Stack("main", [desk])))
    assert told.startswith('templates/main.py: function "Desk".name')


def test_a_part_of_a_broken_block_that_is_nowhere_is_told_to_be_incomplete() -> None:
    desk = function("Desk", SHARED, memory_mb=128)
    (told,) = mistakes(application(Stack("roles", [desk.role])))
    assert told.startswith("templates/roles.py: holds a part of a block with mistakes, and no stack holds the block")


def test_a_reference_to_a_broken_block_that_is_nowhere_says_so() -> None:
    (told,) = mistakes(main(topic("Main", DisplayName=ref(table("Orders", key="Id")))))
    assert told.startswith("templates/main.py: Main: refers to a block with mistakes, which no stack")


def test_stacks_whose_names_make_one_logical_id_are_told() -> None:
    (told,) = mistakes(application(Stack("a1", [topic("A")]), Stack("a-1", [topic("B")])))
    assert told == (
        "templates/a_1.py: takes the logical ID A1 in the root, as something else there does; rename one of them"
    )


def test_one_logical_id_in_two_stacks_is_fine() -> None:
    assert templates(application(Stack("first", [topic("Orders")]), Stack("second", [topic("Orders")])))


def test_a_stack_s_own_name_is_held_against_the_pattern_of_names() -> None:
    (told,) = mistakes(application(Stack("Orders", [topic("A")])))
    assert told.startswith("templates/Orders.py: Stack.name: must be lower-case words joined by hyphens")


def test_half_a_character_in_a_description_is_told() -> None:
    app = application(Stack("first", [topic("A")], description="\ud83d"))
    assert mistakes(app)[0].startswith("templates/first.py: Stack.description: holds half a character")
