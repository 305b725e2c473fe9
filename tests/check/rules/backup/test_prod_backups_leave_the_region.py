"""Prod's backups are copied to another region."""

from __future__ import annotations

import pytest

from stamp_infra.check.rules.backup.prod_backups_leave_the_region import RULE
from tests.check.rules.build import Resources, but, found, one, to
from tests.check.rules.policy import allow, document

VAULT = "<AWS::AccountId>:backup-vault:copies"

GOOD: Resources = {
    "Plan": one(
        "AWS::Backup::BackupPlan",
        BackupPlan={
            "BackupPlanRule": [
                {
                    "CopyActions": [
                        {"DestinationBackupVaultArn": f"arn:aws:backup:ap-northeast-3:{VAULT}"},
                    ]
                }
            ]
        },
    ),
    "Role": one(
        "AWS::IAM::RolePolicy", PolicyDocument=document(allow("sqs:SendMessage", "arn:aws:sqs:us-east-1:1:images"))
    ),
}


@pytest.mark.parametrize(
    ("environment", "resources", "expected"),
    [
        ("prod", GOOD, []),
        (
            "prod",
            but(GOOD, "Plan Properties BackupPlan BackupPlanRule 0 CopyActions"),
            ["Plan Properties.BackupPlan.BackupPlanRule: copies nothing to another region"],
        ),
        ("stg", but(GOOD, "Plan Properties BackupPlan BackupPlanRule 0 CopyActions"), []),
        (
            "prod",
            but(
                GOOD,
                "Plan Properties BackupPlan BackupPlanRule 0 CopyActions 0 DestinationBackupVaultArn",
                value="arn:aws:backup:us-east-1:<AWS::AccountId>:backup-vault:copies",
            ),
            ["Plan Properties.BackupPlan.BackupPlanRule: copies nothing to another region"],
        ),
        (
            "prod",
            but(
                GOOD,
                "Plan Properties BackupPlan BackupPlanRule 0 CopyActions 0 DestinationBackupVaultArn",
                value="arn:aws:backup:<AWS::Region>:<AWS::AccountId>:backup-vault:copies",
            ),
            ["Plan Properties.BackupPlan.BackupPlanRule: copies nothing to another region"],
        ),
        (
            "prod",
            but(
                GOOD,
                "Plan Properties BackupPlan BackupPlanRule 0 CopyActions 0 DestinationBackupVaultArn",
                value=to("Vault.BackupVaultArn"),
            ),
            ["Plan Properties.BackupPlan.BackupPlanRule: copies nothing to another region"],
        ),
    ],
)
def test_a_plan_that_stays_in_its_region_is_found_in_prod_alone(
    environment: str | None, resources: Resources, expected: list[str]
) -> None:
    assert found(RULE, resources, environment=environment) == expected
