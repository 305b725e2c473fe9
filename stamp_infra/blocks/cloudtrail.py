"""Who did what to which item and object, recorded so that an alteration shows: the trail, its bucket and its key."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import awacs.kms
import awacs.s3
from troposphere import cloudtrail, s3

from stamp_infra.blocks.iam import allow_service
from stamp_infra.blocks.kms import Use, key
from stamp_infra.blocks.s3 import bucket, objects
from stamp_infra.core.block import Block, broken
from stamp_infra.core.inputs import whole
from stamp_infra.core.naming import kebab, logical_id
from stamp_infra.core.reference import att, ref
from stamp_infra.core.text import name as physical_name
from stamp_infra.core.text import sub

if TYPE_CHECKING:
    from collections.abc import Sequence

    from troposphere import AWSHelperFn

SERVICE: Final = "cloudtrail.amazonaws.com"
# Who deletes a file of the trail has this long to be found out.
_UNDELETE_DAYS: Final = 90


def trail(name: str, *, tables: Sequence[Block], buckets: Sequence[Block], access_logs: Block, keep_days: int) -> Block:
    """Return a trail of every management event, and of every read and write in the tables and buckets.

    It spans all regions: IAM's events happen in another one. The trail's own bucket is not among the buckets it
    records, because each of its files would become an event in the next; it is in `access_logs` instead.
    """
    where = f'trail "{name}"'
    mistakes = [
        *kebab(f"{where}.name", name),
        *whole(f"{where}.tables: their number", len(tables), 1, 200),
        *whole(f"{where}.buckets: their number", len(buckets), 1, 200),
        *whole(f"{where}.keep_days", keep_days, 90, 3653),
    ]
    if mistakes:
        return broken(mistakes)
    # The trail needs its bucket and its key, and their policies name the trail: they build its ARN from its name.
    arn = sub(f"arn:${{AWS::Partition}}:cloudtrail:${{AWS::Region}}:${{AWS::AccountId}}:trail/{{app}}-{{env}}-{name}")
    own_key = key(name, description="Encrypts the audit trail.", uses=_uses(arn))
    own_bucket = _bucket(name, arn, access_logs, keep_days)
    resource = cloudtrail.Trail(
        f"{logical_id(name)}Trail",
        DependsOn=[part.title for part in own_bucket.others],
        TrailName=physical_name(name, limit=128),
        S3BucketName=ref(own_bucket),
        KMSKeyId=att(own_key, "Arn"),
        EnableLogFileValidation=True,
        IncludeGlobalServiceEvents=True,
        IsMultiRegionTrail=True,
        IsLogging=True,
        AdvancedEventSelectors=[
            _selector("Management events", [], eventCategory=["Management"]),
            _selector(
                "Every read and write of an item",
                [
                    cloudtrail.AdvancedFieldSelector(
                        Field="resources.ARN", Equals=[att(table, "Arn") for table in tables]
                    )
                ],
                eventCategory=["Data"],
                **{"resources.type": ["AWS::DynamoDB::Table"]},
            ),
            _selector(
                "Every read and write of an object",
                [
                    cloudtrail.AdvancedFieldSelector(
                        Field="resources.ARN",
                        StartsWith=[objects(each, "") for each in buckets],
                        # What is logged of the trail's own bucket: an event for each such file would make a new one.
                        NotStartsWith=[objects(access_logs, f"{name}/")],
                    )
                ],
                eventCategory=["Data"],
                **{"resources.type": ["AWS::S3::Object"]},
            ),
        ],
    )
    return Block(main=resource, others=(*own_key.resources, *own_bucket.resources))


def _selector(
    name: str, more: list[cloudtrail.AdvancedFieldSelector], **equal: list[str]
) -> cloudtrail.AdvancedEventSelector:
    fields = [cloudtrail.AdvancedFieldSelector(Field=field, Equals=values) for field, values in equal.items()]
    return cloudtrail.AdvancedEventSelector(Name=name, FieldSelectors=[*fields, *more])


def _uses(trail_arn: AWSHelperFn) -> list[Use]:
    own = {"aws:SourceArn": trail_arn}
    encrypting = {"StringEquals": {**own, "kms:EncryptionContext:aws:cloudtrail:arn": trail_arn}}
    return [
        Use(SERVICE, awacs.kms.GenerateDataKey, condition=encrypting),
        Use(SERVICE, awacs.kms.DescribeKey, condition={"StringEquals": own}),
    ]


def _bucket(name: str, trail_arn: AWSHelperFn, access_logs: Block, keep_days: int) -> Block:
    bucket_name = sub(f"{{app}}-{{env}}-{name}-${{AWS::AccountId}}-${{AWS::Region}}")
    bucket_arn = sub("arn:${AWS::Partition}:s3:::${Name}", Name=bucket_name)
    files = sub("${Bucket}/AWSLogs/${AWS::AccountId}/*", Bucket=bucket_arn)
    own: dict[str, Any] = {"aws:SourceArn": trail_arn}
    return bucket(
        name,
        bucket_name=bucket_name,
        access_logs=access_logs,
        noncurrent_days=_UNDELETE_DAYS,
        lifecycle=[s3.LifecycleRule(Id="expire", Status="Enabled", ExpirationInDays=keep_days)],
        statements=[
            allow_service(SERVICE, [awacs.s3.GetBucketAcl], bucket_arn, {"StringEquals": own}),
            allow_service(
                SERVICE,
                [awacs.s3.PutObject],
                files,
                {"StringEquals": {**own, "s3:x-amz-acl": "bucket-owner-full-control"}},
            ),
        ],
    )
