"""A trail records the data events of every table and bucket."""

from __future__ import annotations

import pytest

from stamp_infra.check.rules.cloudtrail.trail_records_every_table_and_bucket import RULE
from tests.check.rules.build import Resources, but, found, one, to

ADVANCED: Resources = {
    "Users": one("AWS::DynamoDB::Table"),
    "Uploads": one("AWS::S3::Bucket"),
    "Trail": one(
        "AWS::CloudTrail::Trail",
        AdvancedEventSelectors=[
            {
                "FieldSelectors": [
                    {"Field": "eventCategory", "Equals": ["Data"]},
                    {"Field": "resources.type", "Equals": ["AWS::DynamoDB::Table"]},
                ]
            },
            {
                "FieldSelectors": [
                    {"Field": "eventCategory", "Equals": ["Data"]},
                    {"Field": "resources.type", "Equals": ["AWS::S3::Object"]},
                    {"Field": "resources.ARN", "StartsWith": [to("Uploads.Arn") + "/"]},
                ]
            },
        ],
    ),
}

GOOD: Resources = {
    "Users": one("AWS::DynamoDB::Table"),
    "Uploads": one("AWS::S3::Bucket"),
    "TrailBucket": one("AWS::S3::Bucket"),
    "Trail": one(
        "AWS::CloudTrail::Trail",
        S3BucketName=to("TrailBucket"),
        EventSelectors=[
            {
                "ReadWriteType": "All",
                "DataResources": [
                    {"Type": "AWS::DynamoDB::Table", "Values": [to("Users.Arn")]},
                    {"Type": "AWS::S3::Object", "Values": [to("Uploads.Arn") + "/"]},
                ],
            }
        ],
    ),
}


@pytest.mark.parametrize(
    ("resources", "expected"),
    [
        (GOOD, []),
        (
            but(GOOD, "Trail Properties EventSelectors 0 DataResources 0"),
            ["Users Properties: is in no trail's data events"],
        ),
        (
            but(GOOD, "Trail Properties EventSelectors 0 DataResources 1"),
            ["Uploads Properties: is in no trail's data events"],
        ),
        (
            but(
                GOOD, "Trail Properties EventSelectors 0 DataResources 1 Values 0", value=to("Uploads.Arn") + "/users/"
            ),
            ["Uploads Properties: is in no trail's data events"],
        ),
        (
            but(GOOD, "Trail Properties EventSelectors 0 DataResources 1 Values 0", value=to("Uploads.Arn")),
            ["Uploads Properties: is in no trail's data events"],
        ),
        (but(GOOD, "Trail Properties EventSelectors 0 DataResources 0 Values 0", value="arn:aws:dynamodb"), []),
        (
            but(GOOD, "Trail Properties EventSelectors 0 ReadWriteType", value="WriteOnly"),
            ["Users Properties: is in no trail's data events", "Uploads Properties: is in no trail's data events"],
        ),
        (
            but(GOOD, "Trail Properties S3BucketName", value="elsewhere"),
            ["TrailBucket Properties: is in no trail's data events"],
        ),
        (but(GOOD, "Trail"), []),
        (ADVANCED, []),
        (
            but(ADVANCED, "Trail Properties AdvancedEventSelectors 0"),
            ["Users Properties: is in no trail's data events"],
        ),
        (
            but(
                ADVANCED,
                "Trail Properties AdvancedEventSelectors 1 FieldSelectors 2 StartsWith 0",
                value=to("Uploads.Arn") + "/users/",
            ),
            ["Uploads Properties: is in no trail's data events"],
        ),
        (
            but(
                ADVANCED,
                "Trail Properties AdvancedEventSelectors 0 FieldSelectors 0",
                value={"Field": "readOnly", "Equals": ["true"]},
            ),
            ["Users Properties: is in no trail's data events"],
        ),
    ],
)
def test_a_table_or_bucket_in_no_trail_is_found(resources: Resources, expected: list[str]) -> None:
    assert found(RULE, resources) == expected
