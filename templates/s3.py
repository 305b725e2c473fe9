"""Where photographs land before they are recognised, and where every access to a bucket is written down."""

import awacs.s3
from troposphere import AccountId, s3

from stamp_infra import Stack, opt_out, sub
from stamp_infra.blocks.iam import allow_service
from stamp_infra.blocks.s3 import bucket, objects
from templates.environments import env, liff_origin

UPLOAD_PREFIX = "users/"

# The bucket and the policy that names its objects refer to each other, so the policy builds the ARN from the name.
_access_logs_name = sub("{app}-{env}-access-logs-${AWS::AccountId}-${AWS::Region}")

access_logs = bucket(
    "access-logs",
    bucket_name=_access_logs_name,
    access_logs=opt_out("A bucket that logs itself grows with every line it writes."),
    lifecycle=[
        s3.LifecycleRule(
            Id="archive-then-expire",
            Status="Enabled",
            Transitions=[
                s3.LifecycleRuleTransition(StorageClass=env.access_log_storage_class, TransitionInDays=30),
            ],
            ExpirationInDays=365,
        ),
    ],
    statements=[
        allow_service(
            "logging.s3.amazonaws.com",
            [awacs.s3.PutObject],
            sub("arn:${AWS::Partition}:s3:::${Name}/*", Name=_access_logs_name),
            {
                "ArnLike": {"aws:SourceArn": sub("arn:${AWS::Partition}:s3:::{app}-{env}-*")},
                "StringEquals": {"aws:SourceAccount": AccountId},
            },
        )
    ],
)

uploads = bucket(
    "uploads",
    access_logs=access_logs,
    browser_origin=liff_origin,
    only_below=UPLOAD_PREFIX,
    event_bridge=True,
    lifecycle=[
        s3.LifecycleRule(
            Id="expire-uploads", Status="Enabled", Prefix=UPLOAD_PREFIX, ExpirationInDays=env.upload_expiry_days
        ),
    ],
)

uploaded_objects = objects(uploads, f"{UPLOAD_PREFIX}*")

stack = Stack("s3", [access_logs, uploads], description=__doc__)
