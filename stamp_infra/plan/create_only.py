"""Which properties of a type cannot change without a new resource: AWS's schemas, and what those leave out."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    Path = tuple[str, ...]


def _taken_away(before: Any, after: Any) -> bool:
    """Tell whether an entry of a list is gone or is another one: adding one is all that AWS allows."""
    kept = after if isinstance(after, list) else []
    return any(entry not in kept for entry in (before if isinstance(before, list) else []))


def _other(before: Any, after: Any) -> bool:
    return bool(before != after)


# The schemas of these types name no create-only property, yet AWS refuses to change these in place.
_OVERLAY: Final[Mapping[str, Mapping[str, Callable[[Any, Any], bool]]]] = {
    "AWS::Cognito::UserPool": {
        "AliasAttributes": _other,
        "Schema": _taken_away,
        "UsernameAttributes": _other,
        "UsernameConfiguration": _other,
    },
    "AWS::DynamoDB::Table": {"LocalSecondaryIndexes": _other},
    "AWS::KMS::Key": {"KeySpec": _other, "KeyUsage": _other, "MultiRegion": _other, "Origin": _other},
}


def overlay(type_: str) -> Mapping[str, Callable[[Any, Any], bool]]:
    """Return what the schema leaves out: for each property whether going from one value to another takes a new one."""
    return _OVERLAY.get(type_, {})


@cache
def create_only(type_: str, region: str) -> tuple[frozenset[Path], frozenset[Path]]:
    """Return the paths that always take a new resource and those that may, both empty for an unknown type."""
    from cfnlint.schema import PROVIDER_SCHEMA_MANAGER, ResourceNotFoundError

    try:
        schema = PROVIDER_SCHEMA_MANAGER.get_resource_schema(region, type_).schema
    except ResourceNotFoundError:
        return frozenset(), frozenset()
    return _paths(schema.get("createOnlyProperties")), _paths(schema.get("conditionalCreateOnlyProperties"))


def matches(difference: Path, fixed: Path) -> bool:
    """Tell whether a difference lies within a create-only property or holds one; `*` stands for any index."""
    return all(theirs in {"*", ours} for ours, theirs in zip(difference, fixed, strict=False))


def _paths(pointers: Any) -> frozenset[Path]:
    return frozenset(tuple(pointer.removeprefix("/properties/").split("/")) for pointer in pointers or ())
