"""Small projects on disk, as somebody would write them."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

PYPROJECT: Final = '[tool.stamp-infra]\napp = "shop:app"\n'
APP: Final = """
from dataclasses import dataclass

from stamp_infra import App, Environment, Stack
from stamp_infra.blocks.dynamodb import table


@dataclass(frozen=True, kw_only=True)
class ShopEnvironment(Environment):
    pass


orders = table("orders", key="OrderId")
storage = Stack("storage", [orders], description="What is kept.")
app = App(
    name="shop",
    environments=(ShopEnvironment(name="dev", region="eu-west-1"),),
    root=storage,
    package="shop",
)
"""


def project(folder: Path, files: Mapping[str, str] | None = None) -> Path:
    """Write a project of one stack, with these files instead or as well; what was imported before is forgotten."""
    for path, text in {"pyproject.toml": PYPROJECT, "shop/__init__.py": APP, **(files or {})}.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    for module in [name for name in sys.modules if name.split(".")[0] == "shop"]:
        del sys.modules[module]
    return folder
