"""What CloudFormation must be allowed to do for the resources of an application: action by action, and for what."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from stamp_infra.core.stateful import HOLDS
from stamp_infra.permissions.handlers import DELETING, KEEPING, called
from stamp_infra.permissions.optional import idle
from stamp_infra.permissions.overlay import LACKING, NEVER, UNKNOWN, UNUSED

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from stamp_infra.rendered.model import Resource

    Needs = Mapping[str, frozenset[str]]
    """action -> the resource types that need it"""

_KEPT: Final = "Retain"


def needs(resources: Iterable[Resource], region: str) -> Needs:
    """Return the least actions that create, read, update and, but for data, delete these resources."""
    found: dict[str, set[str]] = {}
    for type_, own in by_type(resources).items():
        for action in _of(type_, own, region):
            found.setdefault(action, set()).add(type_)
    return {action: frozenset(found[action]) for action in sorted(found)}


def by_type(resources: Iterable[Resource]) -> dict[str, list[Resource]]:
    """Return the resources by their type."""
    found: dict[str, list[Resource]] = {}
    for resource in resources:
        found.setdefault(resource.type, []).append(resource)
    return found


def without_schema(resources: Iterable[Resource], region: str) -> list[str]:
    """Return the types of which neither AWS's schemas nor the overlay say what they need."""
    return sorted(
        type_
        for type_ in by_type(resources)
        if type_ not in LACKING and not called(type_, region, KEEPING) and not called(type_, region, DELETING)
    )


def _of(type_: str, own: list[Resource], region: str) -> set[str]:
    actions = set(called(type_, region, KEEPING))
    if not _stays(type_, own):
        actions |= called(type_, region, DELETING)
    unused, _ = UNUSED.get(type_, ((), ""))
    actions -= {*unused, *NEVER, *UNKNOWN}
    lacking, _ = LACKING.get(type_, ((), ""))
    return (actions - idle(type_, actions, own)) | {*lacking}


def _stays(type_: str, own: list[Resource]) -> bool:
    """Tell whether no deployment may delete a resource of the type, or none will because each says that it is kept."""
    policies = ("DeletionPolicy", "UpdateReplacePolicy")
    return type_ in HOLDS or all(one.attributes.get(policy) == _KEPT for one in own for policy in policies)
