"""All four switches against public access are on."""

from __future__ import annotations

import pytest

from stamp_infra.check.rules.s3.bucket_blocks_public_access import RULE
from tests.check.rules.build import Resources, but, found, one

GOOD: Resources = {
    "Uploads": one(
        "AWS::S3::Bucket",
        PublicAccessBlockConfiguration={
            "BlockPublicAcls": True,
            "BlockPublicPolicy": True,
            "IgnorePublicAcls": True,
            "RestrictPublicBuckets": "true",
        },
    )
}


@pytest.mark.parametrize(
    ("resources", "expected"),
    [
        (GOOD, []),
        (
            but(GOOD, "Uploads Properties PublicAccessBlockConfiguration BlockPublicAcls"),
            [("Uploads Properties.PublicAccessBlockConfiguration: leaves public access open: BlockPublicAcls")],
        ),
        (
            but(GOOD, "Uploads Properties PublicAccessBlockConfiguration BlockPublicPolicy", value=False),
            [("Uploads Properties.PublicAccessBlockConfiguration: leaves public access open: BlockPublicPolicy")],
        ),
        (
            but(GOOD, "Uploads Properties PublicAccessBlockConfiguration IgnorePublicAcls"),
            [("Uploads Properties.PublicAccessBlockConfiguration: leaves public access open: IgnorePublicAcls")],
        ),
        (
            but(GOOD, "Uploads Properties PublicAccessBlockConfiguration RestrictPublicBuckets"),
            [("Uploads Properties.PublicAccessBlockConfiguration: leaves public access open: RestrictPublicBuckets")],
        ),
        (
            {"Uploads": one("AWS::S3::Bucket")},
            [
                (
                    "Uploads Properties.PublicAccessBlockConfiguration: leaves public access open:"
                    " BlockPublicAcls, BlockPublicPolicy, IgnorePublicAcls, RestrictPublicBuckets"
                )
            ],
        ),
    ],
)
def test_a_bucket_with_a_switch_off_is_found(resources: Resources, expected: list[str]) -> None:
    assert found(RULE, resources) == expected
