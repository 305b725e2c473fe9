"""Backups are worth something: they are restored for a test, and a job that fails is told to a topic."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import awacs.dynamodb
from troposphere import Join, Split, backup, events

from stamp_infra.blocks.backup.vault import use_of_key, vault_arn
from stamp_infra.blocks.iam import Allow, role
from stamp_infra.core.block import Block, broken
from stamp_infra.core.inputs import text, whole
from stamp_infra.core.naming import kebab, logical_id
from stamp_infra.core.reference import att, ref
from stamp_infra.core.text import name as physical_name
from stamp_infra.core.text import sub

if TYPE_CHECKING:
    from collections.abc import Mapping

    from troposphere import AWSHelperFn

MAX_NAME: Final = 50
# AWS Backup gives the tables it restores for a test such names, and deletes them by its own service-linked role.
# https://docs.aws.amazon.com/aws-backup/latest/devguide/restore-testing-inferred-metadata.html
_RESTORED: Final = sub("arn:${AWS::Partition}:dynamodb:${AWS::Region}:${AWS::AccountId}:table/awsbackup-restore-test-*")
_FAILED: Final = ["ABORTED", "EXPIRED", "FAILED", "PARTIAL"]


def restore_test(
    name: str, *, vault: Block, key: Block, tables: Mapping[str, Block], cron: str, timezone: str, within_days: int
) -> Block:
    """Return a plan that restores each table's newest backup of the last `within_days` days, and lets it go again."""
    where = f'restore test "{name}"'
    mistakes = [
        *kebab(f"{where}.name", name),
        *text(f"{where}.cron", cron),
        *text(f"{where}.timezone", timezone),
        *whole(f"{where}.within_days", within_days, 1, 365),
        *whole(f"{where}.tables: their number", len(tables), 1, 30),
        *(mistake for table in tables for mistake in kebab(f"{where}.tables", table)),
    ]
    if mistakes:
        return broken(mistakes)
    title = logical_id(name)
    resource = backup.RestoreTestingPlan(
        f"{title}Plan",
        RestoreTestingPlanName=_underscored(name),
        ScheduleExpression=f"cron({cron})",
        ScheduleExpressionTimezone=timezone,
        StartWindowHours=4,
        RecoveryPointSelection=backup.RestoreTestingRecoveryPointSelection(
            Algorithm="LATEST_WITHIN_WINDOW",
            IncludeVaults=[vault_arn(vault)],
            RecoveryPointTypes=["SNAPSHOT"],
            SelectionWindowDays=within_days,
        ),
    )
    own_role = role(
        name,
        service="backup.amazonaws.com",
        allow=[
            Allow(
                _RESTORED,
                awacs.dynamodb.BatchWriteItem,
                awacs.dynamodb.DeleteItem,
                awacs.dynamodb.DescribeTable,
                awacs.dynamodb.GetItem,
                awacs.dynamodb.PutItem,
                awacs.dynamodb.Query,
                awacs.dynamodb.RestoreTableFromAwsBackup,
                awacs.dynamodb.Scan,
                awacs.dynamodb.UpdateItem,
            ),
            *use_of_key(key),
        ],
    )
    selections = [
        backup.RestoreTestingSelection(
            f"{title}{logical_id(table)}Selection",
            RestoreTestingPlanName=ref(resource),
            RestoreTestingSelectionName=_underscored(table),
            IamRoleArn=att(own_role, "Arn"),
            ProtectedResourceType="DynamoDB",
            ProtectedResourceArns=[att(of, "Arn")],
            ValidationWindowHours=1,
        )
        for table, of in tables.items()
    ]
    return Block(main=resource, others=(*own_role.resources, *selections))


def failure_alerts(name: str, *, topic: Block) -> Block:
    """Return a rule that tells the topic of each backup, copy or restore of the account that did not succeed."""
    mistakes = tuple(kebab(f'failure alerts "{name}".name', name))
    if mistakes:
        return broken(mistakes)
    resource = events.Rule(
        f"{logical_id(name)}Rule",
        Name=physical_name(name),
        Description="A backup, copy or restore job did not succeed.",
        State="ENABLED",
        EventPattern={
            "source": ["aws.backup"],
            "detail-type": ["Backup Job State Change", "Copy Job State Change", "Restore Job State Change"],
            # A restore job has a status where the others have a state.
            "detail": {"$or": [{"state": _FAILED}, {"status": _FAILED}]},
        },
        Targets=[events.Target(Id="Topic", Arn=ref(topic))],
    )
    return Block(main=resource)


def _underscored(name: str) -> AWSHelperFn:
    # Restore testing takes letters, digits and underscores only.
    return Join("_", Split("-", physical_name(name, limit=MAX_NAME)))
