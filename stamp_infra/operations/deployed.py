"""One deployed environment beside what was declared for it: the subject of every probe."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from stamp_infra.aws.members import members
from stamp_infra.core.errors import Mistake, UserError
from stamp_infra.operations.declared import declared

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from stamp_infra.aws.connection import Connection
    from stamp_infra.aws.members import Member
    from stamp_infra.operations.declared import Declared
    from stamp_infra.operations.target import Target
    from stamp_infra.rendered.model import Resolved, Resource


@dataclass(frozen=True, kw_only=True)
class Deployed:
    """`members` are the stacks, the root first; `ids` are physical ids by template and logical ID."""

    target: Target
    connection: Connection
    declared: Declared
    members: tuple[Member, ...]
    ids: Mapping[tuple[str, str], str]

    @property
    def root(self) -> Member:
        """The root stack."""
        return self.members[0]

    @property
    def resolved(self) -> Resolved:
        """The declared resources."""
        return self.declared.resolved

    def id_of(self, resource: Resource) -> str:
        """Return the physical id of a declared resource; raise `UserError` when its stack has none."""
        found = self.ids.get((resource.template.path, resource.logical_id))
        if not found:
            where = f"{resource.template.path}: {resource.logical_id}"
            remedy = f"deploy {self.target.environment}"
            raise UserError([Mistake(where=where, what="is declared and not deployed", remedy=remedy)])
        return found

    def of_type(self, kind: str) -> Iterator[tuple[Resource, str]]:
        """Yield the declared resources of a type, each with what it is called where it was declared."""
        for resource in self.resolved.of_type(kind):
            yield resource, self.ids.get((resource.template.path, resource.logical_id)) or resource.logical_id


def deployed(to: Target, connection: Connection) -> Deployed:
    """Return the environment as it is in AWS; raise `UserError` when it is not deployed."""
    expected = declared(to)
    found = tuple(members(connection, to.stack_name))
    if not found:
        remedy = f"deploy it: `scripts/deploy.sh {to.environment}`"
        raise UserError([Mistake(where=to.stack_name, what=f"there is no such stack in {to.region}", remedy=remedy)])
    ids = {
        (expected.templates[member.way], part.logical_id): part.physical_id
        for member in found
        if member.way in expected.templates
        for part in member.parts
    }
    return Deployed(target=to, connection=connection, declared=expected, members=found, ids=ids)
