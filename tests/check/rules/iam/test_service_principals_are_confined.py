"""A service acts for this account alone."""

from __future__ import annotations

import pytest

from stamp_infra.check.rules.iam.service_principals_are_confined import RULE
from tests.check.rules.build import Resources, but, found, one, to
from tests.check.rules.policy import allow, document, key, role

GOOD: Resources = {
    "Topic": one(
        "AWS::SNS::TopicPolicy",
        PolicyDocument=document(
            allow(
                "sns:Publish",
                Principal={"Service": "cloudwatch.amazonaws.com"},
                Condition={"StringEquals": {"aws:SourceAccount": "<AWS::AccountId>"}},
            ),
            allow("sns:Publish", Principal={"Service": "events.amazonaws.com"}),
        ),
    ),
    "Queue": one(
        "AWS::SQS::QueuePolicy",
        PolicyDocument=document(
            allow(
                "sqs:SendMessage",
                Principal={"Service": "events.amazonaws.com"},
                Condition={"ArnEquals": {"aws:SourceArn": to("Rule.Arn")}},
            )
        ),
    ),
    "Key": key(
        allow("kms:Decrypt", Principal={"Service": "events.amazonaws.com"}),
        allow(
            "kms:Decrypt",
            Principal={"Service": "logs.us-east-1.amazonaws.com"},
            Condition={"ArnLike": {"kms:EncryptionContext:aws:logs:arn": "arn:aws:logs:us-east-1:<AWS::AccountId>:*"}},
        ),
    ),
    "Role": role(),
}


@pytest.mark.parametrize(
    ("resources", "expected"),
    [
        (GOOD, []),
        (
            but(GOOD, "Topic Properties PolicyDocument Statement 0 Condition"),
            [
                (
                    "Topic Properties.PolicyDocument.Statement.0.Condition: lets cloudwatch.amazonaws.com act for"
                    " any account"
                )
            ],
        ),
        (
            but(
                GOOD, "Topic Properties PolicyDocument Statement 0 Condition StringEquals aws:SourceAccount", value="*"
            ),
            [
                (
                    "Topic Properties.PolicyDocument.Statement.0.Condition: lets cloudwatch.amazonaws.com act for"
                    " any account"
                )
            ],
        ),
        (
            but(
                GOOD,
                "Topic Properties PolicyDocument Statement 0 Condition",
                value={"Bool": {"aws:SecureTransport": "true"}},
            ),
            [
                (
                    "Topic Properties.PolicyDocument.Statement.0.Condition: lets cloudwatch.amazonaws.com act for"
                    " any account"
                )
            ],
        ),
        (
            but(GOOD, "Queue Properties PolicyDocument Statement 0 Condition"),
            [("Queue Properties.PolicyDocument.Statement.0.Condition: lets events.amazonaws.com act for any account")],
        ),
        (
            but(GOOD, "Key Properties KeyPolicy Statement 2 Condition"),
            [("Key Properties.KeyPolicy.Statement.2.Condition: lets logs.us-east-1.amazonaws.com act for any account")],
        ),
        (
            but(
                but(GOOD, "Topic Properties PolicyDocument Statement 0 Condition"),
                "Topic Properties PolicyDocument Statement 0 Effect",
                value="Deny",
            ),
            [],
        ),
    ],
)
def test_a_service_that_acts_for_any_account_is_found(resources: Resources, expected: list[str]) -> None:
    assert found(RULE, resources) == expected
