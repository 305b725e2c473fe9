"""Blocks of backup plans."""

from __future__ import annotations

from typing import Any

import pytest

from stamp_infra.blocks.backup.plan import Schedule, plan
from tests.blocks.backed_up import JAPAN, around, far, own_key, own_vault, tables
from tests.blocks.synthesized import env, granted, mistakes, of_type, resources

daily = Schedule(name="daily", cron="0 2 * * ? *", timezone=JAPAN, keep_days=env.days)
monthly = Schedule(name="monthly", cron="0 3 1 * ? *", timezone=JAPAN, keep_days=365, only=far)


def planned(**changed: Any) -> Any:
    """Return a plan for the tables."""
    facts: dict[str, Any] = {"tables": tables, "schedules": [daily, monthly], **changed}
    return plan("backup", vault=own_vault, key=own_key, **facts)


@pytest.fixture(scope="module")
def made() -> Any:
    return resources(*around, planned())


def test_every_table_is_selected_by_a_selection_of_its_own(made: Any) -> None:
    selected = [one["BackupSelection"]["Resources"] for one in of_type(made, "AWS::Backup::BackupSelection")]
    assert selected == [[{"Fn::GetAtt": ["Orders", "Arn"]}], [{"Fn::GetAtt": ["OrderItems", "Arn"]}]]


def test_backups_are_kept_as_long_as_the_environment_says(made: Any) -> None:
    rule = made["BackupPlan"]["Properties"]["BackupPlan"]["BackupPlanRule"][0]
    assert rule["Lifecycle"] == {"DeleteAfterDays": {"Fn::FindInMap": ["Environment", {"Ref": "Environment"}, "Days"]}}
    assert (rule["ScheduleExpression"], rule["ScheduleExpressionTimezone"]) == ("cron(0 2 * * ? *)", JAPAN)


def test_a_schedule_can_exist_under_a_condition(made: Any) -> None:
    condition, rule, nothing = made["BackupPlan"]["Properties"]["BackupPlan"]["BackupPlanRule"][1]["Fn::If"]
    assert (condition, nothing) == ("IsFar", {"Ref": "AWS::NoValue"})
    assert rule["Lifecycle"] == {"DeleteAfterDays": 365}


def test_the_role_backs_up_these_tables_alone(made: Any) -> None:
    statements = made["BackupRole"]["Properties"]["Policies"][0]["PolicyDocument"]["Statement"]
    (backing_up,) = granted(statements, "dynamodb:StartAwsBackupJob")
    assert backing_up["Resource"] == [{"Fn::GetAtt": ["Orders", "Arn"]}, {"Fn::GetAtt": ["OrderItems", "Arn"]}]
    assert not granted(statements, "dynamodb:RestoreTableFromAwsBackup")


def test_only_aws_backup_takes_the_role(made: Any) -> None:
    trust = made["BackupRole"]["Properties"]["AssumeRolePolicyDocument"]["Statement"]
    assert [one["Principal"] for one in trust] == [{"Service": "backup.amazonaws.com"}]


def test_a_plan_of_no_table_and_no_schedule_tells_both() -> None:
    assert len(mistakes(planned(tables={}, schedules=[]))) == 2


def test_a_schedule_tells_all_its_mistakes() -> None:
    bad = Schedule(name="Daily", cron="", timezone="", keep_days=0)
    assert len(mistakes(planned(schedules=[bad]))) == 4


def test_two_schedules_of_one_name_are_a_mistake() -> None:
    (found,) = mistakes(planned(schedules=[daily, daily]))
    assert "has two schedules of one name" in found
