"""A queue's key lets in who sends to it."""

from __future__ import annotations

import pytest

from stamp_infra.check.rules.sqs.queue_key_admits_its_senders import RULE
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
            but(GOOD, "Key Properties KeyPolicy Statement 1"),
            [
                (
                    "Uploaded Properties.Targets.0.Arn: sends to Images, which is encrypted with Key, whose"
                    " policy does not allow events.amazonaws.com kms:GenerateDataKey"
                ),
                (
                    "Uploaded Properties.Targets.0.DeadLetterConfig.Arn: sends to Images, which is encrypted with"
                    " Key, whose policy does not allow events.amazonaws.com kms:GenerateDataKey"
                ),
            ],
        ),
        (
            but(GOOD, "Images Properties KmsMasterKeyId", value="alias/aws/sqs"),
            [
                (
                    "Uploaded Properties.Targets.0.Arn: sends to Images, which is encrypted with alias/aws/sqs,"
                    " whose policy names no service and cannot be changed"
                ),
                (
                    "Uploaded Properties.Targets.0.DeadLetterConfig.Arn: sends to Images, which is encrypted with"
                    " alias/aws/sqs, whose policy names no service and cannot be changed"
                ),
            ],
        ),
        (but(but(GOOD, "Key Properties KeyPolicy Statement 1"), "Images Properties KmsMasterKeyId"), []),
    ],
)
def test_a_sender_that_the_queues_key_keeps_out_is_found(resources: Resources, expected: list[str]) -> None:
    assert found(RULE, resources) == expected
