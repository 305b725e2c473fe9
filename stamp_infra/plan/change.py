"""What a deployment does to one resource, and whether data hangs on it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

from stamp_infra.plan.stateful import HOLDS


class Action(IntEnum):
    """What happens to a resource, the worst last."""

    CREATE = 0
    UPDATE = 1
    MAY_REPLACE = 2
    """Replaced or not: only the deployment will show. CloudFormation calls it Conditional."""
    REPLACE = 3
    DELETE = 4
    REFUSED = 5
    """AWS would refuse the update, after everything before it has been changed."""


@dataclass(frozen=True, kw_only=True)
class Change:
    """One resource of the stack at `place`: the logical IDs from the root down, joined by a slash; "" is the root."""

    place: str
    logical_id: str
    type: str
    action: Action
    properties: tuple[str, ...] = ()
    """The properties that differ, as paths such as `KeySchema/0/AttributeName`."""
    why: str = ""

    @property
    def loses(self) -> str | None:
        """What may be lost or left behind by it, None when nothing is."""
        if Action.MAY_REPLACE <= self.action <= Action.DELETE:
            return HOLDS.get(self.type)
        return None

    @property
    def name(self) -> str:
        """The logical ID with its place, as it is shown."""
        return f"{self.place}/{self.logical_id}" if self.place else self.logical_id
