"""Blocks of CloudTrail trails."""

from __future__ import annotations

from typing import Any

import pytest

from stamp_infra import opt_out
from stamp_infra.blocks.cloudtrail import trail
from stamp_infra.blocks.dynamodb import table
from stamp_infra.blocks.s3 import bucket
from tests.blocks.synthesized import granted, mistakes, resources

orders = table("orders", key="Id")
logs = bucket("access", access_logs=opt_out("It would log itself."), lifecycle=[])
files = bucket("files", access_logs=logs, lifecycle=[])
ARN = {
    "Fn::Sub": "arn:${AWS::Partition}:cloudtrail:${AWS::Region}:${AWS::AccountId}:trail/shop-${Environment}-audit",
}


@pytest.fixture(scope="module")
def made() -> Any:
    audit = trail("audit", tables=[orders], buckets=[files, logs], access_logs=logs, keep_days=365)
    return resources(orders, logs, files, audit)


def selectors(made: Any) -> dict[str, dict[str, Any]]:
    """Return the fields of each selector by the type of what it records."""
    found = {}
    for selector in made["AuditTrail"]["Properties"]["AdvancedEventSelectors"]:
        fields = {field["Field"]: field for field in selector["FieldSelectors"]}
        found[fields.get("resources.type", fields["eventCategory"])["Equals"][0]] = fields
    return found


def test_a_trail_records_management_events_of_every_region(made: Any) -> None:
    assert "Management" in selectors(made)
    assert made["AuditTrail"]["Properties"]["IsMultiRegionTrail"] is True


def test_a_trail_records_every_read_and_write_of_an_item(made: Any) -> None:
    fields = selectors(made)["AWS::DynamoDB::Table"]
    assert fields["resources.ARN"]["Equals"] == [{"Fn::GetAtt": ["Orders", "Arn"]}]
    assert "readOnly" not in fields


def test_a_trail_records_every_object_but_the_access_log_of_its_own_bucket(made: Any) -> None:
    fields = selectors(made)["AWS::S3::Object"]
    assert fields["resources.ARN"] == {
        "Field": "resources.ARN",
        "StartsWith": [{"Fn::Sub": "${FilesBucket.Arn}/"}, {"Fn::Sub": "${AccessBucket.Arn}/"}],
        "NotStartsWith": [{"Fn::Sub": "${AccessBucket.Arn}/audit/"}],
    }
    assert made["AuditBucket"]["Properties"]["LoggingConfiguration"]["LogFilePrefix"] == "audit/"
    assert "readOnly" not in fields


def test_a_trail_shows_whether_it_was_altered(made: Any) -> None:
    properties = made["AuditTrail"]["Properties"]
    assert (properties["EnableLogFileValidation"], properties["IsLogging"]) == (True, True)
    assert properties["KMSKeyId"] == {"Fn::GetAtt": ["AuditKey", "Arn"]}


def test_a_trail_waits_for_the_policy_that_lets_it_write(made: Any) -> None:
    assert made["AuditTrail"]["DependsOn"] == ["AuditBucketPolicy"]


def test_only_this_trail_may_write_to_the_bucket_and_only_below_its_prefix(made: Any) -> None:
    statements = made["AuditBucketPolicy"]["Properties"]["PolicyDocument"]["Statement"]
    (writing,) = granted(statements, "s3:PutObject")
    assert writing["Principal"] == {"Service": "cloudtrail.amazonaws.com"}
    assert writing["Condition"]["StringEquals"]["aws:SourceArn"] == ARN
    assert writing["Resource"]["Fn::Sub"].endswith(
        "-audit-${AWS::AccountId}-${AWS::Region}/AWSLogs/${AWS::AccountId}/*"
    )
    (reading,) = granted(statements, "s3:GetBucketAcl")
    assert reading["Condition"] == {"StringEquals": {"aws:SourceArn": ARN}}


def test_only_this_trail_may_encrypt_with_the_key(made: Any) -> None:
    statements = made["AuditKey"]["Properties"]["KeyPolicy"]["Statement"]
    encrypting = [one for one in granted(statements, "kms:GenerateDataKey") if "Service" in one["Principal"]]
    assert [one["Condition"] for one in encrypting] == [
        {"StringEquals": {"aws:SourceArn": ARN, "kms:EncryptionContext:aws:cloudtrail:arn": ARN}}
    ]


def test_the_bucket_built_by_name_in_the_policy_is_the_bucket(made: Any) -> None:
    (reading,) = granted(made["AuditBucketPolicy"]["Properties"]["PolicyDocument"]["Statement"], "s3:GetBucketAcl")
    bucket_name = made["AuditBucket"]["Properties"]["BucketName"]["Fn::Sub"]
    assert reading["Resource"] == {"Fn::Sub": f"arn:${{AWS::Partition}}:s3:::{bucket_name}"}


def test_the_files_expire(made: Any) -> None:
    rules = made["AuditBucket"]["Properties"]["LifecycleConfiguration"]["Rules"]
    assert [rule["ExpirationInDays"] for rule in rules if "ExpirationInDays" in rule] == [365]


def test_a_trail_of_nothing_kept_for_a_week_tells_every_mistake() -> None:
    found = mistakes(trail("audit", tables=[], buckets=[], access_logs=logs, keep_days=7))
    assert len(found) == 3
