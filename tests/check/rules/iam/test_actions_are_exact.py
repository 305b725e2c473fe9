"""A grant spells out its actions."""

from __future__ import annotations

import pytest

from stamp_infra.check.rules.iam.actions_are_exact import RULE
from tests.check.rules.build import Resources, but, found, one, to
from tests.check.rules.policy import allow, document, key, role, trust

GOOD: Resources = {
    "Role": role(allow("dynamodb:GetItem", to("Users.Arn"))),
    "Key": key(allow("kms:GenerateDataKey*", Principal={"Service": "sns.amazonaws.com"})),
    "Policy": one("AWS::S3::BucketPolicy", PolicyDocument=document({"Effect": "Deny", "Action": "s3:*"})),
}


@pytest.mark.parametrize(
    ("resources", "expected"),
    [
        (GOOD, []),
        (
            but(GOOD, "Role Properties Policies 0 PolicyDocument Statement 0 Action", value="*"),
            ["Role Properties.Policies.0.PolicyDocument.Statement.0.Action: allows *"],
        ),
        (
            but(GOOD, "Role Properties Policies 0 PolicyDocument Statement 0 Action", value="dynamodb:*"),
            ["Role Properties.Policies.0.PolicyDocument.Statement.0.Action: allows dynamodb:*"],
        ),
        (
            but(GOOD, "Role Properties Policies 0 PolicyDocument Statement 0 Action", value="s3:Get*"),
            ["Role Properties.Policies.0.PolicyDocument.Statement.0.Action: allows s3:Get*"],
        ),
        (
            but(GOOD, "Role Properties Policies 0 PolicyDocument Statement 0 Action", value="s3:?etObject"),
            ["Role Properties.Policies.0.PolicyDocument.Statement.0.Action: allows s3:?etObject"],
        ),
        (
            but(
                GOOD,
                "Role Properties Policies 0 PolicyDocument Statement 0 Action",
                value=["dynamodb:GetItem", "dynamodb:Delete*"],
            ),
            ["Role Properties.Policies.0.PolicyDocument.Statement.0.Action: allows dynamodb:Delete*"],
        ),
        (
            but(GOOD, "Role Properties Policies 0 PolicyDocument Statement 0 NotAction", value="iam:*"),
            [
                (
                    "Role Properties.Policies.0.PolicyDocument.Statement.0.NotAction: allows all actions but the"
                    " ones it names"
                )
            ],
        ),
        (but(GOOD, "Role Properties Policies 0 PolicyDocument Statement 0 Effect", value="Deny"), []),
        (
            but(GOOD, "Key Properties KeyPolicy Statement 1 Action", value="kms:*"),
            ["Key Properties.KeyPolicy.Statement.1.Action: allows kms:*"],
        ),
        (
            but(
                GOOD,
                "Key Properties KeyPolicy Statement 0 Principal AWS",
                value="arn:aws:iam::<AWS::AccountId>:role/admin",
            ),
            ["Key Properties.KeyPolicy.Statement.0.Action: allows kms:*"],
        ),
        (
            but(GOOD, "Policy Properties PolicyDocument Statement 0 Effect", value="Allow"),
            ["Policy Properties.PolicyDocument.Statement.0.Action: allows s3:*"],
        ),
        (
            {"Policy": one("AWS::IAM::ManagedPolicy", PolicyDocument=document(allow("logs:*", to("Log.Arn"))))},
            ["Policy Properties.PolicyDocument.Statement.0.Action: allows logs:*"],
        ),
        (
            {"Policy": one("AWS::IAM::RolePolicy", PolicyDocument={"Statement": allow("logs:*", to("Log.Arn"))})},
            ["Policy Properties.PolicyDocument.Statement.0.Action: allows logs:*"],
        ),
        (
            {
                "Topics": one(
                    "AWS::Logs::ResourcePolicy",
                    PolicyDocument='{"Statement": [{"Effect": "Allow", "Action": "logs:*"}]}',
                )
            },
            ["Topics Properties.PolicyDocument.Statement.0.Action: allows logs:*"],
        ),
        (
            {"Role": role(trusts=trust({"Service": "lambda.amazonaws.com"}, "sts:*"))},
            ["Role Properties.AssumeRolePolicyDocument.Statement.0.Action: allows sts:*"],
        ),
    ],
)
def test_a_grant_with_a_wildcard_is_found(resources: Resources, expected: list[str]) -> None:
    assert found(RULE, resources) == expected
