"""Buckets that keep to themselves: no public access, TLS only, encrypted, versioned, logged, cleaned up, kept."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

import awacs.s3
from troposphere import s3

from stamp_infra.blocks.iam import deny_insecure, policy
from stamp_infra.core.block import Block, broken
from stamp_infra.core.inputs import https_origin, instance, instances, literal, whole
from stamp_infra.core.naming import kebab, logical_id
from stamp_infra.core.optout import OptOut, metadata
from stamp_infra.core.reference import att, ref
from stamp_infra.core.text import Sub, sub

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from troposphere import AWSHelperFn

    from stamp_infra.core.errors import Mistake

# S3 names are global and at most 63 characters: account and region make ours unique.
_NAME: Final = "{{app}}-{{env}}-{name}-${{AWS::AccountId}}-${{AWS::Region}}"
_BROWSER_HEADERS: Final = ("authorization", "content-type", "content-md5", "x-amz-*")


def bucket(
    name: str,
    *,
    access_logs: Block | OptOut,
    lifecycle: Sequence[s3.LifecycleRule],
    browser_origin: str | AWSHelperFn | None = None,
    statements: Sequence[Mapping[str, Any]] = (),
    only_below: str | None = None,
    event_bridge: bool = False,
    noncurrent_days: int = 1,
    bucket_name: Sub | None = None,
) -> Block:
    """Return a bucket and its policy; objects below a prefix are `objects(bucket, "prefix/*")`.

    `browser_origin` may read and write through presigned requests; `only_below` refuses every object outside a prefix;
    `statements` are added to the bucket policy; what is deleted can be had back for `noncurrent_days`; a bucket logs
    its accesses to another one or says why not.
    """
    where = f'bucket "{name}"'
    mistakes = [
        *kebab(f"{where}.name", name),
        *_logs_mistakes(f"{where}.access_logs", access_logs),
        *instances(f"{where}.lifecycle", lifecycle, s3.LifecycleRule, "write a list of s3.LifecycleRule"),
        *instances(f"{where}.statements", statements, Mapping, "write a list of statements, each a mapping"),
        *(https_origin(f"{where}.browser_origin", browser_origin) if browser_origin is not None else ()),
        *(literal(f"{where}.only_below", only_below) if only_below is not None else ()),
        *instance(f"{where}.event_bridge", event_bridge, bool, "write True or False"),
        *whole(f"{where}.noncurrent_days", noncurrent_days, 1, 3653),
    ]
    if bucket_name is not None:
        mistakes += instance(f"{where}.bucket_name", bucket_name, Sub, "build it with sub(...)")
    if mistakes:
        return broken(mistakes)
    properties: dict[str, Any] = {}
    if isinstance(access_logs, OptOut):
        properties["Metadata"] = metadata({"OptOuts": {"LoggingConfiguration": access_logs.why}})
    else:
        properties["LoggingConfiguration"] = s3.LoggingConfiguration(
            DestinationBucketName=ref(access_logs), LogFilePrefix=f"{name}/"
        )
    if browser_origin is not None:
        properties["CorsConfiguration"] = s3.CorsConfiguration(CorsRules=[_cors(browser_origin)])
    if event_bridge:
        properties["NotificationConfiguration"] = s3.NotificationConfiguration(
            EventBridgeConfiguration=s3.EventBridgeConfiguration(EventBridgeEnabled=True)
        )
    resource = s3.Bucket(
        f"{logical_id(name)}Bucket",
        DeletionPolicy="Retain",
        UpdateReplacePolicy="Retain",
        BucketName=bucket_name or Sub(_NAME.format(name=name), {}, limit=63),
        PublicAccessBlockConfiguration=s3.PublicAccessBlockConfiguration(
            BlockPublicAcls=True, BlockPublicPolicy=True, IgnorePublicAcls=True, RestrictPublicBuckets=True
        ),
        OwnershipControls=s3.OwnershipControls(Rules=[s3.OwnershipControlsRule(ObjectOwnership="BucketOwnerEnforced")]),
        BucketEncryption=_encryption(),
        VersioningConfiguration=s3.VersioningConfiguration(Status="Enabled"),
        LifecycleConfiguration=s3.LifecycleConfiguration(Rules=[_cleanup(noncurrent_days), *lifecycle]),
        **properties,
    )
    return Block(main=resource, others=(_policy(name, resource, statements, only_below),))


def _logs_mistakes(where: str, to: Block | OptOut) -> Iterator[Mistake]:
    if isinstance(to, OptOut):
        yield from to.mistakes(where)
    else:
        yield from instance(where, to, Block, 'give the bucket that takes the logs, or opt_out("why")')


def objects(of: Block | s3.Bucket, pattern: str) -> Sub:
    """Return the ARN of the objects whose keys match, as in `objects(uploads, "users/*")`."""
    return sub(f"${{Bucket}}/{pattern}", Bucket=att(of, "Arn"))


def _policy(
    name: str, bucket: s3.Bucket, statements: Sequence[Mapping[str, Any]], only_below: str | None
) -> s3.BucketPolicy:
    everything = [att(bucket, "Arn"), objects(bucket, "*")]
    document = [deny_insecure([awacs.s3.Action("*")], everything), *statements]
    if only_below is not None:
        document.append(
            {
                "Effect": "Deny",
                "Principal": "*",
                "Action": awacs.s3.PutObject.JSONrepr(),
                "NotResource": objects(bucket, f"{only_below}*"),
            }
        )
    return s3.BucketPolicy(f"{logical_id(name)}BucketPolicy", Bucket=ref(bucket), PolicyDocument=policy(*document))


def _cors(origin: str | AWSHelperFn) -> s3.CorsRules:
    return s3.CorsRules(
        AllowedOrigins=[origin],
        AllowedMethods=["GET", "POST", "PUT"],
        AllowedHeaders=list(_BROWSER_HEADERS),
        ExposedHeaders=["ETag"],
        MaxAge=600,
    )


def _encryption() -> s3.BucketEncryption:
    default = s3.ServerSideEncryptionByDefault(SSEAlgorithm="AES256")
    rule = s3.ServerSideEncryptionRule(ServerSideEncryptionByDefault=default)
    return s3.BucketEncryption(ServerSideEncryptionConfiguration=[rule])


def _cleanup(noncurrent_days: int) -> s3.LifecycleRule:
    # In a versioned bucket what is deleted stays as a noncurrent version until a rule of its own removes it.
    return s3.LifecycleRule(
        Id="remove-deleted-and-unfinished",
        Status="Enabled",
        NoncurrentVersionExpiration=s3.NoncurrentVersionExpiration(NoncurrentDays=noncurrent_days),
        AbortIncompleteMultipartUpload=s3.AbortIncompleteMultipartUpload(DaysAfterInitiation=1),
        ExpiredObjectDeleteMarker=True,
    )
