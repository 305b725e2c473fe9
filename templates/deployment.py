"""The role with which CodeDeploy moves a function's live alias: to shift traffic, watch the alarms, and go back."""

import awacs.awslambda
import awacs.cloudwatch

from stamp_infra import sub
from stamp_infra.blocks.iam import Allow, role

_functions = sub("arn:${AWS::Partition}:lambda:${AWS::Region}:${AWS::AccountId}:function:{app}-{env}-*")
_alarms = sub("arn:${AWS::Partition}:cloudwatch:${AWS::Region}:${AWS::AccountId}:alarm:{app}-{env}-*")

deployment_role = role(
    "function-deployment",
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
