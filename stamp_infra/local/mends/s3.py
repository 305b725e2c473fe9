"""A bucket is what its template says: encryption, lifecycle, ownership and access logging."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from stamp_infra.local.mends.handlers import is_true, succeeded
from stamp_infra.local.mends.xml import document

if TYPE_CHECKING:
    from collections.abc import Callable

    from stamp_infra.local.mends.handlers import Properties

_FILTER_PROPERTIES: Final = ("Prefix", "ObjectSizeGreaterThan", "ObjectSizeLessThan")


def templates_set_encryption() -> None:
    """Apply BucketEncryption, which ministack drops from templates."""
    from ministack.services import s3

    def to_xml(encryption: Properties) -> bytes:
        rules = [
            {
                "ApplyServerSideEncryptionByDefault": {
                    name: rule.get("ServerSideEncryptionByDefault", {}).get(name)
                    for name in ("SSEAlgorithm", "KMSMasterKeyID")
                },
                "BucketKeyEnabled": is_true(rule.get("BucketKeyEnabled")),
            }
            for rule in encryption.get("ServerSideEncryptionConfiguration", [])
        ]
        return document("ServerSideEncryptionConfiguration", {"Rule": rules})

    _configure("BucketEncryption", to_xml, s3._put_bucket_encryption, s3._delete_bucket_encryption)


def templates_set_lifecycle() -> None:
    """Apply LifecycleConfiguration, which ministack drops from templates."""
    from ministack.services import s3

    def to_xml(lifecycle: Properties) -> bytes:
        return document("LifecycleConfiguration", {"Rule": [_rule(rule) for rule in lifecycle.get("Rules", [])]})

    _configure("LifecycleConfiguration", to_xml, s3._put_bucket_lifecycle, s3._delete_bucket_lifecycle)


def templates_set_ownership() -> None:
    """Apply OwnershipControls, which ministack drops from templates."""
    from ministack.services import s3

    def to_xml(ownership: Properties) -> bytes:
        return document("OwnershipControls", {"Rule": ownership.get("Rules", [])})

    put, delete = s3._put_bucket_ownership_controls, s3._delete_bucket_ownership_controls
    _configure("OwnershipControls", to_xml, put, delete)


def templates_set_logging() -> None:
    """Apply LoggingConfiguration, which ministack drops from templates; what it says is told, no log is written."""
    from ministack.services import s3

    def to_xml(logging: Properties) -> bytes:
        enabled = {
            "TargetBucket": logging.get("DestinationBucketName"),
            "TargetPrefix": logging.get("LogFilePrefix", ""),
        }
        return document("BucketLoggingStatus", {"LoggingEnabled": enabled})

    def delete(bucket: str) -> Any:
        return s3._put_bucket_logging(bucket, document("BucketLoggingStatus", {}))

    _configure("LoggingConfiguration", to_xml, s3._put_bucket_logging, delete)


def templates_set_tags() -> None:
    """Apply a bucket's tags, those of its stack included, which ministack drops from templates."""
    from ministack.services import s3
    from ministack.services.cloudformation import provisioners

    def to_xml(tags: list[Properties]) -> bytes:
        return document("Tagging", {"TagSet": {"Tag": tags}})

    _configure("Tags", to_xml, s3._put_bucket_tagging, s3._delete_bucket_tagging)
    provisioners._STACK_TAG_PROPERTY["AWS::S3::Bucket"] = ("Tags", "list")


def _configure(
    name: str, to_xml: Callable[[Any], bytes], put: Callable[[str, bytes], Any], delete: Callable[[str], Any]
) -> None:
    """Let a create or an update of a bucket put the property `name` through S3's API, and a removal delete it."""
    from ministack.services.cloudformation import provisioners

    def put_or_fail(bucket: str, body: bytes) -> None:
        succeeded(put(bucket, body))

    provisioners._S3_BUCKET_CONFIGURATIONS += ((name, to_xml, put_or_fail, delete),)


def _rule(rule: Properties) -> Properties:
    """Return a lifecycle rule of a template as S3's API names it."""
    expired = rule.get("NoncurrentVersionExpiration") or {
        "NoncurrentDays": rule.get("NoncurrentVersionExpirationInDays")
    }
    return {
        "ID": rule.get("Id"),
        "Filter": _filter(rule),
        "Status": rule["Status"],
        "Expiration": {
            "Days": rule.get("ExpirationInDays"),
            "Date": rule.get("ExpirationDate"),
            "ExpiredObjectDeleteMarker": rule.get("ExpiredObjectDeleteMarker"),
        },
        "Transition": [
            {
                "Days": each.get("TransitionInDays"),
                "Date": each.get("TransitionDate"),
                "StorageClass": each["StorageClass"],
            }
            for each in rule.get("Transitions") or [rule[name] for name in ("Transition",) if name in rule]
        ],
        "NoncurrentVersionExpiration": {
            name: expired.get(name) for name in ("NoncurrentDays", "NewerNoncurrentVersions")
        },
        "NoncurrentVersionTransition": [
            {
                "NoncurrentDays": each.get("TransitionInDays"),
                "NewerNoncurrentVersions": each.get("NewerNoncurrentVersions"),
                "StorageClass": each["StorageClass"],
            }
            for each in rule.get("NoncurrentVersionTransitions", [])
        ],
        "AbortIncompleteMultipartUpload": rule.get("AbortIncompleteMultipartUpload"),
    }


def _filter(rule: Properties) -> Properties:
    found: Properties = {name: rule[name] for name in _FILTER_PROPERTIES if name in rule}
    if tags := rule.get("TagFilters"):
        found["Tag"] = tags
    if len(found) + len(rule.get("TagFilters") or []) - bool(rule.get("TagFilters")) > 1:
        return {"And": found}
    return found or {"Prefix": ""}
