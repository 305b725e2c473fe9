"""What is wrong with a declaration before anything is wired: names, duplicates, places, each block's input."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from stamp_infra.core.block import Broken, title
from stamp_infra.core.errors import Mistake
from stamp_infra.core.inputs import characters, unique
from stamp_infra.core.naming import kebab
from stamp_infra.core.stack import Stack
from stamp_infra.synth.application import application_mistakes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stamp_infra.core.app import App


def declaration_mistakes(app: App) -> Iterator[Mistake]:
    """Yield every mistake that one look at each environment, stack and block can show."""
    yield from application_mistakes(app)
    stacks = list(dict.fromkeys(stack for stack in app.stacks if isinstance(stack, Stack)))
    found = [mistake for stack in stacks for mistake in _stack_mistakes(app, stack)]
    found += _root_mistakes(app, stacks)
    yield from found or _orphans(app, stacks)
    yield from _shared_resources(app, stacks)


def _stack_mistakes(app: App, stack: Stack) -> Iterator[Mistake]:
    where = app.source(stack)
    yield from kebab(f"{where}: Stack.name", stack.name)
    yield from characters(f"{where}: Stack.description", stack.description)
    mistakes = tuple(stack.mistakes)
    for mistake in mistakes:
        yield replace(mistake, where=f"{where}: {mistake.where}")
    if not mistakes and not any(True for _ in stack.resources):
        yield Mistake(where=where, what="holds no resource", remedy="add one: CloudFormation refuses an empty template")
    yield from unique(where, [*_titles(stack), *(str(each.title) for each in stack.parameters)], "resources")
    for parameter in stack.parameters:
        if stack not in app.standalone:
            what = "is a parameter of a stack that is not standalone, so nobody would pass it"
            remedy = "declare it in environments.py with parameter(...)"
            yield Mistake(where=f"{where}: {parameter.title}", what=what, remedy=remedy)


def _root_mistakes(app: App, stacks: list[Stack]) -> Iterator[Mistake]:
    own = set(_titles(app.root)) if app.root in stacks else set()
    owners: dict[str, Stack] = {}
    for stack in stacks:
        if stack not in app.nested or stack is app.root:
            continue
        first = owners.setdefault(stack.logical_id, stack)
        if first.name != stack.name or stack.logical_id in own:
            what = f"takes the logical ID {stack.logical_id} in the root, as something else there does"
            yield Mistake(where=app.source(stack), what=what, remedy="rename one of them")


def _titles(stack: Stack) -> list[str]:
    return [title(resource) for resource in stack.resources if not isinstance(resource, Broken)]


def _orphans(app: App, stacks: list[Stack]) -> Iterator[Mistake]:
    for stack in stacks:
        if any(isinstance(resource, Broken) for resource in stack.resources):
            what = "holds a part of a block with mistakes, and no stack holds the block to tell them"
            yield Mistake(where=app.source(stack), what=what, remedy="add the block itself to a Stack")


def _shared_resources(app: App, stacks: list[Stack]) -> Iterator[Mistake]:
    owner: dict[int, Stack] = {}
    for stack in stacks:
        for resource in stack.resources:
            first = owner.setdefault(id(resource), stack)
            if first is not stack:
                where = f"{app.source(stack)}: {title(resource)}"
                what = f"is in stack {first.name} as well"
                yield Mistake(where=where, what=what, remedy="keep it in one stack and refer to it from the other")
