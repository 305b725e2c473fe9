"""Where the order service writes its logs, and whom it tells when something is wrong."""

import awacs.awslambda
import awacs.cloudwatch
import awacs.kms

from stamp_infra import Stack, sub
from stamp_infra.blocks.iam import Allow, role
from stamp_infra.blocks.kms import Use, key
from stamp_infra.blocks.logs import log_group
from stamp_infra.blocks.sns import topic
from tests.orders.templates.environments import env

_account = "${AWS::Region}:${AWS::AccountId}"
_log_groups = sub(f"arn:${{AWS::Partition}}:logs:{_account}:log-group:*")
_functions = sub(f"arn:${{AWS::Partition}}:lambda:{_account}:function:{{app}}-{{env}}-*")
_alarms = sub(f"arn:${{AWS::Partition}}:cloudwatch:{_account}:alarm:*")

log_key = key(
    "logs",
    description="Encrypts the logs.",
    uses=[
        Use(
            sub("logs.${AWS::Region}.amazonaws.com"),
            awacs.kms.Encrypt,
            awacs.kms.Decrypt,
            awacs.kms.ReEncryptFrom,
            awacs.kms.ReEncryptTo,
            awacs.kms.GenerateDataKey,
            awacs.kms.DescribeKey,
            condition={"ArnLike": {"kms:EncryptionContext:aws:logs:arn": _log_groups}},
        )
    ],
)
access_log = log_group(
    "access", log_group_name=sub("/aws/apigateway/{app}-{env}"), retention_days=env.log_days, key=log_key
)
alerts = topic("alerts", publishers=["cloudwatch.amazonaws.com"], email=env.packing_email)

deployment_role = role(
    "deployment",
    service="codedeploy.amazonaws.com",
    allow=[
        Allow(
            _functions,
            awacs.awslambda.GetAlias,
            awacs.awslambda.UpdateAlias,
            awacs.awslambda.GetProvisionedConcurrencyConfig,
        ),
        Allow(_alarms, awacs.cloudwatch.DescribeAlarms),
    ],
)

stack = Stack("operations", [log_key, access_log, alerts, deployment_role], description=__doc__)
