"""What a bucket's template says is what S3 tells of the bucket."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.local import aws

if TYPE_CHECKING:
    from stamp_infra.local.emulator import Emulator

ENCRYPTION = {
    "ServerSideEncryptionConfiguration": [
        {
            "ServerSideEncryptionByDefault": {"SSEAlgorithm": "aws:kms", "KMSMasterKeyID": "alias/own"},
            "BucketKeyEnabled": True,
        }
    ]
}
# Every shape that the templates use, and each way to filter.
LIFECYCLE = {
    "Rules": [
        {
            "Id": "remove-deleted-and-unfinished",
            "Status": "Enabled",
            "NoncurrentVersionExpiration": {"NoncurrentDays": 1, "NewerNoncurrentVersions": 2},
            "AbortIncompleteMultipartUpload": {"DaysAfterInitiation": 1},
            "ExpiredObjectDeleteMarker": True,
        },
        {
            "Id": "archive-then-expire",
            "Status": "Enabled",
            "Prefix": "users/",
            "Transitions": [{"StorageClass": "STANDARD_IA", "TransitionInDays": 30}],
            "NoncurrentVersionTransitions": [{"StorageClass": "GLACIER", "TransitionInDays": 7}],
            "ExpirationInDays": "365",
        },
        {
            "Id": "tagged-and-large",
            "Status": "Disabled",
            "TagFilters": [{"Key": "keep", "Value": "no"}],
            "ObjectSizeGreaterThan": 1024,
            "ExpirationInDays": 3,
        },
    ]
}
TOLD = [
    {
        "ID": "remove-deleted-and-unfinished",
        "Status": "Enabled",
        "Filter": {"Prefix": ""},
        "NoncurrentVersionExpiration": {"NoncurrentDays": 1, "NewerNoncurrentVersions": 2},
        "AbortIncompleteMultipartUpload": {"DaysAfterInitiation": 1},
        "Expiration": {"ExpiredObjectDeleteMarker": True},
    },
    {
        "ID": "archive-then-expire",
        "Status": "Enabled",
        "Filter": {"Prefix": "users/"},
        "Transitions": [{"StorageClass": "STANDARD_IA", "Days": 30}],
        "NoncurrentVersionTransitions": [{"StorageClass": "GLACIER", "NoncurrentDays": 7}],
        "Expiration": {"Days": 365},
    },
    {
        "ID": "tagged-and-large",
        "Status": "Disabled",
        "Filter": {"And": {"Prefix": "", "Tags": [{"Key": "keep", "Value": "no"}], "ObjectSizeGreaterThan": 1024}},
        "Expiration": {"Days": 3},
    },
]
OWNERSHIP = {"Rules": [{"ObjectOwnership": "ObjectWriter"}]}


def bucket(**properties: Any) -> dict[str, Any]:
    return {"Type": "AWS::S3::Bucket", "Properties": {"BucketName": aws.unique(), **properties}}


def created(emulator: Emulator, **properties: Any) -> str:
    return aws.create(emulator, {"Bucket": bucket(**properties)}).ids["Bucket"]


def encryption(emulator: Emulator, name: str) -> Any:
    found = aws.client(emulator, "s3").get_bucket_encryption(Bucket=name)
    (rule,) = found["ServerSideEncryptionConfiguration"]["Rules"]
    return rule["ApplyServerSideEncryptionByDefault"], rule["BucketKeyEnabled"]


def test_ministack_drops_encryption_from_a_template(plain: Emulator) -> None:
    name = created(plain, BucketEncryption=ENCRYPTION)
    assert encryption(plain, name) == ({"SSEAlgorithm": "AES256"}, False)


def test_a_template_sets_encryption(mended: Emulator) -> None:
    name = created(mended, BucketEncryption=ENCRYPTION)
    assert encryption(mended, name) == ({"SSEAlgorithm": "aws:kms", "KMSMasterKeyID": "alias/own"}, True)


def lifecycle(emulator: Emulator, name: str) -> Any:
    return aws.client(emulator, "s3").get_bucket_lifecycle_configuration(Bucket=name)["Rules"]


def test_ministack_drops_lifecycle_rules_from_a_template(plain: Emulator) -> None:
    name = created(plain, LifecycleConfiguration=LIFECYCLE)
    assert aws.refusal(lambda: lifecycle(plain, name)) == "NoSuchLifecycleConfiguration"


def test_a_template_sets_lifecycle_rules_and_takes_them_away(mended: Emulator) -> None:
    resource = bucket(LifecycleConfiguration=LIFECYCLE)
    stack = aws.create(mended, {"Bucket": resource})
    name = stack.ids["Bucket"]
    assert lifecycle(mended, name) == TOLD
    del resource["Properties"]["LifecycleConfiguration"]
    aws.update(mended, stack, {"Bucket": resource})
    assert aws.refusal(lambda: lifecycle(mended, name)) == "NoSuchLifecycleConfiguration"


def test_a_lifecycle_rule_that_s3_refuses_fails_the_stack(mended: Emulator) -> None:
    wrong = {"Rules": [{"Id": "wrong", "Status": "Enabled", "ExpirationInDays": 0}]}
    stack = aws.create(mended, {"Bucket": bucket(LifecycleConfiguration=wrong)})
    assert stack.status == "ROLLBACK_COMPLETE"
    assert "must be a positive integer" in " ".join(stack.reasons)


def ownership(emulator: Emulator, name: str) -> Any:
    found = aws.client(emulator, "s3").get_bucket_ownership_controls(Bucket=name)
    return found["OwnershipControls"]["Rules"][0]["ObjectOwnership"]


def test_ministack_drops_ownership_from_a_template(plain: Emulator) -> None:
    assert ownership(plain, created(plain, OwnershipControls=OWNERSHIP)) == "BucketOwnerEnforced"


def test_a_template_sets_ownership(mended: Emulator) -> None:
    assert ownership(mended, created(mended, OwnershipControls=OWNERSHIP)) == "ObjectWriter"


def logging(emulator: Emulator, target: str) -> Any:
    wanted = {"DestinationBucketName": target, "LogFilePrefix": "uploads/"}
    name = created(emulator, LoggingConfiguration=wanted)
    return aws.client(emulator, "s3").get_bucket_logging(Bucket=name).get("LoggingEnabled")


def test_ministack_drops_access_logging_from_a_template(plain: Emulator) -> None:
    assert logging(plain, created(plain)) is None


def test_a_template_sets_access_logging(mended: Emulator) -> None:
    target = created(mended)
    assert logging(mended, target) == {"TargetBucket": target, "TargetPrefix": "uploads/"}


def tags(emulator: Emulator) -> dict[str, str]:
    name = created(emulator, Tags=[{"Key": "team", "Value": "blue"}])
    found = aws.client(emulator, "s3").get_bucket_tagging(Bucket=name)["TagSet"]
    return {each["Key"]: each["Value"] for each in found}


def test_ministack_drops_tags_from_a_template(plain: Emulator) -> None:
    assert aws.refusal(lambda: tags(plain)) == "NoSuchTagSet"


def test_a_bucket_has_the_tags_of_its_template_and_of_its_stack(mended: Emulator) -> None:
    found = tags(mended)
    assert (found["team"], found["aws:cloudformation:logical-id"]) == ("blue", "Bucket")
