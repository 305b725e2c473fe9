"""A function or an alias has one name, however a value refers to it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from stamp_infra.check.rules.lookup import flat, resource_at
from stamp_infra.check.rules.values import text
from stamp_infra.rendered.model import POINTER

if TYPE_CHECKING:
    from stamp_infra.rendered.model import Resolved, Resource

FUNCTION: Final = "AWS::Lambda::Function"
ALIAS: Final = "AWS::Lambda::Alias"
DEFAULT_TIMEOUT: Final = 3


def function_at(resolved: Resolved, value: object) -> Resource | None:
    """Return the function that a value leads to, directly or by an alias."""
    alias = resolved.at(value)
    if alias is not None and alias.type == ALIAS:
        return resource_at(resolved, alias.properties.get("FunctionName"), FUNCTION)
    return resource_at(resolved, value, FUNCTION)


def qualified_name(resolved: Resolved, value: str) -> str | None:
    """Return `NAME` or `NAME:QUALIFIER` of the function in the set that a value leads to; None when it has none."""
    function = function_at(resolved, value)
    if function is None:
        return None
    name = text(function.properties.get("FunctionName")) or function.ref()
    pointer = POINTER.search(value)
    target = resolved.at(value)
    if target is not None and target.type == ALIAS:
        return f"{name}:{target.properties.get('Name')}"
    if pointer is not None:
        return name + value[pointer.end() :]
    return flat(value).partition(":function:")[2] or name
