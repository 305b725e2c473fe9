"""What is wrong with an application as a whole: its name, environments, list of stacks, outputs and tags."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from troposphere import AWSHelperFn

from stamp_infra.core.environment import Environment
from stamp_infra.core.errors import Mistake
from stamp_infra.core.inputs import unique
from stamp_infra.core.naming import kebab
from stamp_infra.core.stack import Stack

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stamp_infra.core.app import App

# AWS takes `=` as well, but in samconfig.toml it parts a tag's key from its value.
_TAG_KEY: Final = re.compile(r"(?!aws:)[\w .:/+@-]{1,128}", re.IGNORECASE)
_TAG_VALUE: Final = re.compile(r"[\w .:/+@-]{0,256}")
_OUTPUT: Final = re.compile(r"[A-Za-z0-9]{1,255}")


def application_mistakes(app: App) -> Iterator[Mistake]:
    """Yield the mistakes that stand in `app.py` and `environments.py`."""
    where = f"{app.package}/app.py: App"
    yield from kebab(f"{where}.name", app.name, limit=20)
    yield from _environment_mistakes(app)
    yield from _stack_list_mistakes(where, app)
    for name in app.outputs:
        if not isinstance(name, str) or not _OUTPUT.fullmatch(name):
            remedy = "write a name such as ApiUrl"
            yield Mistake(where=f"{where}.outputs", what="must be letters and digits", got=name, remedy=remedy)
    yield from _boundary_mistakes(f"{where}.permissions_boundary", app.permissions_boundary)
    for key, value in app.tags.items():
        if not isinstance(key, str) or not _TAG_KEY.fullmatch(key):
            what = "must be up to 128 letters, digits, spaces and .:/+@-_, not beginning with aws:"
            yield Mistake(where=f"{where}.tags", what=what, got=key, remedy="write a key such as Application")
        if not isinstance(value, str) or not _TAG_VALUE.fullmatch(value):
            what = "must be up to 256 letters, digits, spaces and .:/+@-_"
            yield Mistake(where=f"{where}.tags[{key}]", what=what, got=value, remedy="write such a text")


def _boundary_mistakes(where: str, given: object) -> Iterator[Mistake]:
    if not (given is None or isinstance(given, AWSHelperFn) or (isinstance(given, str) and given.startswith("arn:"))):
        remedy = 'write sub("arn:${AWS::Partition}:iam::${AWS::AccountId}:policy/{app}-boundary-{env}")'
        yield Mistake(where=where, what="is no ARN", got=given, remedy=remedy)


def _environment_mistakes(app: App) -> Iterator[Mistake]:
    where = f"{app.package}/environments.py"
    given: tuple[object, ...] = tuple(app.environments)
    environments = [each for each in given if isinstance(each, Environment)]
    if not given:
        yield Mistake(where=where, what="declares no environment", remedy="give App at least one of dev, stg and prod")
    for other in given:
        if not isinstance(other, Environment):
            remedy = "make it of a subclass of Environment"
            yield Mistake(where=where, what="is no environment", got=other, remedy=remedy)
    if len({type(environment) for environment in environments}) > 1:
        yield Mistake(where=where, what="mixes classes of environments", remedy="use one class for all of them")
    yield from unique(where, [environment.name for environment in environments], "environments")
    for environment in environments:
        yield from environment.mistakes(where)


def _stack_list_mistakes(where: str, app: App) -> Iterator[Mistake]:
    given: tuple[object, ...] = app.stacks
    stacks = [stack for stack in given if isinstance(stack, Stack)]
    for other in given:
        if not isinstance(other, Stack):
            yield Mistake(where=where, what="lists what is no Stack", got=other, remedy="list the module's `stack`")
    for stack in dict.fromkeys(stacks):
        if stacks.count(stack) > 1:
            what = "lists a stack twice"
            remedy = "list it once, in nested or in standalone; the root in neither"
            yield Mistake(where=where, what=what, got=stack.name, remedy=remedy)
    yield from unique(where, [stack.name for stack in dict.fromkeys(stacks)], "stacks")
