"""Logs that nobody outside the account can read: their key, and the access log of the API."""

import awacs.kms

from stamp_infra import Stack, sub
from stamp_infra.blocks.kms import Use
from stamp_infra.blocks.kms import key as customer_key
from stamp_infra.blocks.logs import log_group
from templates.environments import env

key = customer_key(
    "logs",
    description="Encrypts the log groups of the application.",
    uses=[
        Use(
            sub("logs.${AWS::Region}.amazonaws.com"),
            awacs.kms.Decrypt,
            awacs.kms.DescribeKey,
            awacs.kms.Encrypt,
            awacs.kms.GenerateDataKey,
            awacs.kms.GenerateDataKeyWithoutPlaintext,
            awacs.kms.ReEncryptFrom,
            awacs.kms.ReEncryptTo,
            condition={
                "ArnLike": {
                    "kms:EncryptionContext:aws:logs:arn": sub(
                        "arn:${AWS::Partition}:logs:${AWS::Region}:${AWS::AccountId}:log-group:*"
                    )
                }
            },
        )
    ],
)

api_access_logs = log_group(
    "api-access",
    log_group_name=sub("/aws/apigateway/{app}-{env}-access"),
    retention_days=env.log_retention_days,
    key=key,
)

stack = Stack("logs", [key, api_access_logs], description=__doc__)
