"""No policy is for just anyone."""

from __future__ import annotations

import pytest

from stamp_infra.check.rules.iam.policies_name_their_principal import RULE
from tests.check.rules.build import Resources, but, found, one
from tests.check.rules.policy import allow, document, role

GOOD: Resources = {
    "Topic": one(
        "AWS::SNS::TopicPolicy",
        PolicyDocument=document(
            allow(
                "sns:Publish",
                Principal={"AWS": "*"},
                Condition={"StringEquals": {"aws:SourceOwner": "<AWS::AccountId>"}},
            )
        ),
    ),
    "Bucket": one(
        "AWS::S3::BucketPolicy",
        PolicyDocument=document(
            allow("s3:GetObject", Principal={"AWS": "arn:aws:iam::<AWS::AccountId>:role/reader"}),
            {"Effect": "Deny", "Principal": "*", "Action": "s3:*", "Resource": "*"},
        ),
    ),
    "Role": role(),
    "Permission": one("AWS::Lambda::Permission", Principal="s3.amazonaws.com"),
}


@pytest.mark.parametrize(
    ("resources", "expected"),
    [
        (GOOD, []),
        (
            but(GOOD, "Topic Properties PolicyDocument Statement 0 Condition"),
            ["Topic Properties.PolicyDocument.Statement.0.Principal: lets anyone in (Principal *)"],
        ),
        (
            but(GOOD, "Topic Properties PolicyDocument Statement 0 Condition StringEquals aws:SourceOwner", value="*"),
            ["Topic Properties.PolicyDocument.Statement.0.Principal: lets anyone in (Principal *)"],
        ),
        (
            but(
                GOOD,
                "Topic Properties PolicyDocument Statement 0 Condition",
                value={"StringEqualsIfExists": {"aws:SourceAccount": "<AWS::AccountId>"}},
            ),
            ["Topic Properties.PolicyDocument.Statement.0.Principal: lets anyone in (Principal *)"],
        ),
        (
            but(GOOD, "Bucket Properties PolicyDocument Statement 0 Principal", value="*"),
            ["Bucket Properties.PolicyDocument.Statement.0.Principal: lets anyone in (Principal *)"],
        ),
        (
            but(
                but(GOOD, "Bucket Properties PolicyDocument Statement 0 Principal", value="*"),
                "Bucket Properties PolicyDocument Statement 0 Condition",
                value={"StringEquals": {"aws:SourceAccount": "1"}},
            ),
            ["Bucket Properties.PolicyDocument.Statement.0.Principal: lets anyone in (Principal *)"],
        ),
        (
            but(GOOD, "Bucket Properties PolicyDocument Statement 0 NotPrincipal", value={"AWS": "x"}),
            [("Bucket Properties.PolicyDocument.Statement.0.NotPrincipal: lets everyone in but the ones it names")],
        ),
        (
            but(GOOD, "Role Properties AssumeRolePolicyDocument Statement 0 Principal", value="*"),
            ["Role Properties.AssumeRolePolicyDocument.Statement.0.Principal: lets anyone in (Principal *)"],
        ),
        (
            but(GOOD, "Permission Properties Principal", value="*"),
            ["Permission Properties.Principal: lets anyone invoke the function"],
        ),
    ],
)
def test_a_policy_for_anyone_is_found(resources: Resources, expected: list[str]) -> None:
    assert found(RULE, resources) == expected
