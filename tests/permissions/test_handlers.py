"""Schemas are read in one spelling, tagging is a part of keeping a resource, and listing is of none."""

from __future__ import annotations

from stamp_infra.permissions.handlers import DELETING, KEEPING, called

REGION = "ap-northeast-1"


def test_an_action_is_written_as_iam_writes_it_whatever_the_schema_s_capitals() -> None:
    found = called("AWS::CloudTrail::Trail", REGION, KEEPING)
    assert "cloudtrail:CreateTrail" in found
    assert [action for action in found if not action.partition(":")[0].islower()] == []


def test_tags_are_kept_up_to_date_by_what_keeps_a_resource_and_not_by_what_deletes_it() -> None:
    assert "iam:ListRoleTags" in called("AWS::IAM::Role", REGION, KEEPING)
    assert "iam:ListRoleTags" not in called("AWS::IAM::Role", REGION, DELETING)


def test_nobody_lists_what_an_account_has() -> None:
    both = called("AWS::SQS::Queue", REGION, KEEPING) | called("AWS::SQS::Queue", REGION, DELETING)
    assert "sqs:DeleteQueue" in both
    assert "sqs:ListQueues" not in both


def test_a_type_that_is_unknown_or_without_handlers_calls_nothing_that_is_known() -> None:
    assert called("Custom::Thing", REGION, KEEPING) == frozenset()
    assert called("AWS::Budgets::Budget", REGION, KEEPING) == frozenset()
