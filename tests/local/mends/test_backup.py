"""Selections and access policies of a template are those that AWS Backup tells of."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from tests.local import aws

if TYPE_CHECKING:
    from stamp_infra.local.emulator import Emulator


def selection(name: str) -> dict[str, dict[str, Any]]:
    rule = {"RuleName": "daily", "TargetBackupVault": {"Ref": "Vault"}, "ScheduleExpression": "cron(0 2 * * ? *)"}
    chosen = {
        "SelectionName": name,
        "IamRoleArn": {"Fn::GetAtt": ["Role", "Arn"]},
        "Resources": ["arn:aws:dynamodb:*:*:table/users"],
    }
    return {
        "Role": aws.role(),
        "Vault": {"Type": "AWS::Backup::BackupVault", "Properties": {"BackupVaultName": aws.unique()}},
        "Plan": {
            "Type": "AWS::Backup::BackupPlan",
            "Properties": {"BackupPlan": {"BackupPlanName": aws.unique(), "BackupPlanRule": [rule]}},
        },
        "Selection": {
            "Type": "AWS::Backup::BackupSelection",
            "Properties": {"BackupPlanId": {"Ref": "Plan"}, "BackupSelection": chosen},
        },
    }


def test_ministack_refuses_backup_selections(plain: Emulator) -> None:
    assert aws.unknown_type(plain, selection("users")) == "AWS::Backup::BackupSelection"


def test_a_template_selects_what_is_backed_up(mended: Emulator) -> None:
    stack = aws.create(mended, selection("users"))
    backup = aws.client(mended, "backup")

    def found() -> dict[str, Any]:
        (listed,) = backup.list_backup_selections(BackupPlanId=stack.ids["Plan"])["BackupSelectionsList"]
        where = {"BackupPlanId": stack.ids["Plan"], "SelectionId": listed["SelectionId"]}
        chosen: dict[str, Any] = backup.get_backup_selection(**where)["BackupSelection"]
        return chosen

    assert found()["Resources"] == ["arn:aws:dynamodb:*:*:table/users"]
    stack = aws.update(mended, stack, selection("renamed"))
    assert found()["SelectionName"] == "renamed"
    assert aws.delete(mended, stack).status == "DELETE_COMPLETE"


POLICY = aws.policy({"Effect": "Deny", "Principal": "*", "Action": ["backup:DeleteRecoveryPoint"], "Resource": "*"})


def access_policy(emulator: Emulator) -> Any:
    vault = {"BackupVaultName": aws.unique(), "AccessPolicy": POLICY}
    stack = aws.create(emulator, {"Vault": {"Type": "AWS::Backup::BackupVault", "Properties": vault}})
    backup = aws.client(emulator, "backup")
    return json.loads(backup.get_backup_vault_access_policy(BackupVaultName=stack.ids["Vault"])["Policy"])


def test_ministack_drops_the_access_policy_of_a_vault(plain: Emulator) -> None:
    assert aws.refusal(lambda: access_policy(plain)) == "ResourceNotFoundException"


def test_a_vault_keeps_its_access_policy(mended: Emulator) -> None:
    assert access_policy(mended) == POLICY
