"""Resources as they are deployed against those that will be: every difference, and what CloudFormation makes of it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from stamp_infra.plan.change import Action, Change
from stamp_infra.plan.create_only import create_only, matches, overlay
from stamp_infra.plan.differences import at, differences
from stamp_infra.plan.indexes import refusals
from stamp_infra.plan.tree import NESTED, ROOT
from stamp_infra.rendered.model import POINTER

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from stamp_infra.rendered.model import Resource

    Resources = Mapping[tuple[str, str], Resource]

_KEPT: Final = ("Retain", "RetainExceptOnCreate", "Snapshot")
# Known when packaged, or told by the nested stack's own resources.
_NOT_OF_NESTED: Final = ("Parameters", "TemplateURL")
_NO_CHANGE: Final = ("DependsOn", "Metadata")


def compare(before: Resources, after: Resources, region: str) -> list[Change]:
    """Return what deploying `after` does to `before`."""
    found = {key: _change(before.get(key), after.get(key), key[0], region) for key in {**before, **after}}
    changes = {key: change for key, change in found.items() if change is not None}
    # A replaced resource has another name or ARN, which may be what replaces those that refer to it.
    while True:
        gone = {key for key, change in changes.items() if change.action in {Action.MAY_REPLACE, Action.REPLACE}}
        more = {
            key: change
            for key in before.keys() & after.keys() - gone
            if (change := _follows(after[key], changes.get(key), key, gone, region)) is not None
        }
        if not more:
            return list(changes.values())
        changes |= more


def _change(before: Resource | None, after: Resource | None, place: str, region: str) -> Change | None:
    if before is None or after is None:
        there = before or after
        if there is None or after is None:
            return _deleted(there, place) if there else None
        return Change(place=place, logical_id=there.logical_id, type=there.type, action=Action.CREATE)
    paths = [path for path in differences(before.properties, after.properties) if _counts(after, path)]
    attributes = [
        key
        for key in sorted({*before.attributes, *after.attributes} - {*_NO_CHANGE})
        if before.attributes.get(key) != after.attributes.get(key)
    ]
    if before.type == after.type and not paths and not attributes:
        return None
    refused = "; ".join(refusals(before, after))
    action = Action.REPLACE if before.type != after.type else _action(before, after, paths, region)
    return Change(
        place=place,
        logical_id=after.logical_id,
        type=before.type,
        action=Action.REFUSED if refused else action,
        properties=(*("/".join(path) for path in paths), *attributes),
        why=refused or ("" if before.type == after.type else f"becomes {after.type}"),
    )


def _deleted(resource: Resource, place: str) -> Change:
    kept = resource.attributes.get("DeletionPolicy") in _KEPT
    return Change(
        place=place,
        logical_id=resource.logical_id,
        type=resource.type,
        action=Action.DELETE,
        why="stays in the account, but no stack holds it any more" if kept else "",
    )


def _counts(resource: Resource, path: tuple[str, ...]) -> bool:
    return resource.type != NESTED or path[0] not in _NOT_OF_NESTED


def _action(before: Resource, after: Resource, paths: list[tuple[str, ...]], region: str) -> Action:
    always, sometimes = create_only(after.type, region)
    worst = Action.UPDATE
    for path in paths:
        if any(matches(path, fixed) for fixed in always):
            known = not any(_unknown(at(side.properties, path)) for side in (before, after))
            worst = max(worst, Action.REPLACE if known else Action.MAY_REPLACE)
        elif any(matches(path, fixed) for fixed in sometimes):
            worst = max(worst, Action.MAY_REPLACE)
    for name, takes_another in overlay(after.type).items():
        if takes_another(before.properties.get(name), after.properties.get(name)):
            worst = Action.REPLACE
    return worst


def _follows(
    resource: Resource, known: Change | None, key: tuple[str, str], gone: set[tuple[str, str]], region: str
) -> Change | None:
    """Return the change of a resource whose create-only properties hold the name of one that is replaced."""
    always, _ = create_only(resource.type, region)
    for path in sorted(always):
        cause = next((one for one in _pointed(at(resource.properties, path)) if one in gone), None)
        if cause is not None and (known is None or known.action < Action.MAY_REPLACE):
            change = known or Change(
                place=key[0], logical_id=resource.logical_id, type=resource.type, action=Action.UPDATE
            )
            why = f"refers to {'/'.join(filter(None, cause))}, which may be replaced"
            return replace(change, action=Action.MAY_REPLACE, properties=(*change.properties, "/".join(path)), why=why)
    return None


def _unknown(value: Any) -> bool:
    """Tell whether a value is known only at deployment, in part at least."""
    if isinstance(value, dict):
        return any(key == "Ref" or key.startswith("Fn::") or _unknown(item) for key, item in value.items())
    if isinstance(value, list):
        return any(map(_unknown, value))
    return isinstance(value, str) and (POINTER.search(value) is not None or "<AWS::" in value)


def _pointed(value: Any) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        for found in POINTER.finditer(value):
            yield found["template"].removeprefix(ROOT).removeprefix("/"), found["logical_id"]
    elif isinstance(value, dict | list):
        for item in value.values() if isinstance(value, dict) else value:
            yield from _pointed(item)
