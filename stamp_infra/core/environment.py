"""One frozen, typed value per environment: what differs between them, checked before anything is rendered."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING, Any, Final

from stamp_infra.core.deferred import Deferred
from stamp_infra.core.errors import Mistake
from stamp_infra.core.fields import field_mistakes, property_mistakes
from stamp_infra.core.inputs import one_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from stamp_infra.core.deferred import Scope

NAMES: Final = ("dev", "stg", "prod")
"""The environments there are: the checks know that stg and prod hold data worth protecting."""


def setting(*, minimum: int = 0, maximum: int = 2**31 - 1, choices: Collection[object] = ()) -> Any:
    """Declare a field fixed at design time: a row of `Mappings: Environment` in the templates that use it."""
    return field(metadata={"minimum": minimum, "maximum": maximum, "choices": choices})


def parameter(description: str, *, pattern: str = "", url: bool = False) -> Any:
    """Declare a field that an operator may change without rendering: a Parameter, its value in samconfig.toml.

    `pattern` is a regular expression for the whole value, `url` asks for an https URL. Raises `re.error` for a pattern
    that is none.
    """
    re.compile(pattern)
    facts = {"description": description, "pattern": pattern, "url": url, "parameter": True}
    return field(metadata=facts)


@dataclass(frozen=True, kw_only=True)
class Environment:
    """Subclass it with the fields of the application; `name` is dev, stg or prod."""

    name: str
    region: str

    def mistakes(self, where: str) -> Iterator[Mistake]:
        """Yield everything wrong with this environment's values, each with its field's path."""
        place = f"{where}: {self.name}"
        # Its own name is written out: not even a reference can stand for it.
        yield from one_of(f"{place}.name", self.name if isinstance(self.name, str) else None, NAMES)
        if not isinstance(self.region, str) or not re.fullmatch(r"[a-z]{2}(-[a-z]+)+-\d", self.region):
            remedy = "write one such as ap-northeast-1"
            yield Mistake(where=f"{place}.region", what="is not an AWS region", got=self.region, remedy=remedy)
        declared = [one for one in fields(self) if one.name not in Environment.__dataclass_fields__]
        found = [m for one in declared for m in field_mistakes(f"{place}.{one.name}", one, getattr(self, one.name))]
        yield from found or property_mistakes(place, self)


class EnvironmentValue(Deferred):
    """A field of the environment that the stack is deployed to."""

    def __init__(self, field_name: str) -> None:
        self.field_name = field_name

    def resolve(self, scope: Scope) -> Any:
        """Return `!FindInMap` or `!Ref`, as the field was declared."""
        return scope.environment() if self.field_name == "name" else scope.setting(self.field_name)


class EnvironmentValues:
    """`env.lambda_memory_mb` in a declaration: the field's value in whichever environment is deployed."""

    def __init__(self, kind: type[Environment]) -> None:
        self._kind = kind

    def __getattr__(self, name: str) -> EnvironmentValue:
        known = [*self._kind.__dataclass_fields__, *(n for n, v in vars(self._kind).items() if isinstance(v, property))]
        if name not in known:
            from difflib import get_close_matches

            close = get_close_matches(name, known, n=1)
            hint = f"did you mean {close[0]}?" if close else f"it has {', '.join(known)}"
            message = f"{self._kind.__name__} has no field {name}; {hint}"
            raise AttributeError(message)
        return EnvironmentValue(name)


class Derived(Deferred):
    """An expression over environment values that the root computes once and hands to the stacks that use it."""

    def __init__(self, name: str, expression: object) -> None:
        self.name = name
        self.expression = expression

    def resolve(self, scope: Scope) -> Any:
        """Return the expression in the root, and the reference to a parameter elsewhere."""
        return scope.derived(self.name, self.expression)
