"""Every bucket but the one for logs writes an access log."""

from __future__ import annotations

import pytest

from stamp_infra.check.rules.s3.bucket_access_is_logged import RULE
from tests.check.rules.build import Resources, but, found, one, to

GOOD: Resources = {
    "Uploads": one("AWS::S3::Bucket", LoggingConfiguration={"DestinationBucketName": to("Logs")}),
    "Named": one("AWS::S3::Bucket", LoggingConfiguration={"DestinationBucketName": "logs-<AWS::AccountId>"}),
    "Logs": one("AWS::S3::Bucket", BucketName="logs-<AWS::AccountId>"),
}


@pytest.mark.parametrize(
    ("resources", "expected"),
    [
        (GOOD, []),
        (
            but(GOOD, "Uploads Properties LoggingConfiguration"),
            ["Uploads Properties.LoggingConfiguration.DestinationBucketName: has no access log"],
        ),
        (
            but(but(GOOD, "Uploads"), "Named"),
            ["Logs Properties.LoggingConfiguration.DestinationBucketName: has no access log"],
        ),
        (
            but(GOOD, "Logs Properties LoggingConfiguration", value={"DestinationBucketName": to("Logs")}),
            [
                (
                    "Logs Properties.LoggingConfiguration.DestinationBucketName: writes its access log to itself:"
                    " each line written is an access again"
                )
            ],
        ),
    ],
)
def test_a_bucket_without_access_log_is_found(resources: Resources, expected: list[str]) -> None:
    assert found(RULE, resources) == expected
