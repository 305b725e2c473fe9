"""Blocks of backups' copies."""

from __future__ import annotations

from typing import Any

import pytest

from stamp_infra import sub
from stamp_infra.blocks.backup.copies import Copies
from stamp_infra.blocks.backup.plan import Schedule, plan
from tests.blocks.backed_up import JAPAN, around, far, own_key, own_vault, tables
from tests.blocks.synthesized import granted, resources, template

elsewhere = Copies(
    region="ap-northeast-3", vault_name=sub("{app}-copies"), key_alias=sub("alias/{app}-copies"), only=far
)
daily = Schedule(name="daily", cron="0 2 * * ? *", timezone=JAPAN, keep_days=30)
monthly = Schedule(name="monthly", cron="0 3 1 * ? *", timezone=JAPAN, keep_days=365, only=far)


@pytest.fixture(scope="module")
def made() -> Any:
    schedules = [daily, monthly]
    own = plan("backup", vault=own_vault, key=own_key, tables=tables, schedules=schedules, copies=elsewhere)
    return resources(*around, own)


def test_a_backup_is_copied_where_the_condition_holds_and_kept_as_long_there(made: Any) -> None:
    rule = made["BackupPlan"]["Properties"]["BackupPlan"]["BackupPlanRule"][0]
    vault_arn = {"Fn::Sub": "arn:${AWS::Partition}:backup:ap-northeast-3:${AWS::AccountId}:backup-vault:shop-copies"}
    copy = {"DestinationBackupVaultArn": vault_arn, "Lifecycle": rule["Lifecycle"]}
    assert rule["CopyActions"] == {"Fn::If": ["IsFar", [copy], {"Ref": "AWS::NoValue"}]}


def test_a_schedule_under_the_condition_of_the_copies_asks_it_once(made: Any) -> None:
    condition, rule, nothing = made["BackupPlan"]["Properties"]["BackupPlan"]["BackupPlanRule"][1]["Fn::If"]
    assert (condition, nothing) == ("IsFar", {"Ref": "AWS::NoValue"})
    assert isinstance(rule["CopyActions"], list)


def test_the_role_may_copy_into_that_vault_and_use_its_key_where_there_are_copies(made: Any) -> None:
    assert made["BackupCopying"]["Condition"] == "IsFar"
    copying = made["BackupCopying"]["Properties"]["PolicyDocument"]["Statement"]
    (into,) = granted(copying, "backup:CopyIntoBackupVault")
    assert into["Resource"]["Fn::Sub"].endswith(":ap-northeast-3:${AWS::AccountId}:backup-vault:shop-copies")
    (using,) = granted(copying, "kms:GenerateDataKey")
    assert using["Condition"] == {"ForAnyValue:StringEquals": {"kms:ResourceAliases": "alias/shop-copies"}}
    own = made["BackupRole"]["Properties"]["Policies"][0]["PolicyDocument"]["Statement"]
    assert not granted(own, "backup:CopyFromBackupVault")


def test_without_copies_there_is_no_word_of_them() -> None:
    alone = plan("backup", vault=own_vault, key=own_key, tables=tables, schedules=[daily])
    found = template(*around, alone)
    assert "BackupCopying" not in found["Resources"]
    assert "Conditions" not in found
