"""What is wrong with a declaration before anything is wired: names, environments, duplicates, each block's input."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from stamp_infra.core.errors import Mistake
from stamp_infra.core.inputs import unique
from stamp_infra.core.naming import kebab

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stamp_infra.core.app import App
    from stamp_infra.core.stack import Stack


def declaration_mistakes(app: App) -> Iterator[Mistake]:
    """Yield every mistake that one look at each environment, stack and block can show."""
    yield from kebab(f"{app.package}/app.py: App.name", app.name, limit=20)
    yield from _environment_mistakes(app)
    yield from unique(f"{app.package}/app.py: App", (stack.name for stack in app.stacks), "stacks")
    for stack in app.stacks:
        yield from kebab(f"{app.source(stack)}: Stack.name", stack.name)
        for mistake in stack.mistakes:
            yield replace(mistake, where=f"{app.source(stack)}: {mistake.where}")
        if not any(stack.mistakes):
            yield from _resource_mistakes(app, stack)
    yield from _shared_resources(app)


def _environment_mistakes(app: App) -> Iterator[Mistake]:
    where = f"{app.package}/environments.py"
    if not app.environments:
        yield Mistake(where=where, what="declares no environment", remedy="give App at least one of dev, stg and prod")
    if len({type(environment) for environment in app.environments}) > 1:
        yield Mistake(where=where, what="mixes classes of environments", remedy="use one class for all of them")
    yield from unique(where, (environment.name for environment in app.environments), "environments")
    for environment in app.environments:
        yield from environment.mistakes(where)


def _resource_mistakes(app: App, stack: Stack) -> Iterator[Mistake]:
    where = app.source(stack)
    if not any(True for _ in stack.resources):
        yield Mistake(where=where, what="holds no resource", remedy="add one: CloudFormation refuses an empty template")
    yield from unique(where, (resource.title for resource in stack.resources), "resources")
    for parameter in stack.parameters:
        if stack not in app.standalone:
            what = "is a parameter of a stack that is not standalone, so nobody would pass it"
            remedy = "declare it in environments.py with parameter(...)"
            yield Mistake(where=f"{where}: {parameter.title}", what=what, remedy=remedy)


def _shared_resources(app: App) -> Iterator[Mistake]:
    owner: dict[int, Stack] = {}
    for stack in app.stacks:
        for resource in stack.resources:
            first = owner.setdefault(id(resource), stack)
            if first is not stack:
                where = f"{app.source(stack)}: {resource.title}"
                what = f"is in stack {first.name} as well"
                yield Mistake(where=where, what=what, remedy="keep it in one stack and refer to it from the other")
