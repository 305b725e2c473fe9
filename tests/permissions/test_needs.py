"""A resource needs what its type's handlers call, less what deletes data and what a property it does not set is for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from stamp_infra.permissions.needs import needs, without_schema
from tests.check.rules.build import one, resolved

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

REGION = "ap-northeast-1"
KEPT = {"DeletionPolicy": "Retain", "UpdateReplacePolicy": "Retain"}


def needed(*resources: dict[str, Any]) -> AbstractSet[str]:
    return needs(resolved({f"R{number}": each for number, each in enumerate(resources)}).resources, REGION).keys()


def test_each_action_names_the_types_that_need_it() -> None:
    found = needs(resolved({"Queue": one("AWS::SQS::Queue"), "Policy": one("AWS::SQS::QueuePolicy")}).resources, REGION)
    assert found["sqs:SetQueueAttributes"] == {"AWS::SQS::Queue", "AWS::SQS::QueuePolicy"}
    assert found["sqs:CreateQueue"] == {"AWS::SQS::Queue"}


def test_a_queue_is_created_read_changed_tagged_and_deleted_and_nobody_lists_all_queues() -> None:
    assert needed(one("AWS::SQS::Queue")) == {
        "sqs:CreateQueue",
        "sqs:DeleteQueue",
        "sqs:GetQueueAttributes",
        "sqs:GetQueueUrl",
        "sqs:ListQueueTags",
        "sqs:SetQueueAttributes",
        "sqs:TagQueue",
        "sqs:UntagQueue",
    }


@pytest.mark.parametrize(
    ("kind", "action"),
    [
        ("AWS::DynamoDB::Table", "dynamodb:DeleteTable"),
        ("AWS::S3::Bucket", "s3:DeleteBucket"),
        ("AWS::S3::Bucket", "s3:DeleteObject"),
        ("AWS::Cognito::UserPool", "cognito-idp:DeleteUserPool"),
        ("AWS::KMS::Key", "kms:ScheduleKeyDeletion"),
        ("AWS::Backup::BackupVault", "backup:DeleteBackupVault"),
    ],
)
def test_what_holds_data_is_deleted_by_no_deployment_whatever_its_template_says(kind: str, action: str) -> None:
    assert action not in needed({**one(kind), "DeletionPolicy": "Delete"})


def test_what_is_kept_needs_no_right_to_be_deleted_until_one_of_its_type_is_not_kept() -> None:
    kept = {**one("AWS::SQS::Queue"), **KEPT}
    assert "sqs:DeleteQueue" not in needed(kept)
    assert "sqs:DeleteQueue" in needed(kept, {**kept, "UpdateReplacePolicy": "Delete"})


def test_a_role_never_gets_rid_of_its_boundary() -> None:
    assert "iam:DeleteRolePermissionsBoundary" not in needed(one("AWS::IAM::Role", PermissionsBoundary="arn"))


def test_a_type_without_handlers_needs_what_the_overlay_says() -> None:
    budget = one("AWS::Budgets::Budget")
    assert "budgets:ModifyBudget" in needed(budget)
    assert without_schema(resolved({"Budget": budget}).resources, REGION) == []


def test_a_type_that_nobody_describes_is_named() -> None:
    own = {"Thing": one("Custom::Thing"), "Queue": one("AWS::SQS::Queue")}
    assert without_schema(resolved(own).resources, REGION) == ["Custom::Thing"]
