"""CloudFormation can create the root: nothing in it waits for itself, by whatever way round."""

from __future__ import annotations

from graphlib import CycleError, TopologicalSorter
from typing import TYPE_CHECKING

from stamp_infra.core.errors import Mistake

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stamp_infra.core.app import App
    from stamp_infra.synth.scope import StackScope


def cycle_mistakes(app: App, scopes: list[StackScope]) -> Iterator[Mistake]:
    """Yield a mistake with the whole path for the first cycle of each stack; nested stacks are nodes of the root."""
    for scope in scopes:
        try:
            TopologicalSorter({title: set(_needs(title, scope)) for title in scope.resources}).prepare()
        except CycleError as error:
            path = " -> ".join(reversed(error.args[1]))
            yield Mistake(
                where=app.source(scope.stack),
                what=f"its resources wait for each other: {path}",
                remedy="move what both need into a stack before them, or build one value from its name with sub(...)",
            )


def _needs(title: str, scope: StackScope) -> Iterator[str]:
    for name in scope.needs[title]:
        if name in scope.resources:
            yield name
        elif name not in scope.parameters:
            # SAM names what it generates after the function: AuthFunctionAliaslive comes with AuthFunction.
            yield from (owner for owner in scope.resources if name.startswith(owner) and owner != title)
