"""A bucket that a rule waits for sends its events."""

from __future__ import annotations

import pytest

from stamp_infra.check.rules.events.bucket_sends_the_events_rules_wait_for import RULE
from tests.check.rules.build import Resources, but, found, one, to

GOOD: Resources = {
    "Uploads": one(
        "AWS::S3::Bucket",
        BucketName="uploads",
        NotificationConfiguration={"EventBridgeConfiguration": {"EventBridgeEnabled": True}},
    ),
    "Uploaded": one(
        "AWS::Events::Rule",
        EventPattern={"source": ["aws.s3"], "detail": {"bucket": {"name": [to("Uploads")]}}},
    ),
}


@pytest.mark.parametrize(
    ("resources", "expected"),
    [
        (GOOD, []),
        (
            but(GOOD, "Uploads Properties NotificationConfiguration"),
            [
                (
                    "Uploaded Properties.EventPattern.detail.bucket.name.0: waits for events of Uploads, which"
                    " sends none to EventBridge"
                )
            ],
        ),
        (
            but(
                GOOD,
                "Uploads Properties NotificationConfiguration EventBridgeConfiguration EventBridgeEnabled",
                value=False,
            ),
            [
                (
                    "Uploaded Properties.EventPattern.detail.bucket.name.0: waits for events of Uploads, which"
                    " sends none to EventBridge"
                )
            ],
        ),
        (
            but(
                but(GOOD, "Uploads Properties NotificationConfiguration"),
                "Uploaded Properties EventPattern detail bucket name",
                value=["uploads"],
            ),
            [
                (
                    "Uploaded Properties.EventPattern.detail.bucket.name.0: waits for events of Uploads, which"
                    " sends none to EventBridge"
                )
            ],
        ),
        (
            but(
                but(GOOD, "Uploads Properties NotificationConfiguration"),
                "Uploaded Properties EventPattern source",
                value=["aws.ec2"],
            ),
            [],
        ),
    ],
)
def test_a_bucket_that_sends_no_events_to_the_rule_that_waits_is_found(
    resources: Resources, expected: list[str]
) -> None:
    assert found(RULE, resources) == expected
