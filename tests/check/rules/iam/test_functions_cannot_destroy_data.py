"""What runs for users cannot destroy their data."""

from __future__ import annotations

import pytest

from stamp_infra.check.rules.iam.functions_cannot_destroy_data import RULE
from tests.check.rules.build import Resources, but, found, one, to
from tests.check.rules.policy import allow, document, role

GOOD: Resources = {
    "Award": one("AWS::Lambda::Function", Role=to("Role.Arn")),
    "Role": role(allow("dynamodb:DeleteItem", to("Users.Arn"))),
    "Signed": one("AWS::Cognito::IdentityPoolRoleAttachment", Roles={"authenticated": to("User.Arn")}),
    "User": role(allow("s3:PutObject", to("Uploads.Arn") + "/*")),
    "Deploy": role(allow("dynamodb:DeleteTable", to("Users.Arn"))),
}


@pytest.mark.parametrize(
    ("resources", "expected"),
    [
        (GOOD, []),
        (
            but(GOOD, "Role Properties Policies 0 PolicyDocument Statement 0 Action", value="dynamodb:DeleteTable"),
            [
                (
                    "Role Properties.Policies.0.PolicyDocument.Statement.0.Action: lets Role, which runs for"
                    " users, call dynamodb:DeleteTable"
                )
            ],
        ),
        (
            but(
                GOOD,
                "Role Properties Policies 0 PolicyDocument Statement 0 Action",
                value=["dynamodb:Delete*", "s3:DeleteBucket"],
            ),
            [
                (
                    "Role Properties.Policies.0.PolicyDocument.Statement.0.Action: lets Role, which runs for"
                    " users, call dynamodb:DeleteBackup, dynamodb:DeleteTable, s3:DeleteBucket"
                )
            ],
        ),
        (
            but(GOOD, "User Properties Policies 0 PolicyDocument Statement 0 Action", value="kms:ScheduleKeyDeletion"),
            [
                (
                    "User Properties.Policies.0.PolicyDocument.Statement.0.Action: lets User, which runs for"
                    " users, call kms:ScheduleKeyDeletion"
                )
            ],
        ),
        (
            but(
                but(GOOD, "Role Properties Policies 0 PolicyDocument Statement 0 Action", value="dynamodb:DeleteTable"),
                "Role Properties Policies 0 PolicyDocument Statement 0 Effect",
                value="Deny",
            ),
            [],
        ),
        (
            GOOD
            | {
                "More": one(
                    "AWS::IAM::RolePolicy",
                    RoleName=to("Role"),
                    PolicyDocument=document(allow("cognito-idp:DeleteUserPool", to("Pool.Arn"))),
                )
            },
            [
                (
                    "More Properties.PolicyDocument.Statement.0.Action: lets Role, which runs for users, call"
                    " cognito-idp:DeleteUserPool"
                )
            ],
        ),
        (
            GOOD
            | {
                "More": one(
                    "AWS::IAM::ManagedPolicy",
                    Roles=[to("Role")],
                    PolicyDocument=document(allow("backup:DeleteRecoveryPoint")),
                )
            },
            [
                (
                    "More Properties.PolicyDocument.Statement.0.Action: lets Role, which runs for users, call"
                    " backup:DeleteRecoveryPoint"
                )
            ],
        ),
        (
            but(
                GOOD
                | {
                    "More": one("AWS::IAM::ManagedPolicy", PolicyDocument=document(allow("backup:DeleteRecoveryPoint")))
                },
                "Role Properties ManagedPolicyArns",
                value=[to("More")],
            ),
            [
                (
                    "More Properties.PolicyDocument.Statement.0.Action: lets Role, which runs for users, call"
                    " backup:DeleteRecoveryPoint"
                )
            ],
        ),
    ],
)
def test_a_function_or_user_that_may_destroy_data_is_found(resources: Resources, expected: list[str]) -> None:
    assert found(RULE, resources) == expected
