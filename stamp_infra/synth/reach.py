"""What a stack may refer to: its own resources, and those of others that are always there and deployed with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stamp_infra.core.block import Broken, title
from stamp_infra.core.errors import Mistake

if TYPE_CHECKING:
    from collections.abc import Iterator

    from troposphere import AWSObject

    from stamp_infra.core.app import App
    from stamp_infra.core.stack import Stack


def reach_mistakes(app: App, where: str, stack: Stack, resource: AWSObject, owner: Stack | None) -> Iterator[Mistake]:
    """Yield why something at `where` in a stack may not refer to a resource, which stands in `owner` or in no stack."""
    if owner is None:
        what = f"refers to {title(resource)}, which no stack of the application holds"
        if isinstance(resource, Broken):
            what = "refers to a block with mistakes, which no stack of the application holds to tell them"
        yield Mistake(where=where, what=what, remedy="add it to a Stack, and that to the App")
        return
    if owner is stack:
        return
    alone = next((s for s in (stack, owner) if s in app.standalone), None)
    if alone is not None or "Condition" in resource.resource:
        why = f"{alone.name} stands alone" if alone else "that exists only under a condition"
        what = f"refers to {title(resource)} of stack {owner.name}, but {why}"
        yield Mistake(where=where, what=what, remedy="build the value from its name with sub(...) instead")
