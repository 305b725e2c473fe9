"""A bucket keeps versions, and not for ever."""

from __future__ import annotations

import pytest

from stamp_infra.check.rules.s3.bucket_keeps_and_expires_versions import RULE
from tests.check.rules.build import Resources, but, found, one

GOOD: Resources = {
    "Uploads": one(
        "AWS::S3::Bucket",
        VersioningConfiguration={"Status": "Enabled"},
        LifecycleConfiguration={"Rules": [{"Status": "Enabled", "NoncurrentVersionExpiration": {"NoncurrentDays": 7}}]},
    )
}


@pytest.mark.parametrize(
    ("resources", "expected"),
    [
        (GOOD, []),
        (
            but(GOOD, "Uploads Properties VersioningConfiguration Status", value="Suspended"),
            ["Uploads Properties.VersioningConfiguration.Status: keeps no versions"],
        ),
        (
            but(GOOD, "Uploads Properties LifecycleConfiguration Rules 0 Status", value="Disabled"),
            ["Uploads Properties.LifecycleConfiguration: never removes old versions"],
        ),
        (
            but(GOOD, "Uploads Properties LifecycleConfiguration Rules 0 NoncurrentVersionExpiration"),
            ["Uploads Properties.LifecycleConfiguration: never removes old versions"],
        ),
        (
            {"Uploads": one("AWS::S3::Bucket")},
            [
                "Uploads Properties.VersioningConfiguration.Status: keeps no versions",
                "Uploads Properties.LifecycleConfiguration: never removes old versions",
            ],
        ),
    ],
)
def test_a_bucket_without_versions_or_without_their_end_is_found(resources: Resources, expected: list[str]) -> None:
    assert found(RULE, resources) == expected
