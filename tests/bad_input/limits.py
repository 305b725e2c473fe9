"""Templates past a limit of CloudFormation: which one, in which stack, and how to split it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from troposphere import Join

from stamp_infra import Stack, ref
from tests.rendering import application, main, topic

if TYPE_CHECKING:
    from collections.abc import Callable

    from troposphere import AWSObject

    from stamp_infra import App


def topics(number: int) -> list[AWSObject]:
    return [topic(f"Topic{each}") for each in range(number)]


def reader(of: list[AWSObject]) -> AWSObject:
    return topic("Reader", DisplayName=Join("", [ref(each) for each in of]))


def with_many_outputs() -> App:
    given = topics(201)
    return application(Stack("first", given), root=Stack("main", [reader(given)]))


def with_many_parameters() -> App:
    given = topics(201)
    return application(Stack("first", given[:100]), Stack("second", given[100:]), Stack("third", [reader(given)]))


LIMITS: Final[dict[str, tuple[Callable[[], App], str]]] = {
    "more than 500 resources": (
        lambda: main(*topics(501)),
        """
        templates/main.py: has 501 resources, CloudFormation takes 500;
        move resources that change together into a stack of their own, in a new module of templates/
        """,
    ),
    "more than 200 outputs": (
        with_many_outputs,
        """
        templates/first.py: has 201 outputs, CloudFormation takes 200;
        move the resources that others refer to beside those that refer to them, or split the stack
        """,
    ),
    "more than 200 parameters": (
        with_many_parameters,
        """
        templates/third.py: has 201 parameters, CloudFormation takes 200;
        split the stack by what its resources refer to, so that each part needs fewer values from others
        """,
    ),
    "a logical ID of 256 characters": (
        lambda: main(topic("T" * 256)),
        f"""
        templates/main.py:
          {"T" * 256}:
          is a logical ID of 256 characters, CloudFormation takes 255;
        shorten the resource's logical ID: its place in the stack says the rest
        """,
    ),
    "more than a megabyte": (
        lambda: main(*(topic(f"Topic{number}", DisplayName="x" * 30_000) for number in range(40))),
        """
        templates/main.py: renders 1,203,195 bytes, CloudFormation takes 1,000,000;
        move resources with long bodies (policies, API models, dashboards) into a stack of their own
        """,
    ),
}
