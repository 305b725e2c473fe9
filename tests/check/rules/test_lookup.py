"""A value leads to its resource as a pointer, as an ARN and as a name."""

from __future__ import annotations

import pytest

from stamp_infra.check.rules.lookup import key_at, resource_at
from tests.check.rules.build import one, resolved, to

SET = resolved(
    {
        "Users": one("AWS::DynamoDB::Table", TableName="app-users"),
        "Uploads": one("AWS::S3::Bucket", BucketName="uploads-<AWS::AccountId>"),
        "Images": one("AWS::SQS::Queue", QueueName="images"),
        "Alerts": one("AWS::SNS::Topic", TopicName="alerts"),
        "Reader": one("AWS::IAM::Role", RoleName="reader"),
        "Log": one("AWS::Logs::LogGroup", LogGroupName="/app/award"),
        "Key": one("AWS::KMS::Key"),
        "Alias": one("AWS::KMS::Alias", AliasName="alias/app", TargetKeyId=to("Key")),
        "Nameless": one("AWS::S3::Bucket"),
    }
)
TYPES = sorted({resource.type for resource in SET.resources})


@pytest.mark.parametrize(
    ("value", "logical_id"),
    [
        (to("Users"), "Users"),
        (to("Users.Arn") + "/index/by-event", "Users"),
        ("app-users", "Users"),
        ("arn:<AWS::Partition>:dynamodb:<AWS::Region>:<AWS::AccountId>:table/app-users/index/by-event", "Users"),
        ("arn:aws:s3:::uploads-<AWS::AccountId>/users/*", "Uploads"),
        ("uploads-<AWS::AccountId>", "Uploads"),
        ("arn:aws:sqs:us-east-1:<AWS::AccountId>:images", "Images"),
        ("https://sqs.us-east-1.amazonaws.com/<AWS::AccountId>/images", "Images"),
        ("arn:<AWS::Partition>:sns:<AWS::Region>:<AWS::AccountId>:alerts", "Alerts"),
        ("arn:aws:iam::<AWS::AccountId>:role/team/reader", "Reader"),
        ("arn:aws:logs:us-east-1:<AWS::AccountId>:log-group:/app/award:*", "Log"),
        ("alias/app", "Alias"),
    ],
)
def test_a_value_leads_to_its_resource(value: str, logical_id: str) -> None:
    found = resource_at(SET, value, *TYPES)
    assert found is not None
    assert found.logical_id == logical_id


@pytest.mark.parametrize(
    "value",
    [None, {"Ref": "Users"}, [], "", "users", to("Orders"), "arn:aws:s3:::other", "arn:aws:sqs:us-east-1:1:alerts"],
)
def test_what_the_set_does_not_hold_leads_nowhere(value: object) -> None:
    assert resource_at(SET, value, *TYPES) is None


def test_a_pointer_to_another_type_leads_nowhere() -> None:
    assert resource_at(SET, to("Users"), "AWS::S3::Bucket") is None


@pytest.mark.parametrize(
    "value", [to("Key.Arn"), "alias/app", "arn:aws:kms:us-east-1:<AWS::AccountId>:alias/app", to("Alias")]
)
def test_a_key_is_found_behind_its_alias(value: str) -> None:
    found = key_at(SET, value)
    assert found is not None
    assert found.logical_id == "Key"
