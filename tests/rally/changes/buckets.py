"""Buckets that open, keep what should go, or fall silent."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tests.rally.mutation import Mutation, add, drop, put

if TYPE_CHECKING:
    from tests.rally.mutation import Change

_S3: Final = "cfn/s3.yaml"
_AUDIT: Final = "cfn/audit.yaml"
_CORS: Final = "UploadsBucket/Properties/CorsConfiguration/CorsRules/0"


def _without_statement(policy: str, position: int) -> Change:
    return drop(f"{policy}/Properties/PolicyDocument/Statement/{position}")


BUCKETS: Final = (
    Mutation("the bucket may be deleted", _S3, put("UploadsBucket/DeletionPolicy", "Delete")),
    Mutation(
        "the bucket opens",
        _S3,
        put("UploadsBucket/Properties/PublicAccessBlockConfiguration/BlockPublicPolicy", value=False),
    ),
    Mutation(
        "everybody may read",
        _S3,
        add(
            "UploadsBucketPolicy/Properties/PolicyDocument/Statement",
            {
                "Effect": "Allow",
                "Principal": "*",
                "Action": "s3:GetObject",
                "Resource": {"Fn::Sub": "${UploadsBucket.Arn}/*"},
            },
        ),
    ),
    Mutation("plain http is let in", _S3, _without_statement("UploadsBucketPolicy", 0)),
    Mutation("uploads may land anywhere", _S3, _without_statement("UploadsBucketPolicy", 1)),
    Mutation("any page may upload", _S3, put(f"{_CORS}/AllowedOrigins", ["*"])),
    Mutation("uploads stay for ever", _S3, drop("UploadsBucket/Properties/LifecycleConfiguration/Rules/1")),
    Mutation("deleted versions stay", _S3, drop("UploadsBucket/Properties/LifecycleConfiguration/Rules/0")),
    Mutation("versioning stops", _S3, put("UploadsBucket/Properties/VersioningConfiguration/Status", "Suspended")),
    Mutation("encryption at rest goes", _S3, drop("UploadsBucket/Properties/BucketEncryption")),
    Mutation("ACLs come back", _S3, drop("UploadsBucket/Properties/OwnershipControls")),
    Mutation("accesses are not logged", _S3, drop("UploadsBucket/Properties/LoggingConfiguration")),
    Mutation("uploads are not announced", _S3, drop("UploadsBucket/Properties/NotificationConfiguration")),
    Mutation(
        "logs rest in one zone",
        _S3,
        put("AccessLogsBucket/Properties/LifecycleConfiguration/Rules/1/Transitions/0/StorageClass", "ONEZONE_IA"),
    ),
    Mutation("access logs do not arrive", _S3, _without_statement("AccessLogsBucketPolicy", 1)),
    Mutation("a page may delete", _S3, add(f"{_CORS}/AllowedMethods", "DELETE")),
    Mutation("a page may send no header", _S3, put(f"{_CORS}/AllowedHeaders", [])),
    Mutation("expiry sleeps", _S3, put("UploadsBucket/Properties/LifecycleConfiguration/Rules/1/Status", "Disabled")),
    Mutation(
        "the trail expires at once",
        _AUDIT,
        put("AuditBucket/Properties/LifecycleConfiguration/Rules/1/ExpirationInDays", 1),
    ),
    Mutation("the trail cannot see its bucket", _AUDIT, _without_statement("AuditBucketPolicy", 1)),
    Mutation("the trail cannot write", _AUDIT, _without_statement("AuditBucketPolicy", 2)),
)
