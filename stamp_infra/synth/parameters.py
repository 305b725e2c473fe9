"""What the root passes to a stack under one name is one value: two that would share a name are told apart."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from stamp_infra.core.block import title
from stamp_infra.core.environment import EnvironmentValue
from stamp_infra.core.errors import Mistake
from stamp_infra.core.record import record
from stamp_infra.core.reference import Reference

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from stamp_infra.core.stack import Stack


@record
class StackParameter:
    """A parameter of a stack: how it is declared there, and the value the root passes to it."""

    declaration: dict[str, Any]
    passed: object


def declaration_of(facts: Mapping[str, Any]) -> dict[str, Any]:
    """Return how a field that was declared with `parameter` is declared in a template."""
    declaration = {"Type": "String", "Description": facts["description"]}
    return declaration | ({"AllowedPattern": facts["pattern"]} if facts["pattern"] else {})


def same(one: object, other: object) -> bool:
    """Tell whether two values to be passed are one."""
    return _meaning(one) == _meaning(other)


def two_values(where: str, values: Iterable[object], owners: Mapping[int, Stack]) -> Mistake:
    """Return what to say about values that would share a name; `owners` maps a resource's id() to its stack."""
    meant = " and ".join(_told(value, owners) for value in values)
    return Mistake(where=where, what=f"would have two values, {meant}", remedy="give one of them another name")


def _told(value: object, owners: Mapping[int, Stack]) -> str:
    if isinstance(value, EnvironmentValue):
        return f"env.{value.field_name}"
    if isinstance(value, Reference):
        resource = f"{title(value.resource)} of stack {owners[id(value.resource)].name}"
        return f"{value.attribute} of {resource}" if value.attribute else resource
    return json.dumps(value) if isinstance(value, dict) else "another expression"


def _meaning(passed: object) -> object:
    if isinstance(passed, EnvironmentValue):
        return passed.field_name
    if isinstance(passed, Reference):
        return id(passed.resource), passed.attribute, passed.generated
    return id(passed)
