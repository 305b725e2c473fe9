"""Troposphere and awacs objects become plain dicts, with deferred values resolved in the stack they stand in."""

from __future__ import annotations

from math import isfinite
from typing import TYPE_CHECKING, Any, Final

from troposphere import AWSHelperFn, AWSObject, BaseAWSObject, Tags

from stamp_infra.core.block import Block, title
from stamp_infra.core.deferred import Deferred
from stamp_infra.core.errors import Mistake
from stamp_infra.core.inputs import characters
from stamp_infra.core.reference import Reference

if TYPE_CHECKING:
    from stamp_infra.core.deferred import Scope

# Built once: `list | tuple` makes a new type each time that it is looked at.
_LISTS: Final = (list, tuple)


def encode_resource(resource: AWSObject, scope: Scope) -> dict[str, Any]:
    """Return a resource's dict; what troposphere finds missing in it or in its parts is reported to the scope."""
    _validate(resource, title(resource), scope)
    body = resource.resource
    if "DependsOn" in body:
        body = {**body, "DependsOn": _titles(body["DependsOn"])}
    encoded: dict[str, Any] = _encode(body, title(resource), scope)
    return encoded


def encode_value(value: object, scope: Scope) -> Any:
    """Return any value as plain data; a resource or block as a value means a reference to it."""
    return _encode(value, "value", scope)


def _encode(value: Any, where: str, scope: Scope) -> Any:
    # Ordered by how often each kind is met: this runs for every node of every template.
    if type(value) is str and value.isascii():
        return value
    if isinstance(value, dict):
        return {
            key if type(key) is str and key.isascii() else _key(key, where, scope): _encode(part, where, scope)
            for key, part in value.items()
        }
    if isinstance(value, _LISTS):
        return [_encode(part, where, scope) for part in value]
    if isinstance(value, str):
        return _text(value, where, scope)
    if isinstance(value, int) or (isinstance(value, float) and isfinite(value)):
        return value
    return _encode_object(value, where, scope)


def _encode_object(value: Any, where: str, scope: Scope) -> Any:
    if isinstance(value, Deferred):
        return _encode(value.resolve(scope), where, scope)
    if isinstance(value, Block) or (isinstance(value, AWSObject) and not _is_part(value)):
        return _encode(Reference(value), where, scope)
    if isinstance(value, BaseAWSObject):
        _validate(value, where, scope)
        return _encode(value.resource, where, scope)
    if isinstance(value, AWSHelperFn):
        return _encode(value.tags if isinstance(value, Tags) else value.data, where, scope)
    if hasattr(value, "JSONrepr") and not isinstance(value, type):
        return _encode(value.JSONrepr(), where, scope)
    remedy = "write a text, a number, a boolean, a list or a mapping; to leave a property out, do not write it"
    scope.mistake(Mistake(where=where, what="holds a value that no template can", got=value, remedy=remedy))
    return ""


def _titles(needed: object) -> object:
    # troposphere has done so for resources.
    if isinstance(needed, list | tuple):
        return [_titles(one) for one in needed]
    return title(needed.main) if isinstance(needed, Block) else needed


def _text(value: str, where: str, scope: Scope) -> str:
    for mistake in characters(where, value):
        scope.mistake(mistake)
    return str.__str__(value)


def _key(key: object, where: str, scope: Scope) -> str:
    if isinstance(key, str):
        return _text(key, where, scope)
    what = "has a key that is no text in a mapping"
    scope.mistake(Mistake(where=where, what=what, got=key, remedy="write a text: no function works in a key"))
    return str(key)


def _is_part(resource: AWSObject) -> bool:
    # An event source of SAM's is no resource, though troposphere makes it one.
    kind = getattr(resource, "resource_type", None)
    return kind is not None and "::" not in kind


def _validate(part: BaseAWSObject, where: str, scope: Scope) -> None:
    if not part.do_validation:
        return
    kind = getattr(part, "resource_type", None) or type(part).__name__
    missing = [name for name, (_, required) in part.props.items() if required and name not in part.properties]
    for name in missing:
        remedy = "give it where the resource is declared"
        scope.mistake(Mistake(where=where, what=f"lacks {name}, which {kind} requires", remedy=remedy))
    try:
        if not missing:
            part.validate()
    except (ValueError, TypeError, AttributeError, KeyError) as error:
        remedy = "correct the resource where it is declared"
        scope.mistake(Mistake(where=where, what=f"is no {kind} to troposphere: {error}", remedy=remedy))
