"""What the committed templates say one environment is, parameters, mappings and conditions resolved."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from stamp_infra.operations.target import ROOT
from stamp_infra.rendered.load import load
from stamp_infra.rendered.nest import Reader, stack_of
from stamp_infra.rendered.resolve import resolve
from stamp_infra.rendered.samconfig import Environment

if TYPE_CHECKING:
    from collections.abc import Mapping

    from stamp_infra.operations.target import Target
    from stamp_infra.rendered.model import Resolved
    from stamp_infra.rendered.stack import Stack


@dataclass(frozen=True, kw_only=True)
class Declared:
    """One environment as rendered; `outputs` are the root's, `templates` the paths of the stacks' templates by way."""

    resolved: Resolved
    outputs: tuple[str, ...]
    templates: Mapping[tuple[str, ...], str]


def declared(to: Target) -> Declared:
    """Return what the templates of this folder declare for the target."""
    from stamp_infra.rendered.expand import expand

    environment = Environment(name=to.environment, region=to.region, parameters=to.parameters)
    root = stack_of(Path(ROOT), environment, Reader(load=load, expand=expand))
    return Declared(
        resolved=resolve(root, to.environment),
        outputs=tuple(name for name, output in root.section("Outputs") if root.exists(output)),
        templates=dict(_templates(root, ())),
    )


def _templates(stack: Stack, way: tuple[str, ...]) -> list[tuple[tuple[str, ...], str]]:
    below = [
        found
        for logical_id, child in stack.children.items()
        if stack.exists(stack.body["Resources"].get(logical_id, {}))
        for found in _templates(child, (*way, logical_id))
    ]
    return [(way, stack.template.path), *below]
