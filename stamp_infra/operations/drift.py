"""What was changed in AWS by hand: every stack of an environment against the template it was deployed with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from stamp_infra.aws.drift import finish, start
from stamp_infra.aws.members import members
from stamp_infra.core.errors import Mistake, UserError
from stamp_infra.operations.connect import connect

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stamp_infra.aws.drift import Detected
    from stamp_infra.aws.members import Member
    from stamp_infra.operations.target import Target


@dataclass(frozen=True, kw_only=True)
class StackDrift:
    """One stack and what was found in it."""

    place: str
    resources: int
    detected: Detected

    @property
    def clean(self) -> bool:
        """Whether all of it was looked at and nothing differs."""
        return not self.detected.differences and self.detected.failure is None


def drift(to: Target) -> Iterator[StackDrift]:
    """Yield each stack's drift, the root first; raise `UserError` when there is no stack, or one that is in motion."""
    connection = connect(to)
    found = tuple(members(connection, to.stack_name))
    if not found:
        what = f"there is no such stack in {to.region}"
        raise UserError([Mistake(where=to.stack_name, what=what, remedy=f"deploy {to.environment} first")])
    moving = [_moving(member) for member in found if member.status.endswith("_IN_PROGRESS")]
    if moving:
        raise UserError(moving)
    # All are started before one is waited for: AWS works on them side by side.
    started = [(member, start(connection, member.id)) for member in found]
    for member, detection in started:
        detected = finish(connection, member.id, detection)
        yield StackDrift(place=member.place, resources=len(member.parts), detected=detected)


def _moving(member: Member) -> Mistake:
    remedy = "wait for the end of that operation, then repeat the command"
    return Mistake(where=member.place, what="is being changed", got=member.status, remedy=remedy)
