"""Stacks that do not fit together, and what is said about it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from troposphere import Equals, If, Join, Parameter, Ref, dynamodb

from stamp_infra import Condition, Stack, Waiver, ref
from tests.rendering import application, env, main, topic

if TYPE_CHECKING:
    from collections.abc import Callable

    from stamp_infra import App


def waived(**facts: Any) -> App:
    other = topic("Other")
    given = {"resource": other, "rule": "TopicIsEncrypted", "why": "It holds nothing secret."} | facts
    return application(Stack("first", [topic("First")], waivers=[Waiver(**given)]), root=Stack("main", [other]))


def in_a_cycle() -> App:
    orders, packing = topic("Orders"), topic("Packing")
    orders.DisplayName, packing.DisplayName = ref(packing), ref(orders)
    return application(Stack("orders", [orders]), Stack("packing", [packing]))


def seen_from_another_stack(resource: Any) -> App:
    return application(Stack("first", [resource]), Stack("second", [topic("Second", DisplayName=ref(resource))]))


def with_one_name_for_two_values() -> App:
    """`order` and `OrdersTopic` make the same name as `order-orders` and `Topic`."""
    one, other = topic("OrdersTopic"), topic("Topic")
    uses = topic("Uses", DisplayName=Join("", [ref(one), ref(other)]))
    return application(Stack("order", [one]), Stack("order-orders", [other]), Stack("third", [uses]))


STACKS: Final[dict[str, tuple[Callable[[], App], str]]] = {
    "a duplicate logical ID": (
        lambda: main(topic("Orders"), topic("Orders")),
        """
        templates/main.py: has two resources of one name (got "Orders");
        rename one of them
        """,
    ),
    "a stack in two places": (
        lambda: application(first := Stack("first", [topic("First")]), standalone=(first,)),
        """
        templates/app.py: App: lists a stack twice (got "first");
        list it once, in nested or in standalone; the root in neither
        """,
    ),
    "two stacks of one name": (
        lambda: application(Stack("first", [topic("First")]), Stack("first", [topic("Other")])),
        """
        templates/app.py: App: has two stacks of one name (got "first");
        rename one of them
        """,
    ),
    "a nested stack named like a resource of the root": (
        lambda: application(Stack("orders", [topic("First")]), root=Stack("main", [topic("Orders")])),
        """
        templates/orders.py: takes the logical ID Orders in the root, as something else there does;
        rename one of them
        """,
    ),
    "a resource in two stacks": (
        lambda: application(Stack("first", [shared := topic("Shared")]), Stack("second", [shared])),
        """
        templates/second.py: Shared: is in stack first as well;
        keep it in one stack and refer to it from the other
        """,
    ),
    "an empty stack": (
        lambda: application(Stack("first", [])),
        """
        templates/first.py: holds no resource;
        add one: CloudFormation refuses an empty template
        """,
    ),
    "what is neither a block nor a resource": (
        lambda: main("orders"),
        """
        templates/main.py: items: is neither a block nor a resource (got "orders");
        give the stack blocks, resources of troposphere, or lists of them
        """,
    ),
    "a parameter that nobody would pass": (
        lambda: main(topic("Main"), Parameter("Size", Type="String")),
        """
        templates/main.py: Size: is a parameter of a stack that is not standalone, so nobody would
          pass it;
        declare it in environments.py with parameter(...)
        """,
    ),
    "a reference to a resource in no stack": (
        lambda: main(topic("Main", DisplayName=ref(topic("Other")))),
        """
        templates/main.py: Main: refers to Other, which no stack of the application holds;
        add it to a Stack, and that to the App
        """,
    ),
    "troposphere's own Ref to another stack's resource": (
        lambda: application(Stack("first", [topic("One")]), Stack("second", [topic("Other", DisplayName=Ref("One"))])),
        """
        templates/second.py: Other: refers to One, which is not in this stack;
        import the resource and write ref(...) or att(...) from stamp_infra
        """,
    ),
    "stacks that wait for each other": (
        in_a_cycle,
        """
        templates/main.py: its resources wait for each other: Orders -> Packing -> Orders;
        move what both need into a stack before them, or build one value from its name with sub(...)
        """,
    ),
    "a conditional resource seen from another stack": (
        lambda: seen_from_another_stack(topic("First", Condition=Condition("IsLarge", Equals(env.large, "true")))),
        """
        templates/second.py: Second: refers to First of stack first, but that exists only under a
          condition;
        build the value from its name with sub(...) instead
        """,
    ),
    "a reference to a stack that stands alone": (
        lambda: application(
            Stack("second", [topic("Second", DisplayName=ref(alone := topic("Alone")))]),
            standalone=(Stack("account", [alone]),),
        ),
        """
        templates/second.py: Second: refers to Alone of stack account, but account stands alone;
        build the value from its name with sub(...) instead
        """,
    ),
    "one name for two values": (
        with_one_name_for_two_values,
        """
        templates/third.py: parameter OrderOrdersTopic: would have two values, OrdersTopic of stack
          order and Topic of stack order-orders;
        give one of them another name
        """,
    ),
    "one condition with two meanings": (
        lambda: main(
            topic("One", Condition=Condition("IsLarge", Equals(env.url, "a"))),
            topic("Two", Condition=Condition("IsLarge", Equals(env.url, "b"))),
        ),
        """
        templates/main.py: condition IsLarge: would have two values, {"Fn::Equals": [{"Ref": "Url"},
          "a"]} and {"Fn::Equals": [{"Ref": "Url"}, "b"]};
        give one of them another name
        """,
    ),
    "a waiver of another stack's resource": (
        waived,
        """
        templates/first.py: waiver of TopicIsEncrypted for Other: waives a resource of another
          stack;
        move it to the stack that holds the resource
        """,
    ),
    "a waiver without a reason": (
        lambda: application(
            root=Stack("main", [other := topic("Other")], waivers=[Waiver(resource=other, rule="I3042", why="")])
        ),
        """
        templates/main.py: waiver of I3042 for Other: has no reason (got "");
        write a sentence that says why
        """,
    ),
    "a required property left out": (
        lambda: main(dynamodb.Table("Orders", TableName="orders")),
        """
        templates/main.py: Orders: lacks KeySchema, which AWS::DynamoDB::Table requires;
        give it where the resource is declared
        """,
    ),
    "None as a value": (
        lambda: main(topic("Main", DisplayName=If("IsLarge", None, "small"))),
        """
        templates/main.py: Main: holds a value that no template can (got null);
        write a text, a number, a boolean, a list or a mapping; to leave a property out, do not
          write it
        """,
    ),
}
