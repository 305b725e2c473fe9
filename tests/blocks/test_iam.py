"""Blocks of roles: exactly the actions that are listed, on exactly what is listed."""

from __future__ import annotations

from typing import Any

import pytest
from awacs import dynamodb, s3
from troposphere import sns

from stamp_infra import Block, att, sub
from stamp_infra.blocks.iam import Allow, allow_service, deny_insecure, grant, role
from tests.blocks.synthesized import mistakes, resources

orders = Block(main=sns.Topic("Orders"))


def statements(*allow: Allow) -> Any:
    """Return the statements of a role that allows this."""
    found = resources(orders, role("desk", service="lambda.amazonaws.com", allow=allow))["DeskRole"]["Properties"]
    return found["Policies"][0]["PolicyDocument"]["Statement"]


def test_a_role_trusts_one_service_and_has_one_policy() -> None:
    desk = role("desk", service="lambda.amazonaws.com", allow=[Allow("*", s3.ListAllMyBuckets)])
    assert resources(desk)["DeskRole"]["Properties"] == {
        "RoleName": {"Fn::Sub": "shop-${Environment}-desk"},
        "AssumeRolePolicyDocument": {
            "Version": "2012-10-17",
            "Statement": [
                {
                    "Effect": "Allow",
                    "Principal": {"Service": "lambda.amazonaws.com"},
                    "Action": "sts:AssumeRole",
                }
            ],
        },
        "Policies": [
            {
                "PolicyName": "desk",
                "PolicyDocument": {
                    "Version": "2012-10-17",
                    "Statement": [{"Effect": "Allow", "Action": ["s3:ListAllMyBuckets"], "Resource": "*"}],
                },
            }
        ],
    }


def test_a_role_that_may_do_nothing_has_no_policy() -> None:
    assert resources(role("desk", service="lambda.amazonaws.com", allow=[]))["DeskRole"]["Properties"]["Policies"] == []


def test_trust_may_be_bound_to_a_condition() -> None:
    condition = {"StringEquals": {"aws:SourceAccount": sub("${AWS::AccountId}")}}
    desk = role("desk", service="lambda.amazonaws.com", allow=[], trust_condition=condition)
    (trust,) = resources(desk)["DeskRole"]["Properties"]["AssumeRolePolicyDocument"]["Statement"]
    assert trust["Condition"] == {"StringEquals": {"aws:SourceAccount": {"Fn::Sub": "${AWS::AccountId}"}}}


@pytest.mark.parametrize(
    ("on", "resource"),
    [
        (orders, {"Fn::GetAtt": ["Orders", "Arn"]}),
        (orders.main, {"Fn::GetAtt": ["Orders", "Arn"]}),
        (att(orders, "TopicArn"), {"Fn::GetAtt": ["Orders", "TopicArn"]}),
        (sub("arn:${AWS::Partition}:s3:::{app}-*"), {"Fn::Sub": "arn:${AWS::Partition}:s3:::shop-*"}),
        ("*", "*"),
        ("arn:aws:s3:::a", "arn:aws:s3:::a"),
        ([orders, "*"], [{"Fn::GetAtt": ["Orders", "Arn"]}, "*"]),
        ([orders], {"Fn::GetAtt": ["Orders", "Arn"]}),
    ],
)
def test_a_block_stands_for_its_arn(on: Any, resource: Any) -> None:
    assert statements(Allow(on, dynamodb.GetItem))[0]["Resource"] == resource


def test_actions_and_a_condition_are_written_as_iam_reads_them() -> None:
    condition = {"StringLike": {"s3:prefix": "in/*"}}
    assert statements(Allow("*", s3.GetObject, s3.PutObject, condition=condition)) == [
        {"Effect": "Allow", "Action": ["s3:GetObject", "s3:PutObject"], "Resource": "*", "Condition": condition}
    ]


def test_a_grant_adds_to_a_role_that_was_there_before() -> None:
    desk = role("desk", service="lambda.amazonaws.com", allow=[])
    found = resources(orders, desk, grant("DeskGrant", desk, [Allow(orders, dynamodb.GetItem)]))["DeskGrant"]
    assert found["Type"] == "AWS::IAM::RolePolicy"
    assert found["Properties"]["RoleName"] == {"Ref": "DeskRole"}
    (statement,) = found["Properties"]["PolicyDocument"]["Statement"]
    assert statement["Action"] == ["dynamodb:GetItem"]


def test_a_service_is_let_in_for_its_source_alone() -> None:
    condition = {"ArnEquals": {"aws:SourceArn": "arn:aws:events:::rule/a"}}
    assert allow_service("events.amazonaws.com", [s3.PutObject], "arn:aws:s3:::a/*", condition) == {
        "Effect": "Allow",
        "Principal": {"Service": "events.amazonaws.com"},
        "Action": ["s3:PutObject"],
        "Resource": "arn:aws:s3:::a/*",
        "Condition": condition,
    }


def test_calls_without_tls_are_refused_to_everybody() -> None:
    found = deny_insecure([s3.Action("*")], "arn:aws:s3:::a")
    assert (found["Effect"], found["Principal"], found["Action"]) == ("Deny", "*", ["s3:*"])
    assert found["Condition"] == {"Bool": {"aws:SecureTransport": "false"}}


@pytest.mark.parametrize(
    ("allow", "told"),
    [
        ([Allow(None, s3.GetObject)], "[0].on: is of type NoneType"),  # type: ignore[arg-type]
        ([Allow("", s3.GetObject)], "[0].on: is no ARN"),
        ([Allow("*", s3.GetObject), Allow("*", s3.Action("Get*"))], "[1]: has a wildcard in an action"),
        ([Allow("*", s3.GetObject, "s3:PutObject")], "[0]: is not an action of awacs"),
        ([Allow("*", s3.GetObject, condition="always")], "[0].condition: is of type str"),  # type: ignore[arg-type]
        (None, ": is of type NoneType"),
        (Allow("*", s3.GetObject), ": is of type Allow"),
        (["s3:GetObject"], "[0]: is of type str"),
    ],
)
def test_what_allows_too_much_or_nothing_is_told(allow: Any, told: str) -> None:
    (found,) = mistakes(role("desk", service="lambda.amazonaws.com", allow=allow))
    assert found.startswith(f'templates/sam.py: role "desk".allow{told}')


def test_a_role_without_a_service_or_with_a_strange_condition_is_told() -> None:
    found = mistakes(role("desk", service="", allow=[], trust_condition=["a"]))  # type: ignore[arg-type]
    assert [message.split(": ")[1] for message in found] == ['role "desk".service', 'role "desk".trust_condition']
