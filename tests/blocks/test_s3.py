"""Blocks of buckets: closed, encrypted, versioned, cleaned up, and open for exactly what is asked."""

from __future__ import annotations

from typing import Any

import pytest
from troposphere import s3

from stamp_infra import opt_out, sub
from stamp_infra.blocks.s3 import bucket, objects
from tests.blocks.synthesized import granted, mistakes, resources
from tests.rendering import topic

ALONE = opt_out("It is for one test alone.")
GIVEN: dict[str, Any] = {"access_logs": ALONE, "lifecycle": []}


def made(**more: Any) -> Any:
    """Return the resources of a bucket."""
    return resources(bucket("uploads", **{**GIVEN, **more}))


def properties(**more: Any) -> Any:
    return made(**more)["UploadsBucket"]["Properties"]


def policy(**more: Any) -> list[Any]:
    statements: list[Any] = made(**more)["UploadsBucketPolicy"]["Properties"]["PolicyDocument"]["Statement"]
    return statements


def test_nothing_in_it_is_public_and_everything_is_the_owner_s() -> None:
    assert properties()["PublicAccessBlockConfiguration"] == dict.fromkeys(
        ("BlockPublicAcls", "BlockPublicPolicy", "IgnorePublicAcls", "RestrictPublicBuckets"), True
    )
    assert properties()["OwnershipControls"] == {"Rules": [{"ObjectOwnership": "BucketOwnerEnforced"}]}


def test_it_is_encrypted_versioned_and_kept() -> None:
    resource = made()["UploadsBucket"]
    (rule,) = resource["Properties"]["BucketEncryption"]["ServerSideEncryptionConfiguration"]
    assert rule == {"ServerSideEncryptionByDefault": {"SSEAlgorithm": "AES256"}}
    assert resource["Properties"]["VersioningConfiguration"] == {"Status": "Enabled"}
    assert (resource["DeletionPolicy"], resource["UpdateReplacePolicy"]) == ("Retain", "Retain")


def test_its_name_is_unique_in_the_world() -> None:
    assert properties()["BucketName"] == {"Fn::Sub": "shop-${Environment}-uploads-${AWS::AccountId}-${AWS::Region}"}


def test_it_may_be_given_another_name() -> None:
    assert properties(bucket_name=sub("{app}-uploads"))["BucketName"] == "shop-uploads"


def test_whoever_does_not_use_tls_is_refused() -> None:
    (statement,) = policy()
    assert (statement["Effect"], statement["Principal"], statement["Action"]) == ("Deny", "*", ["s3:*"])
    assert statement["Condition"] == {"Bool": {"aws:SecureTransport": "false"}}
    assert statement["Resource"] == [
        {"Fn::GetAtt": ["UploadsBucket", "Arn"]},
        {"Fn::Sub": "${UploadsBucket.Arn}/*"},
    ]


def test_objects_outside_a_prefix_are_refused_where_one_is_set() -> None:
    statement = policy(only_below="users/")[-1]
    assert (statement["Effect"], statement["Action"]) == ("Deny", "s3:PutObject")
    assert statement["NotResource"] == {"Fn::Sub": "${UploadsBucket.Arn}/users/*"}


def test_statements_are_added_to_its_policy() -> None:
    allow = {"Effect": "Allow", "Principal": "*", "Action": ["s3:GetObject"], "Resource": "arn:aws:s3:::a/*"}
    assert granted(policy(statements=[allow]), "s3:GetObject") == [allow]


def test_what_is_deleted_or_never_finished_is_removed_beside_the_rules_of_one_s_own() -> None:
    own = s3.LifecycleRule(Id="expire", Status="Enabled", ExpirationInDays=7)
    cleanup, expire = properties(lifecycle=[own])["LifecycleConfiguration"]["Rules"]
    assert cleanup["NoncurrentVersionExpiration"] == {"NoncurrentDays": 1}
    assert cleanup["AbortIncompleteMultipartUpload"] == {"DaysAfterInitiation": 1}
    assert cleanup["ExpiredObjectDeleteMarker"] is True
    assert expire == {"Id": "expire", "Status": "Enabled", "ExpirationInDays": 7}


def test_what_is_deleted_can_be_had_back_for_longer() -> None:
    (cleanup,) = properties(noncurrent_days=30)["LifecycleConfiguration"]["Rules"]
    assert cleanup["NoncurrentVersionExpiration"] == {"NoncurrentDays": 30}


def test_its_accesses_are_written_to_another_bucket() -> None:
    logs = bucket("logs", access_logs=ALONE, lifecycle=[])
    uploads = bucket("uploads", access_logs=logs, lifecycle=[])
    found = resources(logs, uploads)
    assert found["UploadsBucket"]["Properties"]["LoggingConfiguration"] == {
        "DestinationBucketName": {"Ref": "LogsBucket"},
        "LogFilePrefix": "uploads/",
    }


def test_a_bucket_without_access_logs_says_why() -> None:
    resource = made()["UploadsBucket"]
    assert "LoggingConfiguration" not in resource["Properties"]
    assert resource["Metadata"] == {"StampInfra": {"OptOuts": {"LoggingConfiguration": "It is for one test alone."}}}


def test_a_page_of_one_origin_may_read_and_write_with_presigned_requests() -> None:
    (rule,) = properties(browser_origin="https://shop.example.com")["CorsConfiguration"]["CorsRules"]
    assert rule["AllowedOrigins"] == ["https://shop.example.com"]
    assert rule["AllowedMethods"] == ["GET", "POST", "PUT"]
    assert rule["AllowedHeaders"] == ["authorization", "content-type", "content-md5", "x-amz-*"]
    assert "CorsConfiguration" not in properties()


def test_it_tells_eventbridge_where_that_is_asked_for() -> None:
    notified = properties(event_bridge=True)["NotificationConfiguration"]
    assert notified == {"EventBridgeConfiguration": {"EventBridgeEnabled": True}}
    assert "NotificationConfiguration" not in properties()


def test_objects_are_named_below_their_bucket() -> None:
    uploads = bucket("uploads", access_logs=ALONE, lifecycle=[])
    found = resources(uploads, topic("Reader", DisplayName=objects(uploads, "users/*")))["Reader"]
    assert found["Properties"]["DisplayName"] == {"Fn::Sub": "${UploadsBucket.Arn}/users/*"}


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ({"access_logs": None}, ".access_logs: is of type NoneType"),
        ({"access_logs": opt_out("none")}, ".access_logs: opts out of a safe default without a reason"),
        ({"lifecycle": None}, ".lifecycle: is of type NoneType"),
        ({"lifecycle": ["expire"]}, ".lifecycle[0]: is of type str"),
        ({"statements": ["allow"]}, ".statements[0]: is of type str"),
        ({"browser_origin": "https://shop.example.com/"}, ".browser_origin: must be a bare origin"),
        ({"only_below": ""}, ".only_below: must be a text that is not empty"),
        ({"event_bridge": "yes"}, ".event_bridge: is of type str"),
        ({"bucket_name": "uploads"}, ".bucket_name: is of type str"),
        ({"noncurrent_days": 0}, ".noncurrent_days: must be a whole number from 1 to 3653"),
    ],
)
def test_what_is_no_bucket_is_told(more: Any, told: str) -> None:
    (found,) = mistakes(bucket("uploads", **{**GIVEN, **more}))
    assert found.startswith(f'templates/sam.py: bucket "uploads"{told}')


def test_a_name_that_leaves_no_room_for_account_and_region_is_told() -> None:
    (found,) = mistakes(bucket("a" * 27, access_logs=ALONE, lifecycle=[]))
    assert "is 65 characters long where AWS allows 63" in found
