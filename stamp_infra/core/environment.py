"""One frozen, typed value per environment: what differs between them, checked before anything is rendered."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, fields
from difflib import get_close_matches
from math import isfinite
from typing import TYPE_CHECKING, Any, Final

from stamp_infra.core.deferred import Deferred
from stamp_infra.core.errors import Mistake
from stamp_infra.core.inputs import characters, https_url, one_of, whole

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping
    from dataclasses import Field

    from stamp_infra.core.deferred import Scope

NAMES: Final = ("dev", "stg", "prod")
"""The environments there are: the checks know that stg and prod hold data worth protecting."""

# What the SAM CLI loses or changes on the way from samconfig.toml to CloudFormation, however it is quoted.
_UNTOLD: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]|\\(?=[ \"']|$)")
_TYPES: Final[dict[str, type]] = {"str": str, "int": int, "bool": bool}


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
        found = [m for one in declared for m in _field_mistakes(f"{place}.{one.name}", one, getattr(self, one.name))]
        yield from found or _property_mistakes(place, self)


def as_text(value: object) -> str:
    """Return a field's value as CloudFormation has it in a parameter: a boolean is `true` or `false`."""
    return str(value).lower() if isinstance(value, bool) else str(value)


def _field_mistakes(where: str, declared: Field[Any], got: object) -> Iterator[Mistake]:
    facts = declared.metadata
    # A name where annotations are postponed, a class where they are not.
    kind = declared.type if isinstance(declared.type, str) else getattr(declared.type, "__name__", "")
    expected = _TYPES.get(kind)
    if expected is not None and type(got) is not expected:
        yield Mistake(where=where, what=f"must be of type {kind}", got=got, remedy="correct the value")
    elif "parameter" in facts:
        yield from _parameter_mistakes(where, facts, got)
    elif facts.get("choices"):
        yield from one_of(where, got, facts["choices"])
    elif expected is int and "minimum" in facts:
        yield from whole(where, got, facts["minimum"], facts["maximum"])
    else:
        yield from _plain(where, got)


def _parameter_mistakes(where: str, facts: Mapping[str, Any], got: object) -> Iterator[Mistake]:
    if facts["url"]:
        yield from https_url(where, got)
    if facts["pattern"] and not re.fullmatch(facts["pattern"], as_text(got)):
        remedy = f"give {facts['description']}"
        yield Mistake(where=where, what=f"must match {facts['pattern']}", got=got, remedy=remedy)
    if not isinstance(got, str | int | float) or _UNTOLD.search(as_text(got)):
        what = "must be one line of text, with no backslash before a space, a quote or its end"
        yield Mistake(where=where, what=what, got=got, remedy="write such a text: the SAM CLI can pass no other")


def _property_mistakes(where: str, environment: Environment) -> Iterator[Mistake]:
    for name, value in vars(type(environment)).items():
        if isinstance(value, property):
            try:
                yield from _plain(f"{where}.{name}", getattr(environment, name))
            except Exception as error:  # noqa: BLE001 - whatever the property does, it is the declaration's own code
                what = f"cannot be worked out: {type(error).__name__}: {error}"
                yield Mistake(where=f"{where}.{name}", what=what, remedy="correct the property")


def _plain(where: str, value: object) -> Iterator[Mistake]:
    for one in value if isinstance(value, list) else [value]:
        if isinstance(one, str):
            yield from characters(where, one)
        elif not isinstance(one, int) and not (isinstance(one, float) and isfinite(one)):
            what = "must be a text, a number, a boolean, or a list of them"
            yield Mistake(where=where, what=what, got=value, remedy="write such a value: a template holds no other")


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
