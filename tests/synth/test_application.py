"""What is wrong with an application as a whole is told where its lists stand."""

from __future__ import annotations

from typing import Any

import pytest

from stamp_infra import Stack
from stamp_infra.blocks.dynamodb import table
from tests.rendering import application, dev, main, mistakes, prod, templates, topic


@pytest.mark.parametrize("name", ["a", "shop", "a" * 20])
def test_a_short_name_leaves_room_for_the_others(name: str) -> None:
    assert templates(main(topic("Main"), name=name))


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ({"environments": (dev, "prod")}, "templates/environments.py: is no environment"),
        ({"environments": (dev, dev)}, "templates/environments.py: has two environments of one name"),
        ({"environments": ()}, "templates/environments.py: declares no environment"),
        ({"tags": {"Owner": "a=b"}}, "templates/app.py: App.tags[Owner]: must be up to 256 letters"),
        ({"tags": {3: "a"}}, "templates/app.py: App.tags: must be up to 128 letters"),
        ({"outputs": {"": "a"}}, "templates/app.py: App.outputs: must be letters and digits"),
        ({"permissions_boundary": "boundary"}, "templates/app.py: App.permissions_boundary: is no ARN"),
        ({"standalone": ("account",)}, "templates/app.py: App: lists what is no Stack"),
    ],
)
def test_each_list_is_told_about(more: dict[str, Any], told: str) -> None:
    (message,) = mistakes(main(topic("Main"), **more))
    assert message.startswith(told)


def test_a_block_in_the_list_of_stacks_is_told_and_not_stumbled_over() -> None:
    (message,) = mistakes(application(table("orders", key="Id")))  # type: ignore[arg-type]
    assert message.startswith("templates/app.py: App: lists what is no Stack")


def test_the_root_among_the_nested_stacks_is_told() -> None:
    root = Stack("main", [topic("Main")])
    (message,) = mistakes(application(root, root=root))
    assert message.startswith('templates/app.py: App: lists a stack twice (got "main")')


def test_tags_and_environments_are_handed_on_as_they_were_declared() -> None:
    assert templates(main(topic("Main"), environments=[dev, prod], tags={"Owner": "the shop: e-mail/phone @ home"}))
