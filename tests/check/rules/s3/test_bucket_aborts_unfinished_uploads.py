"""The parts of unfinished uploads are removed."""

from __future__ import annotations

import pytest

from stamp_infra.check.rules.s3.bucket_aborts_unfinished_uploads import RULE
from tests.check.rules.build import Resources, but, found, one

GOOD: Resources = {
    "Uploads": one(
        "AWS::S3::Bucket",
        LifecycleConfiguration={
            "Rules": [{"Status": "Enabled", "AbortIncompleteMultipartUpload": {"DaysAfterInitiation": 1}}]
        },
    )
}


@pytest.mark.parametrize(
    ("resources", "expected"),
    [
        (GOOD, []),
        (
            but(GOOD, "Uploads Properties LifecycleConfiguration"),
            [("Uploads Properties.LifecycleConfiguration.Rules: keeps the parts of unfinished uploads for ever")],
        ),
        (
            but(GOOD, "Uploads Properties LifecycleConfiguration Rules 0 Status", value="Disabled"),
            [("Uploads Properties.LifecycleConfiguration.Rules: keeps the parts of unfinished uploads for ever")],
        ),
        (
            but(GOOD, "Uploads Properties LifecycleConfiguration Rules 0 ObjectSizeGreaterThan", value="1"),
            [
                (
                    "Uploads Properties.LifecycleConfiguration.Rules: aborts unfinished uploads in a rule with a"
                    " size filter, which S3 refuses"
                )
            ],
        ),
    ],
)
def test_a_bucket_that_keeps_the_parts_of_unfinished_uploads_is_found(
    resources: Resources, expected: list[str]
) -> None:
    assert found(RULE, resources) == expected
