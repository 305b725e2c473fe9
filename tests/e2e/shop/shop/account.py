"""What an account has before the shop is deployed to it: the bucket of packages."""

from troposphere import Parameter

from stamp_infra import Stack, Waiver, opt_out, sub
from stamp_infra.blocks.s3 import bucket

artifacts = bucket(
    "artifacts",
    bucket_name=sub("{app}-artifacts-${EnvironmentName}-${AWS::AccountId}-${AWS::Region}"),
    access_logs=opt_out("There is no bucket for logs."),
    lifecycle=[],
)

stack = Stack(
    "account",
    [Parameter("EnvironmentName", Type="String", AllowedValues=["dev", "prod"]), artifacts],
    description=__doc__,
    waivers=[Waiver(resource=artifacts.main, rule="BucketAccessIsLogged", why="There is no bucket for logs.")],
)
