"""Every queue but a dead-letter queue has one."""

from __future__ import annotations

import pytest

from stamp_infra.check.rules.sqs.queue_has_dead_letter_queue import RULE
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
            but(GOOD, "Images Properties RedrivePolicy"),
            [
                "Images Properties.RedrivePolicy: has no dead-letter queue",
                "Dead Properties.RedrivePolicy: has no dead-letter queue",
            ],
        ),
        (
            but(GOOD, "Images Properties RedrivePolicy maxReceiveCount"),
            ["Images Properties.RedrivePolicy: has no dead-letter queue"],
        ),
        (
            {
                "Dead": one("AWS::SQS::Queue"),
                "Rule": one("AWS::Events::Rule", Targets=[{"DeadLetterConfig": {"Arn": to("Dead.Arn")}}]),
            },
            [],
        ),
    ],
)
def test_a_queue_without_dead_letter_queue_is_found(resources: Resources, expected: list[str]) -> None:
    assert found(RULE, resources) == expected
