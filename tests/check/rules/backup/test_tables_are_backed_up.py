"""A table is in a backup selection where backups are made."""

from __future__ import annotations

import pytest

from stamp_infra.check.rules.backup.tables_are_backed_up import RULE
from tests.check.rules.build import Resources, but, found, one, to

GOOD: Resources = {
    "Users": one("AWS::DynamoDB::Table", TableName="users", Tags=[{"Key": "backup", "Value": "daily"}]),
    "Plan": one("AWS::Backup::BackupPlan"),
    "Selection": one("AWS::Backup::BackupSelection", BackupSelection={"Resources": [to("Users.Arn")]}),
}


@pytest.mark.parametrize(
    ("resources", "expected"),
    [
        (GOOD, []),
        (
            but(GOOD, "Selection Properties BackupSelection Resources", value=[]),
            ["Users Properties: is in no backup selection"],
        ),
        (but(GOOD, "Selection"), ["Users Properties: is in no backup selection"]),
        (but(but(GOOD, "Selection"), "Plan"), []),
        (
            but(
                GOOD,
                "Selection Properties BackupSelection Resources 0",
                value="arn:aws:dynamodb:us-east-1:<AWS::AccountId>:table/users",
            ),
            [],
        ),
        (but(GOOD, "Selection Properties BackupSelection Resources 0", value="arn:aws:dynamodb:*:*:table/*"), []),
        (
            but(GOOD, "Selection Properties BackupSelection Resources 0", value=to("Orders.Arn")),
            ["Users Properties: is in no backup selection"],
        ),
        (
            but(
                GOOD,
                "Selection Properties BackupSelection",
                value={"ListOfTags": [{"ConditionKey": "backup", "ConditionValue": "daily"}]},
            ),
            [],
        ),
        (
            but(
                GOOD,
                "Selection Properties BackupSelection",
                value={"ListOfTags": [{"ConditionKey": "backup", "ConditionValue": "weekly"}]},
            ),
            ["Users Properties: is in no backup selection"],
        ),
        (
            but(GOOD, "Selection Properties BackupSelection NotResources", value=[to("Users.Arn")]),
            ["Users Properties: is in no backup selection"],
        ),
    ],
)
def test_a_table_outside_of_the_backups_is_found(resources: Resources, expected: list[str]) -> None:
    assert found(RULE, resources) == expected
