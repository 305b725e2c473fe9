"""A bucket's name is nobody else's."""

from __future__ import annotations

import pytest

from stamp_infra.check.rules.names.bucket_names_carry_account_and_region import RULE
from tests.check.rules.build import Resources, but, found, one

GOOD: Resources = {"Uploads": one("AWS::S3::Bucket", BucketName="uploads-<AWS::AccountId>-<AWS::Region>")}


@pytest.mark.parametrize(
    ("resources", "expected"),
    [
        (GOOD, []),
        (but(GOOD, "Uploads Properties BucketName", value="uploads-<AWS::AccountId>-ap-northeast-1"), []),
        (
            but(GOOD, "Uploads Properties BucketName", value="uploads-<AWS::AccountId>"),
            ["Uploads Properties.BucketName: is named uploads-123456789012, without the region"],
        ),
        (
            but(GOOD, "Uploads Properties BucketName", value="uploads"),
            ["Uploads Properties.BucketName: is named uploads, without the account or the region"],
        ),
        (but(GOOD, "Uploads Properties BucketName"), []),
        (but(GOOD, "Uploads Properties BucketName", value="<stack.yaml#Name>"), []),
    ],
)
def test_a_bucket_name_without_account_or_region_is_found(resources: Resources, expected: list[str]) -> None:
    assert found(RULE, resources) == expected
