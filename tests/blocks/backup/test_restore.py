"""Blocks of restore tests and of word about failed jobs."""

from __future__ import annotations

from typing import Any

import pytest

from stamp_infra.blocks.backup.restore import failure_alerts, restore_test
from tests.blocks.backed_up import JAPAN, around, own_key, own_vault, tables
from tests.blocks.synthesized import alerts, granted, mistakes, of_type, resources


def restored(**changed: Any) -> Any:
    """Return a restore test of the tables."""
    facts: dict[str, Any] = {"cron": "0 4 2 * ? *", "timezone": JAPAN, "within_days": 7, "tables": tables, **changed}
    return restore_test("restore-test", vault=own_vault, key=own_key, **facts)


@pytest.fixture(scope="module")
def made() -> Any:
    return resources(*around, restored())


def test_a_restore_test_has_names_of_letters_digits_and_underscores(made: Any) -> None:
    expected = {"Fn::Join": ["_", {"Fn::Split": ["-", {"Fn::Sub": "shop-${Environment}-restore-test"}]}]}
    assert made["RestoreTestPlan"]["Properties"]["RestoreTestingPlanName"] == expected


def test_the_newest_backup_of_every_table_is_restored_from_the_vault(made: Any) -> None:
    chosen = made["RestoreTestPlan"]["Properties"]["RecoveryPointSelection"]
    assert chosen["Algorithm"] == "LATEST_WITHIN_WINDOW"
    assert chosen["IncludeVaults"] == [{"Fn::GetAtt": ["BackupsVault", "BackupVaultArn"]}]
    restored = [one["ProtectedResourceArns"] for one in of_type(made, "AWS::Backup::RestoreTestingSelection")]
    assert restored == [[{"Fn::GetAtt": ["Orders", "Arn"]}], [{"Fn::GetAtt": ["OrderItems", "Arn"]}]]


def test_a_restore_test_touches_no_table_of_ours(made: Any) -> None:
    statements = made["RestoreTestRole"]["Properties"]["Policies"][0]["PolicyDocument"]["Statement"]
    (restoring,) = granted(statements, "dynamodb:RestoreTableFromAwsBackup")
    assert restoring["Resource"]["Fn::Sub"].endswith(":table/awsbackup-restore-test-*")
    assert [one for one in statements if "Order" in str(one["Resource"])] == []


def test_only_aws_backup_takes_the_role(made: Any) -> None:
    trust = made["RestoreTestRole"]["Properties"]["AssumeRolePolicyDocument"]["Statement"]
    assert [one["Principal"] for one in trust] == [{"Service": "backup.amazonaws.com"}]


def test_a_job_that_does_not_succeed_is_told_whatever_its_event_calls_its_state() -> None:
    rule = resources(alerts, failure_alerts("failures", topic=alerts))["FailuresRule"]["Properties"]
    bad = ["ABORTED", "EXPIRED", "FAILED", "PARTIAL"]
    assert rule["EventPattern"]["detail"] == {"$or": [{"state": bad}, {"status": bad}]}
    assert len(rule["EventPattern"]["detail-type"]) == 3
    assert rule["Targets"] == [{"Id": "Topic", "Arn": {"Ref": "Alerts"}}]


def test_a_restore_test_tells_all_its_mistakes() -> None:
    assert len(mistakes(restored(cron="", timezone=" ", within_days=0, tables={}))) == 4
