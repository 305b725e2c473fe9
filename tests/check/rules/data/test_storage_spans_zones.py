"""No data rests in one zone in stg and prod."""

from __future__ import annotations

import pytest

from stamp_infra.check.rules.data.storage_spans_zones import RULE
from tests.check.rules.build import Resources, but, found, one

GOOD: Resources = {
    "Uploads": one(
        "AWS::S3::Bucket",
        LifecycleConfiguration={
            "Rules": [
                {
                    "Transitions": [{"StorageClass": "STANDARD_IA"}],
                    "NoncurrentVersionTransitions": [{"StorageClass": "GLACIER_IR"}],
                }
            ]
        },
    )
}


@pytest.mark.parametrize(
    ("environment", "resources", "expected"),
    [
        ("prod", GOOD, []),
        (
            "prod",
            but(
                GOOD, "Uploads Properties LifecycleConfiguration Rules 0 Transitions 0 StorageClass", value="ONEZONE_IA"
            ),
            [
                (
                    "Uploads Properties.LifecycleConfiguration.Rules.0.Transitions.0.StorageClass: moves objects"
                    " to ONEZONE_IA, which is one zone"
                )
            ],
        ),
        (
            "stg",
            but(
                GOOD,
                "Uploads Properties LifecycleConfiguration Rules 0 NoncurrentVersionTransitions 0 StorageClass",
                value="ONEZONE_IA",
            ),
            [
                (
                    "Uploads"
                    " Properties.LifecycleConfiguration.Rules.0.NoncurrentVersionTransitions.0.StorageClass:"
                    " moves objects to ONEZONE_IA, which is one zone"
                )
            ],
        ),
        (
            "dev",
            but(
                GOOD, "Uploads Properties LifecycleConfiguration Rules 0 Transitions 0 StorageClass", value="ONEZONE_IA"
            ),
            [],
        ),
        (
            "prod",
            {"Fast": one("AWS::S3Express::DirectoryBucket")},
            ["Fast Type: is a directory bucket, which is one zone"],
        ),
        (
            "prod",
            {"Files": one("AWS::EFS::FileSystem", AvailabilityZoneName="us-east-1a")},
            ["Files Properties.AvailabilityZoneName: keeps its files in one zone"],
        ),
        (
            "prod",
            {"Database": one("AWS::RDS::DBInstance", MultiAZ=False)},
            ["Database Properties.MultiAZ: runs in one zone"],
        ),
        ("prod", {"Database": one("AWS::RDS::DBInstance", DBClusterIdentifier="orders")}, []),
    ],
)
def test_storage_in_one_zone_is_found_in_stg_and_prod_alone(
    environment: str | None, resources: Resources, expected: list[str]
) -> None:
    assert found(RULE, resources, environment=environment) == expected
