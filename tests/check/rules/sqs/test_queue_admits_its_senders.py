"""A queue's policy lets in who sends to it."""

from __future__ import annotations

import pytest

from stamp_infra.check.rules.sqs.queue_admits_its_senders import RULE
from tests.check.rules.build import Resources, but, found, one, to
from tests.check.rules.policy import allow, document, key

GOOD: Resources = {
    "Uploaded": one(
        "AWS::Events::Rule",
        Targets=[{"Arn": to("Images.Arn"), "DeadLetterConfig": {"Arn": to("Images.Arn")}}],
    ),
    "Images": one("AWS::SQS::Queue", KmsMasterKeyId=to("Key")),
    "Policy": one(
        "AWS::SQS::QueuePolicy",
        Queues=[to("Images")],
        PolicyDocument=document(
            allow("sqs:SendMessage", to("Images.Arn"), Principal={"Service": "events.amazonaws.com"})
        ),
    ),
    "Key": key(allow(["kms:Decrypt", "kms:GenerateDataKey"], Principal={"Service": "events.amazonaws.com"})),
}


@pytest.mark.parametrize(
    ("resources", "expected"),
    [
        (GOOD, []),
        (
            but(GOOD, "Policy"),
            [
                (
                    "Uploaded Properties.Targets.0.Arn: sends to Images, whose policy does not let"
                    " events.amazonaws.com in"
                ),
                (
                    "Uploaded Properties.Targets.0.DeadLetterConfig.Arn: sends to Images, whose policy does not"
                    " let events.amazonaws.com in"
                ),
            ],
        ),
        (
            but(GOOD, "Policy Properties PolicyDocument Statement 0 Action", value="sqs:ReceiveMessage"),
            [
                (
                    "Uploaded Properties.Targets.0.Arn: sends to Images, whose policy does not let"
                    " events.amazonaws.com in"
                ),
                (
                    "Uploaded Properties.Targets.0.DeadLetterConfig.Arn: sends to Images, whose policy does not"
                    " let events.amazonaws.com in"
                ),
            ],
        ),
        (
            but(but(GOOD, "Policy"), "Uploaded Properties Targets 0 DeadLetterConfig"),
            [("Uploaded Properties.Targets.0.Arn: sends to Images, whose policy does not let events.amazonaws.com in")],
        ),
        (
            but(GOOD, "Policy Properties PolicyDocument Statement 0 Principal Service", value="sns.amazonaws.com"),
            [
                (
                    "Uploaded Properties.Targets.0.Arn: sends to Images, whose policy does not let"
                    " events.amazonaws.com in"
                ),
                (
                    "Uploaded Properties.Targets.0.DeadLetterConfig.Arn: sends to Images, whose policy does not"
                    " let events.amazonaws.com in"
                ),
            ],
        ),
    ],
)
def test_a_sender_that_the_queue_keeps_out_is_found(resources: Resources, expected: list[str]) -> None:
    assert found(RULE, resources) == expected
