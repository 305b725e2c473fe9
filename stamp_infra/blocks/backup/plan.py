"""Backups of tables, by schedule and with copies elsewhere, made by a role that may do no more than that."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import awacs.backup
import awacs.dynamodb
from troposphere import backup

from stamp_infra.blocks.backup.copies import may_copy
from stamp_infra.blocks.backup.vault import RECOVERY_POINTS, use_of_key, vault_arn
from stamp_infra.blocks.iam import Allow, role
from stamp_infra.core.block import Block, broken
from stamp_infra.core.condition import when
from stamp_infra.core.inputs import text, unique, whole
from stamp_infra.core.naming import kebab, logical_id
from stamp_infra.core.record import record
from stamp_infra.core.reference import att, ref
from stamp_infra.core.text import name as physical_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from troposphere import AWSHelperFn

    from stamp_infra.blocks.backup.copies import Copies
    from stamp_infra.core.condition import Condition
    from stamp_infra.core.errors import Mistake

MAX_NAME: Final = 50


@record
class Schedule:
    """`cron` has six fields, read in `timezone`; `only` is the condition under which there is such a schedule."""

    name: str
    cron: str
    timezone: str
    keep_days: int | AWSHelperFn
    only: Condition | None = None


def plan(
    name: str,
    *,
    vault: Block,
    key: Block,
    tables: Mapping[str, Block],
    schedules: Sequence[Schedule],
    copies: Copies | None = None,
) -> Block:
    """Return a plan that backs up each table by each schedule into the vault, which is encrypted with the key.

    A selection cannot be changed, only replaced: each table has its own, so that a new one leaves the others alone.
    """
    where = f'backup plan "{name}"'
    mistakes = tuple(_mistakes(where, name, tables, schedules))
    if mistakes:
        return broken(mistakes)
    title = logical_id(name)
    resource = backup.BackupPlan(
        f"{title}Plan",
        BackupPlan=backup.BackupPlanResourceType(
            BackupPlanName=physical_name(name, limit=MAX_NAME),
            BackupPlanRule=[_rule(schedule, vault, copies) for schedule in schedules],
        ),
    )
    own_role = role(
        name,
        service="backup.amazonaws.com",
        allow=[
            Allow(
                [*tables.values()],
                awacs.dynamodb.DescribeTable,
                awacs.dynamodb.ListTagsOfResource,
                awacs.dynamodb.StartAwsBackupJob,
            ),
            Allow(vault_arn(vault), awacs.backup.DescribeBackupVault),
            Allow(RECOVERY_POINTS, awacs.backup.TagResource),
            *use_of_key(key),
        ],
    )
    selections = [_selection(title, table, of, resource, own_role) for table, of in tables.items()]
    copying = [may_copy(f"{title}Copying", own_role, vault, copies)] if copies else []
    return Block(main=resource, others=(*own_role.resources, *copying, *selections))


def _rule(schedule: Schedule, vault: Block, copies: Copies | None) -> object:
    lifecycle = backup.LifecycleResourceType(DeleteAfterDays=schedule.keep_days)
    copied: dict[str, Any] = {}
    if copies is not None:
        action = backup.CopyActionResourceType(DestinationBackupVaultArn=copies.vault_arn, Lifecycle=lifecycle)
        copied["CopyActions"] = [action] if schedule.only is copies.only else when(copies.only, [action])
    rule = backup.BackupRuleResourceType(
        RuleName=schedule.name,
        TargetBackupVault=ref(vault),
        ScheduleExpression=f"cron({schedule.cron})",
        ScheduleExpressionTimezone=schedule.timezone,
        StartWindowMinutes=60,
        CompletionWindowMinutes=720,
        Lifecycle=lifecycle,
        **copied,
    )
    return rule if schedule.only is None else when(schedule.only, rule)


def _selection(title: str, name: str, table: Block, by: backup.BackupPlan, role: Block) -> backup.BackupSelection:
    return backup.BackupSelection(
        f"{title}{logical_id(name)}Selection",
        BackupPlanId=ref(by),
        BackupSelection=backup.BackupSelectionResourceType(
            SelectionName=physical_name(name, limit=MAX_NAME),
            IamRoleArn=att(role, "Arn"),
            Resources=[att(table, "Arn")],
        ),
    )


def _mistakes(where: str, name: str, tables: Mapping[str, Block], schedules: Sequence[Schedule]) -> Iterator[Mistake]:
    yield from kebab(f"{where}.name", name)
    yield from whole(f"{where}.tables: their number", len(tables), 1, 100)
    yield from whole(f"{where}.schedules: their number", len(schedules), 1, 10)
    yield from unique(f"{where}.schedules", (schedule.name for schedule in schedules), "schedules")
    for table in tables:
        yield from kebab(f"{where}.tables", table)
    for position, schedule in enumerate(schedules):
        place = f"{where}.schedules[{position}]"
        yield from kebab(f"{place}.name", schedule.name)
        yield from text(f"{place}.cron", schedule.cron)
        yield from text(f"{place}.timezone", schedule.timezone)
        yield from whole(f"{place}.keep_days", schedule.keep_days, 1, 36500)
