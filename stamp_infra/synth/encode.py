"""Troposphere and awacs objects become plain dicts, with deferred values resolved in the stack they stand in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from troposphere import AWSHelperFn, AWSObject, BaseAWSObject

from stamp_infra.core.block import Block, title
from stamp_infra.core.deferred import Deferred
from stamp_infra.core.errors import Mistake
from stamp_infra.core.reference import Reference

if TYPE_CHECKING:
    from stamp_infra.core.deferred import Scope


def encode_resource(resource: AWSObject, scope: Scope) -> dict[str, Any]:
    """Return a resource's dict; what troposphere finds missing in it or in its parts is reported to the scope."""
    _validate(resource, title(resource), scope)
    encoded: dict[str, Any] = _encode(resource.resource, title(resource), scope)
    return encoded


def encode_value(value: object, scope: Scope) -> Any:
    """Return any value as plain data; a resource or block as a value means a reference to it."""
    return _encode(value, "value", scope)


def _encode(value: Any, where: str, scope: Scope) -> Any:
    # Ordered by how often each kind is met: this runs for every node of every template.
    if isinstance(value, str | int | float):
        return value
    if isinstance(value, dict):
        return {_encode(key, where, scope): _encode(part, where, scope) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [_encode(part, where, scope) for part in value]
    if isinstance(value, Deferred):
        return _encode(value.resolve(scope), where, scope)
    if isinstance(value, AWSObject | Block):
        return _encode(Reference(value), where, scope)
    if isinstance(value, BaseAWSObject):
        _validate(value, where, scope)
        return _encode(value.resource, where, scope)
    if hasattr(value, "JSONrepr"):
        return _encode(value.JSONrepr(), where, scope)
    if isinstance(value, AWSHelperFn):
        return _encode(value.data, where, scope)
    return value


def _validate(part: BaseAWSObject, where: str, scope: Scope) -> None:
    try:
        part._validate_props()  # noqa: SLF001 - to_dict() would encode as well, without our scope
        part.validate()
    except (ValueError, TypeError, AttributeError) as error:
        scope.mistake(Mistake(where=where, what=str(error), remedy="correct the resource where it is declared"))
