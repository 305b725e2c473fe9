"""Buckets: who may put what where, from which page, how long it stays, and what is written down of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from tests.rally.contract.differ import differ
from tests.rally.contract.settings import SETTINGS
from tests.rally.contract.statements import differ_in_statements
from tests.rally.resolved import named

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stamp_infra.rendered.model import Resolved

# bucket: what its policy says besides TLS; NAME is the environment's prefix.
_POLICIES: Final = {
    "UploadsBucket": ["Deny *: s3:PutObject on all but <UploadsBucket.Arn>/users/*"],
    "AccessLogsBucket": [
        (
            "Allow logging.s3.amazonaws.com: s3:PutObject on"
            " arn:aws:s3:::NAME-access-logs-<AWS::AccountId>-ap-northeast-1/*"
            " if ArnLike aws:SourceArn=arn:aws:s3:::NAME-* and StringEquals aws:SourceAccount=<AWS::AccountId>"
        )
    ],
    "AuditBucket": [
        (
            "Allow cloudtrail.amazonaws.com: s3:GetBucketAcl on arn:aws:s3:::NAME-audit-<AWS::AccountId>-ap-northeast-1"
            " if StringEquals aws:SourceArn=arn:aws:cloudtrail:ap-northeast-1:<AWS::AccountId>:trail/NAME-audit"
        ),
        (
            "Allow cloudtrail.amazonaws.com: s3:PutObject on"
            " arn:aws:s3:::NAME-audit-<AWS::AccountId>-ap-northeast-1/AWSLogs/<AWS::AccountId>/*"
            " if StringEquals aws:SourceArn=arn:aws:cloudtrail:ap-northeast-1:<AWS::AccountId>:trail/NAME-audit"
            " and StringEquals s3:x-amz-acl=bucket-owner-full-control"
        ),
    ],
}


def buckets(of: Resolved) -> Iterator[str]:
    """There are three buckets; every access to two of them is logged to the third, which cannot log itself."""
    found = named(of, "AWS::S3::Bucket")
    facts = {name: (p.get("BucketName"), p.get("LoggingConfiguration")) for name, p in found.items()}
    prefix, suffix = f"stamp-rally-{of.environment}", "<AWS::AccountId>-ap-northeast-1"
    logged = {"DestinationBucketName": "<AccessLogsBucket>"}
    expected = {
        "UploadsBucket": (f"{prefix}-uploads-{suffix}", logged | {"LogFilePrefix": "uploads/"}),
        "AuditBucket": (f"{prefix}-audit-{suffix}", logged | {"LogFilePrefix": "audit/"}),
        "AccessLogsBucket": (f"{prefix}-access-logs-{suffix}", None),
    }
    yield from differ("buckets", facts, expected)


def uploads(of: Resolved) -> Iterator[str]:
    """The LIFF pages, and no other, may upload from a browser; every upload is announced."""
    found = named(of, "AWS::S3::Bucket").get("UploadsBucket", {})
    cors = {
        "AllowedOrigins": [SETTINGS[str(of.environment)]["origin"]],
        "AllowedMethods": ["GET", "POST", "PUT"],
        "AllowedHeaders": ["authorization", "content-type", "content-md5", "x-amz-*"],
        "ExposedHeaders": ["ETag"],
        "MaxAge": 600,
    }
    yield from differ("CORS of uploads", found.get("CorsConfiguration"), {"CorsRules": [cors]})
    events = {"EventBridgeConfiguration": {"EventBridgeEnabled": True}}
    yield from differ("events of uploads", found.get("NotificationConfiguration"), events)


def lifecycles(of: Resolved) -> Iterator[str]:
    """What was deleted or left unfinished goes, uploads expire, logs move to cheaper storage before they expire."""
    settings = SETTINGS[str(of.environment)]
    found = {name: p.get("LifecycleConfiguration") for name, p in named(of, "AWS::S3::Bucket").items()}
    moved = [{"StorageClass": settings["log_storage"], "TransitionInDays": 30}]
    uploaded = {"Id": "expire-uploads", "Prefix": "users/", "ExpirationInDays": settings["upload_days"]}
    expected = {
        "UploadsBucket": _rules(1, uploaded),
        "AccessLogsBucket": _rules(1, {"Id": "archive-then-expire", "Transitions": moved, "ExpirationInDays": 365}),
        "AuditBucket": _rules(90, {"Id": "expire", "ExpirationInDays": 365}),
    }
    yield from differ("lifecycles", found, expected)


def policies(of: Resolved) -> Iterator[str]:
    """Nothing goes in or out without TLS, uploads land below `users/`, and each log's writer is let in."""
    found = {p["Bucket"]: p["PolicyDocument"] for p in named(of, "AWS::S3::BucketPolicy").values()}
    for bucket, statements in _POLICIES.items():
        arn = f"<{bucket}.Arn>"
        expected = [
            f"Deny *: s3:* on {arn} {arn}/* if Bool aws:SecureTransport=false",
            *(statement.replace("NAME", f"stamp-rally-{of.environment}") for statement in statements),
        ]
        yield from differ_in_statements(f"policy of {bucket}", [found.get(f"<{bucket}>", {})], expected)


def _rules(days: int, rule: dict[str, Any]) -> dict[str, Any]:
    deleted = {
        "Id": "remove-deleted-and-unfinished",
        "Status": "Enabled",
        "NoncurrentVersionExpiration": {"NoncurrentDays": days},
        "AbortIncompleteMultipartUpload": {"DaysAfterInitiation": 1},
        "ExpiredObjectDeleteMarker": True,
    }
    return {"Rules": [deleted, {"Status": "Enabled", **rule}]}
