"""Small applications, and what becomes of them: plain templates, mistakes, files."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest
from troposphere import sns

from stamp_infra import App, Environment, EnvironmentValues, Stack, UserError, parameter, setting
from stamp_infra.render.render import render
from stamp_infra.synth.synthesize import synthesize

if TYPE_CHECKING:
    from pathlib import Path

    from stamp_infra.core.stack import Item


@dataclass(frozen=True, kw_only=True)
class ShopEnvironment(Environment):
    """A setting, a parameter, and a value worked out from a setting."""

    days: int = setting(minimum=1, maximum=400)
    large: bool = setting()
    url: str = parameter("Where the shop is", url=True)
    note: str = parameter("A note")

    @property
    def word(self) -> str:
        """Another service's word for `large`."""
        return "BIG" if self.large else "SMALL"


def environment(**values: Any) -> ShopEnvironment:
    """Return an environment that differs from dev in these values."""
    common: dict[str, Any] = {"name": "dev", "region": "eu-west-1", "days": 7, "large": False, "note": "a"}
    return ShopEnvironment(**{**common, "url": "https://x.example.com", **values})


dev = environment()
prod = environment(name="prod", days=30, large=True, url="https://shop.example.com/buy", note="b c")
env = EnvironmentValues(ShopEnvironment)


def topic(title: str, **properties: Any) -> sns.Topic:
    """Return a resource that needs no properties."""
    return sns.Topic(title, **properties)


def application(*nested: Stack, root: Stack | None = None, **more: Any) -> App:
    """Return an application of these nested stacks, its root by default one topic."""
    facts: dict[str, Any] = {"name": "shop", "environments": (dev, prod)} | more
    return App(nested=nested, root=root or Stack("main", [topic("Main")]), **facts)


def main(*items: Item, **more: Any) -> App:
    """Return an application of one stack with these items, declared in `templates/main.py`."""
    return application(root=Stack("main", items), **more)


def templates(app: App) -> dict[str, Any]:
    """Return each template's body by its path."""
    return {template.path: template.body for template in synthesize(app).templates}


def resources(*items: Item) -> Any:
    """Return the resources of an application of one stack with these items."""
    return templates(main(*items))["sam/template.yaml"]["Resources"]


def mistakes(app: App) -> list[str]:
    """Return what the user is told about an application."""
    with pytest.raises(UserError) as raised:
        render(synthesize(app))
    return [str(mistake) for mistake in raised.value.mistakes]


def write(app: App, folder: Path) -> None:
    """Write everything that an application renders below a folder."""
    for path, text in render(synthesize(app)).items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
