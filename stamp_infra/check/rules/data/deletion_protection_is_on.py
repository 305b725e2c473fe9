"""In stg and prod AWS itself refuses to delete what holds people's data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from stamp_infra.check.rule import Rule, Violation
from stamp_infra.check.rules.dynamodb.tables import settings
from stamp_infra.check.rules.values import dig, is_on

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stamp_infra.rendered.model import Resolved

_PROTECTED: Final = ("AWS::Cognito::UserPool", "AWS::RDS::DBCluster", "AWS::RDS::DBInstance")


def _find(resolved: Resolved) -> Iterator[Violation]:
    if resolved.environment not in {"stg", "prod"}:
        return
    switches = [(table, f"{path}.DeletionProtectionEnabled", place) for table, path, place in settings(resolved)]
    switches += [(one, "Properties.DeletionProtection", one.properties) for one in resolved.of_type(*_PROTECTED)]
    for resource, path, place in switches:
        value = dig(place, path.rpartition(".")[2])
        if not is_on(value) and value != "ACTIVE":
            what = f"can be deleted in {resolved.environment} by one call"
            yield Violation(resource=resource, path=path, what=what)


RULE: Final = Rule(
    name="DeletionProtectionIsOn",
    why="Retain binds CloudFormation alone: one wrong click or script still deletes the table or the user pool of "
    "everyone.",
    remedy="Set DeletionProtectionEnabled true on tables and DeletionProtection ACTIVE on user pools in stg and prod.",
    find=_find,
)
