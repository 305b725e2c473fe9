"""What an account has before the order service is deployed to it: the bucket of packages, and a role."""

from awacs import sts
from troposphere import Parameter, iam

from stamp_infra import Stack, Waiver, opt_out, sub
from stamp_infra.blocks.iam import policy
from stamp_infra.blocks.s3 import bucket

parameters = [
    Parameter(
        "EnvironmentName",
        Type="String",
        Description="The environment that is deployed to this account.",
        AllowedValues=["dev", "prod"],
    ),
]
artifacts = bucket(
    "artifacts",
    bucket_name=sub("{app}-artifacts-${EnvironmentName}-${AWS::AccountId}-${AWS::Region}"),
    access_logs=opt_out("It is there before any bucket for logs."),
    lifecycle=[],
)
execution_role = iam.Role(
    "CloudFormationRole",
    RoleName=sub("{app}-cloudformation-${EnvironmentName}"),
    AssumeRolePolicyDocument=policy(
        {
            "Effect": "Allow",
            "Principal": {"Service": "cloudformation.amazonaws.com"},
            "Action": sts.AssumeRole.JSONrepr(),
        }
    ),
)

stack = Stack(
    "account",
    [*parameters, artifacts, execution_role],
    description=__doc__,
    waivers=[
        Waiver(resource=artifacts.main, rule="BucketAccessIsLogged", why="It is there before any bucket for logs.")
    ],
)
