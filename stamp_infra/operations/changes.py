"""What every environment's resources become, between two states of infrastructure/."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Literal

from stamp_infra.operations.target import ROOT, SAMCONFIG
from stamp_infra.rendered.expand import expand
from stamp_infra.rendered.load import template
from stamp_infra.rendered.nest import Reader, stack_of
from stamp_infra.rendered.resolve import resolve
from stamp_infra.rendered.samconfig import environments

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from stamp_infra.rendered.model import Resource, Template

Kind = Literal["added", "changed", "removed"]
Resources = dict[tuple[str, str], "Resource"]

_ORDER: Final = ("removed", "changed", "added")
# What a nested stack is given shows in the resources that take it.
_HANDED_ON: Final = ("AWS::CloudFormation::Stack", ("Parameters",))


@dataclass(frozen=True, kw_only=True)
class Change:
    """One resource that is not what it was; `properties` are those that differ, with attributes such as DependsOn."""

    kind: Kind
    template: str
    logical_id: str
    type: str
    properties: tuple[str, ...] = ()


def read(folder: Path) -> dict[str, Resources]:
    """Return each environment's resources by template and logical ID, from a folder that holds infrastructure/."""
    base = folder.resolve()
    config = (base / SAMCONFIG).read_text(encoding="utf-8")

    def load(path: Path) -> Template:
        return template(path.relative_to(base), path.read_bytes())

    found = {}
    for environment in environments(config, SAMCONFIG.as_posix()):
        stack = stack_of(base / ROOT, environment, Reader(load=load, expand=expand))
        resources = resolve(stack, environment.name).resources
        found[environment.name] = {(each.template.path, each.logical_id): each for each in resources}
    return found


def compare(before: Resources, after: Resources) -> tuple[Change, ...]:
    """Return what differs: what goes first, then what changes, then what comes."""
    return tuple(sorted(_changes(before, after), key=lambda change: _ORDER.index(change.kind)))


def by_environments(
    before: Mapping[str, Resources], after: Mapping[str, Resources]
) -> dict[tuple[str, ...], tuple[Change, ...]]:
    """Return the changes of all environments, those with the same changes together."""
    found: dict[tuple[Change, ...], list[str]] = {}
    for name in dict.fromkeys([*after, *before]):
        found.setdefault(compare(before.get(name, {}), after.get(name, {})), []).append(name)
    return {tuple(names): changes for changes, names in found.items()}


def _changes(before: Resources, after: Resources) -> Iterator[Change]:
    for key in dict.fromkeys([*before, *after]):
        old, new = before.get(key), after.get(key)
        if old is None or new is None:
            there = old or after[key]
            yield _change("added" if old is None else "removed", there)
        elif old.type != new.type:
            yield from (_change("removed", old), _change("added", new))
        elif (differing := _differing(old, new)) and (new.type, differing) != _HANDED_ON:
            yield _change("changed", new, differing)


def _change(kind: Kind, resource: Resource, properties: tuple[str, ...] = ()) -> Change:
    return Change(
        kind=kind,
        template=resource.template.path,
        logical_id=resource.logical_id,
        type=resource.type,
        properties=properties,
    )


def _differing(old: Resource, new: Resource) -> tuple[str, ...]:
    before: dict[str, Any] = {**old.attributes, **old.properties}
    after: dict[str, Any] = {**new.attributes, **new.properties}
    return tuple(sorted(name for name in before.keys() | after.keys() if before.get(name) != after.get(name)))
