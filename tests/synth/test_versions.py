"""A published version follows the settings that its function names, and no others."""

from __future__ import annotations

from typing import Any

import pytest
from troposphere import serverless

from stamp_infra import Derived, Stack, sub
from tests.rendering import application, dev, env, environment, templates


def tags(memory: Any, *, environments: Any = (dev,), **more: Any) -> Any:
    """Return the tags of a function with this memory size."""
    main = serverless.Function(
        "Sorter",
        CodeUri="code",
        Handler="a.b",
        Runtime="python3.14",
        MemorySize=memory,
        AutoPublishAlias="live",
        **more,
    )
    body = templates(application(Stack("shop", [main]), environments=environments))["cfn/shop.yaml"]
    return body["Resources"]["Sorter"]["Properties"].get("Tags")


@pytest.mark.parametrize(
    ("value", "before", "after"),
    [
        (env.days, {"days": 7}, {"days": 8}),
        (env.note, {"note": "a"}, {"note": "b"}),
        (Derived("Greeting", sub("hello ${Who}", Who=env.note)), {"note": "a"}, {"note": "b"}),
    ],
)
def test_a_value_that_only_an_environment_knows_publishes_another_version(value: Any, before: Any, after: Any) -> None:
    one = tags(value, environments=(environment(**before),))
    assert one == tags(value, environments=(environment(**before),))
    assert one != tags(value, environments=(environment(**after),))


def test_a_value_that_the_function_does_not_name_publishes_none() -> None:
    assert tags(env.days, environments=(environment(note="a"),)) == tags(
        env.days, environments=(environment(note="b"),)
    )


def test_the_function_s_own_tags_stay() -> None:
    assert tags(256, Tags={"Team": "c"}) == {"Team": "c", "Settings": tags(256)["Settings"]}
