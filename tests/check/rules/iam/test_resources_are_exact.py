"""A grant names its resources."""

from __future__ import annotations

import pytest

from stamp_infra.check.rules.iam.resources_are_exact import RULE
from tests.check.rules.build import Resources, but, found, to
from tests.check.rules.policy import allow, key, role

GOOD: Resources = {"Role": role(allow("dynamodb:GetItem", to("Users.Arn")))}


@pytest.mark.parametrize(
    ("resources", "expected"),
    [
        (GOOD, []),
        (
            but(GOOD, "Role Properties Policies 0 PolicyDocument Statement 0 Resource", value="*"),
            ["Role Properties.Policies.0.PolicyDocument.Statement.0.Resource: allows dynamodb:GetItem on *"],
        ),
        (
            but(
                GOOD,
                "Role Properties Policies 0 PolicyDocument Statement 0 Resource",
                value="arn:aws:dynamodb:us-east-1:<AWS::AccountId>:table/*",
            ),
            [
                (
                    "Role Properties.Policies.0.PolicyDocument.Statement.0.Resource: allows dynamodb:GetItem on"
                    " arn:aws:dynamodb:us-east-1:<AWS::AccountId>:table/*"
                )
            ],
        ),
        (
            but(
                GOOD,
                "Role Properties Policies 0 PolicyDocument Statement 0 Resource",
                value="arn:<AWS::Partition>:lambda:<AWS::Region>:<AWS::AccountId>:function:*",
            ),
            [
                (
                    "Role Properties.Policies.0.PolicyDocument.Statement.0.Resource: allows dynamodb:GetItem on"
                    " arn:<AWS::Partition>:lambda:<AWS::Region>:<AWS::AccountId>:function:*"
                )
            ],
        ),
        (
            but(GOOD, "Role Properties Policies 0 PolicyDocument Statement 0 Resource", value="arn:aws:s3:::*"),
            [
                (
                    "Role Properties.Policies.0.PolicyDocument.Statement.0.Resource: allows dynamodb:GetItem on"
                    " arn:aws:s3:::*"
                )
            ],
        ),
        (
            but(GOOD, "Role Properties Policies 0 PolicyDocument Statement 0 Resource", value="arn:aws:s3:::*/*"),
            [
                (
                    "Role Properties.Policies.0.PolicyDocument.Statement.0.Resource: allows dynamodb:GetItem on"
                    " arn:aws:s3:::*/*"
                )
            ],
        ),
        (
            but(GOOD, "Role Properties Policies 0 PolicyDocument Statement 0 Resource", value="arn:aws:*"),
            [("Role Properties.Policies.0.PolicyDocument.Statement.0.Resource: allows dynamodb:GetItem on arn:aws:*")],
        ),
        (
            but(GOOD, "Role Properties Policies 0 PolicyDocument Statement 0 Resource", value="arn:aws:s3:::uploads/*"),
            [],
        ),
        (
            but(
                GOOD,
                "Role Properties Policies 0 PolicyDocument Statement 0 Resource",
                value="<stack.yaml#Uploads.Arn>/*",
            ),
            [],
        ),
        (
            but(GOOD, "Role Properties Policies 0 PolicyDocument Statement 0 Resource", value="<stack.yaml#Log.Arn>:*"),
            [],
        ),
        (
            but(
                GOOD,
                "Role Properties Policies 0 PolicyDocument Statement 0 Resource",
                value="arn:aws:dynamodb:us-east-1:<AWS::AccountId>:table/orders-*",
            ),
            [],
        ),
        (
            but(
                GOOD,
                "Role Properties Policies 0 PolicyDocument Statement 0 Resource",
                value="arn:aws:backup:us-east-1:<AWS::AccountId>:recovery-point:*",
            ),
            [],
        ),
        (
            but(GOOD, "Role Properties Policies 0 PolicyDocument Statement 0 NotResource", value=to("Users.Arn")),
            [
                (
                    "Role Properties.Policies.0.PolicyDocument.Statement.0.NotResource: allows all resources but"
                    " the ones it names"
                )
            ],
        ),
        ({"Role": role(allow(["xray:PutTraceSegments", "Rekognition:DetectLabels"]))}, []),
        (
            {"Role": role(allow(["xray:PutTraceSegments", "dynamodb:Query"]))},
            ["Role Properties.Policies.0.PolicyDocument.Statement.0.Resource: allows dynamodb:Query on *"],
        ),
        (
            {
                "Role": role(
                    allow(
                        "kms:Decrypt",
                        "arn:aws:kms:us-east-1:<AWS::AccountId>:key/*",
                        Condition={"ForAnyValue:StringEquals": {"kms:ResourceAliases": "alias/copies"}},
                    )
                )
            },
            [],
        ),
        (
            {
                "Role": role(
                    allow(
                        "kms:Decrypt",
                        "arn:aws:kms:us-east-1:<AWS::AccountId>:key/*",
                        Condition={"StringLike": {"kms:ResourceAliases": "*"}},
                    )
                )
            },
            [
                (
                    "Role Properties.Policies.0.PolicyDocument.Statement.0.Resource: allows kms:Decrypt on"
                    " arn:aws:kms:us-east-1:<AWS::AccountId>:key/*"
                )
            ],
        ),
        ({"Key": key()}, []),
    ],
)
def test_a_grant_on_everything_is_found(resources: Resources, expected: list[str]) -> None:
    assert found(RULE, resources) == expected
