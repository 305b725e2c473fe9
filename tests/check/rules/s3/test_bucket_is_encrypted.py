"""A bucket says how it encrypts."""

from __future__ import annotations

import pytest

from stamp_infra.check.rules.s3.bucket_is_encrypted import RULE
from tests.check.rules.build import Resources, but, found, one

GOOD: Resources = {
    "Uploads": one(
        "AWS::S3::Bucket",
        BucketEncryption={
            "ServerSideEncryptionConfiguration": [{"ServerSideEncryptionByDefault": {"SSEAlgorithm": "aws:kms"}}]
        },
    )
}


@pytest.mark.parametrize(
    ("resources", "expected"),
    [
        (GOOD, []),
        (
            but(GOOD, "Uploads Properties BucketEncryption"),
            ["Uploads Properties.BucketEncryption: has no default encryption"],
        ),
        (
            but(GOOD, "Uploads Properties BucketEncryption ServerSideEncryptionConfiguration", value=[]),
            ["Uploads Properties.BucketEncryption: has no default encryption"],
        ),
        (
            but(GOOD, "Uploads Properties BucketEncryption ServerSideEncryptionConfiguration 0", value={"Fn::If": []}),
            [],
        ),
    ],
)
def test_a_bucket_without_default_encryption_is_found(resources: Resources, expected: list[str]) -> None:
    assert found(RULE, resources) == expected
