"""The table has a statement per scope, policies within IAM's limits, and a mistake for what has no scope."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from stamp_infra.core.errors import UserError
from stamp_infra.permissions import table as module
from stamp_infra.permissions.table import CHARACTERS, size, table

if TYPE_CHECKING:
    from stamp_infra.permissions.table import Table

TABLE, QUEUE, ROLE = (frozenset({f"AWS::{name}"}) for name in ("DynamoDB::Table", "SQS::Queue", "IAM::Role"))
NEEDS = {"dynamodb:CreateTable": TABLE, "sqs:CreateQueue": QUEUE, "sqs:DeleteQueue": QUEUE, "iam:CreateRole": ROLE}


def made(*actions: str, services: tuple[str, ...] = ()) -> Table:
    return table(dict.fromkeys(actions, frozenset({"AWS::X::Y"})), services, {})


def test_each_group_of_services_has_a_policy_and_each_scope_a_statement_with_its_reasons() -> None:
    found = table(NEEDS, (), {})["policies"]
    assert {name: [list(each["actions"]) for each in statements] for name, statements in found.items()} == {
        "data": [["dynamodb:CreateTable"]],
        "functions": [["sqs:CreateQueue", "sqs:DeleteQueue"]],
        "access": [["iam:CreateRole"]],
    }
    assert found["functions"][0]["actions"]["sqs:DeleteQueue"] == "AWS::SQS::Queue"


@pytest.mark.parametrize(
    "action",
    ["iam:CreateRole", "iam:PutRolePolicy", "iam:AttachRolePolicy", "iam:PutRolePermissionsBoundary"],
)
def test_whoever_writes_a_role_writes_one_within_the_boundary(action: str) -> None:
    ((statement,),) = made(action)["policies"].values()
    boundary = "arn:${AWS::Partition}:iam::${AWS::AccountId}:policy/{app}-boundary-${EnvironmentName}"
    assert statement["if"] == {"StringEquals": {"iam:PermissionsBoundary": boundary}}
    assert statement["on"] == ["arn:${AWS::Partition}:iam::${AWS::AccountId}:role/{app}-${EnvironmentName}-*"]


def test_roles_are_passed_to_the_services_that_they_trust() -> None:
    ((statement,),) = made("iam:PassRole", services=("lambda.amazonaws.com",))["policies"].values()
    assert statement["if"] == {"StringEquals": {"iam:PassedToService": ["lambda.amazonaws.com"]}}


def test_only_an_action_without_resource_types_is_on_everything() -> None:
    assert made("kms:ListAliases")["policies"]["data"][0]["on"] == ["*"]
    assert made("kms:DescribeKey")["policies"]["data"][0]["on"] != ["*"]


def test_a_policy_that_would_be_too_large_is_split() -> None:
    actions = [f"dynamodb:{'Action' * 10}{number}" for number in range(60)] + ["s3:CreateBucket"] * 1
    actions += [f"ssm:{'Action' * 10}{number}" for number in range(40)]
    found = made(*actions)["policies"]
    assert list(found) == ["data", "data-2"]
    assert all(size(statements) <= CHARACTERS for statements in found.values())


def test_what_no_split_makes_small_enough_is_a_mistake(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "POLICIES", 1)
    with pytest.raises(UserError) as raised:
        table(
            {f"sqs:{'Action' * 10}{number}": QUEUE for number in range(100)} | {"iam:CreateRole": ROLE},
            (),
            {("sqs:" + "A" * CHARACTERS, ("*",)): {"Award"}},
        )
    assert [mistake.where for mistake in raised.value.mistakes] == [
        "policy functions",
        "policy boundary",
        "the policies of CloudFormation's role",
    ]


def test_what_no_scope_is_known_for_is_named_with_what_to_do() -> None:
    with pytest.raises(UserError) as raised:
        table({"states:CreateStateMachine": QUEUE}, (), {("glue:StartJobRun", ()): {"Award"}})
    assert [mistake.where for mistake in raised.value.mistakes] == ["glue:StartJobRun", "states:CreateStateMachine"]
    assert "stamp_infra/permissions/services.py" in raised.value.mistakes[0].remedy


def test_a_service_linked_role_is_made_for_known_types_only() -> None:
    kinds = frozenset({"AWS::Backup::BackupSelection"})
    ((statement,),) = table({"iam:CreateServiceLinkedRole": kinds}, (), {})["policies"].values()
    assert statement["if"] == {"StringEquals": {"iam:AWSServiceName": ["backup.amazonaws.com"]}}
    with pytest.raises(UserError):
        made("iam:CreateServiceLinkedRole")
