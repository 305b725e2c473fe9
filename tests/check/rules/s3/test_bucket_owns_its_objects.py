"""The owner of a bucket owns its objects."""

from __future__ import annotations

import pytest

from stamp_infra.check.rules.s3.bucket_owns_its_objects import RULE
from tests.check.rules.build import Resources, but, found, one

GOOD: Resources = {
    "Uploads": one("AWS::S3::Bucket", OwnershipControls={"Rules": [{"ObjectOwnership": "BucketOwnerEnforced"}]})
}


@pytest.mark.parametrize(
    ("resources", "expected"),
    [
        (GOOD, []),
        (
            but(GOOD, "Uploads Properties OwnershipControls"),
            ["Uploads Properties.OwnershipControls: has no object ownership"],
        ),
        (
            but(GOOD, "Uploads Properties OwnershipControls Rules 0 ObjectOwnership", value="ObjectWriter"),
            ["Uploads Properties.OwnershipControls: has object ownership ObjectWriter"],
        ),
    ],
)
def test_a_bucket_whose_objects_may_be_anothers_is_found(resources: Resources, expected: list[str]) -> None:
    assert found(RULE, resources) == expected
