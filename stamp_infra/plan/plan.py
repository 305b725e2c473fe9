"""What a deployment will do, as CloudFormation says and as the templates say: of two answers the worse one counts."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from stamp_infra.plan.change import Action, Change

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable


@dataclass(frozen=True, kw_only=True)
class Plan:
    """Every change, the most dangerous first."""

    changes: tuple[Change, ...]

    @property
    def dangerous(self) -> tuple[Change, ...]:
        """The replacements and deletions of what holds data, and what AWS would refuse."""
        return tuple(change for change in self.changes if is_dangerous(change))

    def stops(self, allowed: Collection[str]) -> tuple[Change, ...]:
        """Return what may not happen, given the logical IDs (or `Stack/LogicalId`) that somebody has named."""
        return tuple(
            change
            for change in self.dangerous
            if change.action is Action.REFUSED or not {change.logical_id, change.name} & {*allowed}
        )


def is_dangerous(change: Change) -> bool:
    """Tell whether a change stops a deployment that nobody has allowed it."""
    return change.action is Action.REFUSED or change.loses is not None


def plan(from_templates: Iterable[Change], from_change_set: Iterable[Change]) -> Plan:
    """Return both as one, each resource once."""
    found: dict[tuple[str, str], Change] = {}
    for change in (*from_templates, *from_change_set):
        key = (change.place, change.logical_id)
        found[key] = _worse(found[key], change) if key in found else change
    return Plan(changes=tuple(sorted(found.values(), key=_rank)))


def _worse(one: Change, other: Change) -> Change:
    worse = one if one.action >= other.action else other
    return replace(worse, properties=one.properties or other.properties, why=one.why or other.why)


def _rank(change: Change) -> tuple[bool, int, str, str]:
    return not is_dangerous(change), -change.action, change.place, change.logical_id
