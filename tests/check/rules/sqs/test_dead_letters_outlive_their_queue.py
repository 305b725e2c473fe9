"""A dead letter is kept longer than the message was."""

from __future__ import annotations

import pytest

from stamp_infra.check.rules.sqs.dead_letters_outlive_their_queue import RULE
from tests.check.rules.build import Resources, but, found, one, to

GOOD: Resources = {
    "Images": one(
        "AWS::SQS::Queue",
        RedrivePolicy={"deadLetterTargetArn": to("Dead.Arn"), "maxReceiveCount": 3},
        MessageRetentionPeriod=345600,
    ),
    "Dead": one("AWS::SQS::Queue", MessageRetentionPeriod=1209600),
}


@pytest.mark.parametrize(
    ("resources", "expected"),
    [
        (GOOD, []),
        (
            but(GOOD, "Dead Properties MessageRetentionPeriod", value=345600),
            [
                (
                    "Dead Properties.MessageRetentionPeriod: keeps messages 345600 s, the queue Images that they"
                    " come from 345600 s"
                )
            ],
        ),
        (
            but(GOOD, "Dead Properties MessageRetentionPeriod"),
            [
                (
                    "Dead Properties.MessageRetentionPeriod: keeps messages 345600 s, the queue Images that they"
                    " come from 345600 s"
                )
            ],
        ),
        (
            but(GOOD, "Images Properties MessageRetentionPeriod", value="1209600"),
            [
                (
                    "Dead Properties.MessageRetentionPeriod: keeps messages 1209600 s, the queue Images that they"
                    " come from 1209600 s"
                )
            ],
        ),
        (but(GOOD, "Images Properties MessageRetentionPeriod", value={"Ref": "Days"}), []),
    ],
)
def test_a_dead_letter_queue_that_keeps_no_longer_is_found(resources: Resources, expected: list[str]) -> None:
    assert found(RULE, resources) == expected
