"""Where there is a backup plan, it takes every table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from stamp_infra.check.rule import Rule, Violation
from stamp_infra.check.rules.dynamodb.tables import GLOBAL_TABLE, TABLE
from stamp_infra.check.rules.lookup import identity, resource_at
from stamp_infra.check.rules.values import dig, is_intrinsic, items, mapping, matches, walk

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stamp_infra.rendered.model import Resolved, Resource

_SELECTION: Final = "AWS::Backup::BackupSelection"


def _find(resolved: Resolved) -> Iterator[Violation]:
    if not any(resolved.of_type("AWS::Backup::BackupPlan", "AWS::Backup::BackupVault", _SELECTION)):
        return  # backups are made somewhere else, if at all
    selections = [dig(one.properties, "BackupSelection") for one in resolved.of_type(_SELECTION)]
    for table in resolved.of_type(TABLE, GLOBAL_TABLE):
        if not any(_takes(resolved, selection, table) for selection in selections):
            yield Violation(resource=table, path="Properties", what="is in no backup selection")


def _takes(resolved: Resolved, selection: object, table: Resource) -> bool:
    if is_intrinsic(selection):
        return True
    left_out = any(_means(resolved, value, table) for _, value in walk(selection, "NotResources.*"))
    named = any(_means(resolved, value, table) for _, value in walk(selection, "Resources.*"))
    tagged = any(_has_tag(table, condition) for _, condition in walk(selection, "ListOfTags.*"))
    return (named or tagged) and not left_out


def _means(resolved: Resolved, value: object, table: Resource) -> bool:
    target = resource_at(resolved, value, TABLE, GLOBAL_TABLE)
    if target is not None:
        return identity(target) == identity(table)
    return isinstance(value, str) and "#" not in value and matches(value, "arn:aws:dynamodb:region:account:table/name")


def _has_tag(table: Resource, condition: object) -> bool:
    wanted = (dig(condition, "ConditionKey"), dig(condition, "ConditionValue"))
    tags = table.properties.get("Tags")
    return any((mapping(tag).get("Key"), mapping(tag).get("Value")) == wanted for tag in items(tags))


RULE: Final = Rule(
    name="TablesAreBackedUp",
    why="Point-in-time recovery goes with the table and the account: a table outside of the backups cannot be brought "
    "back when either is lost.",
    remedy="Name the table's ARN in the Resources of an AWS::Backup::BackupSelection, or give it the tag that one "
    "selects.",
    find=_find,
)
