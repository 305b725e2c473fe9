"""One stack of a small application, synthesized: what a block's tests look at."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest
from troposphere import sns

from stamp_infra import App, Block, Environment, EnvironmentValues, Stack, UserError, parameter, setting
from stamp_infra.synth.synthesize import synthesize

if TYPE_CHECKING:
    from stamp_infra.core.stack import Item


@dataclass(frozen=True, kw_only=True)
class ShopEnvironment(Environment):
    """What differs between the environments of a shop."""

    days: int = setting(minimum=1, maximum=400)
    email: str = parameter("Address", pattern=".+@.+")
    far: str = setting(choices=("yes", "no"))


dev = ShopEnvironment(name="dev", region="ap-northeast-1", days=7, email="dev@example.com", far="no")
prod = ShopEnvironment(name="prod", region="ap-northeast-1", days=30, email="prod@example.com", far="yes")
env = EnvironmentValues(ShopEnvironment)

alerts = Block(main=sns.Topic("Alerts"))


def template(*items: Item) -> Any:
    """Return the template of a stack of these items, as plain data."""
    root = Stack("sam", items)
    return synthesize(App(name="shop", environments=(dev, prod), root=root)).templates[-1].body


def resources(*items: Item) -> Any:
    """Return the resources of a stack of these items."""
    return template(*items)["Resources"]


def of_type(found: Any, kind: str) -> list[Any]:
    """Return the properties of the resources of a type."""
    return [resource["Properties"] for resource in found.values() if resource["Type"] == kind]


def mistakes(*items: Item) -> list[str]:
    """Return what the user is told about a stack of these items."""
    with pytest.raises(UserError) as raised:
        template(*items)
    return [str(mistake) for mistake in raised.value.mistakes]


def granted(statements: list[Any], action: str) -> list[Any]:
    """Return the statements that allow an action."""
    return [one for one in statements if one["Effect"] == "Allow" and action in one["Action"]]
