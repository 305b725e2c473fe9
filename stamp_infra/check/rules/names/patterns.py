"""The one table of what each service takes as a name.

Source: each type's page in the CloudFormation Template Reference, or the API reference of its Create action.
"""

from __future__ import annotations

import re
from typing import Final


def _letters(least: int, most: int, also: str = "") -> tuple[re.Pattern[str], str]:
    pattern = re.compile(rf"[\w{re.escape(also)}]{{{least},{most}}}", re.ASCII)
    return pattern, f"{least} to {most} letters, digits and _{also}"


def _fifo(most: int) -> re.Pattern[str]:
    return re.compile(rf"(?=.{{1,{most}}}$)[\w-]+(\.fifo)?", re.ASCII)


# type -> the property, the pattern of the whole name, the pattern in words
NAMES: Final[dict[str, tuple[str, re.Pattern[str], str]]] = {
    "AWS::ApiGateway::Model": ("Name", re.compile(r"[A-Za-z0-9]+"), "letters and digits"),
    "AWS::ApiGateway::Stage": ("StageName", *_letters(1, 128, "-")),
    "AWS::Backup::BackupVault": ("BackupVaultName", *_letters(2, 50, "-")),
    "AWS::Backup::RestoreTestingPlan": ("RestoreTestingPlanName", *_letters(1, 50)),
    "AWS::Backup::RestoreTestingSelection": ("RestoreTestingSelectionName", *_letters(1, 50)),
    "AWS::Budgets::Budget": ("Budget.BudgetName", re.compile(r"[^:\\]{1,100}"), "1 to 100 characters without : and \\"),
    "AWS::CloudTrail::Trail": ("TrailName", *_letters(3, 128, ".-")),
    "AWS::CloudWatch::Dashboard": ("DashboardName", *_letters(1, 255, "-")),
    "AWS::CodeDeploy::DeploymentGroup": ("DeploymentGroupName", *_letters(1, 100, "+=,.@-")),
    "AWS::Cognito::IdentityPool": ("IdentityPoolName", *_letters(1, 128, " +=,.@-")),
    "AWS::Cognito::UserPool": ("UserPoolName", *_letters(1, 128, " +=,.@-")),
    "AWS::DynamoDB::Table": ("TableName", *_letters(3, 255, ".-")),
    "AWS::Events::Rule": ("Name", *_letters(1, 64, ".-")),
    "AWS::IAM::ManagedPolicy": ("ManagedPolicyName", *_letters(1, 128, "+=,.@-")),
    "AWS::IAM::Role": ("RoleName", *_letters(1, 64, "+=,.@-")),
    "AWS::KMS::Alias": (
        "AliasName",
        re.compile(r"alias/(?!aws/)[\w/-]{1,250}", re.ASCII),
        "alias/ and letters, digits and _/-, but not aws/",
    ),
    "AWS::Lambda::Alias": (
        "Name",
        re.compile(r"(?!\d+$)[\w-]{1,128}", re.ASCII),
        "1 to 128 letters, digits and _-, but no number",
    ),
    "AWS::Lambda::Function": ("FunctionName", *_letters(1, 64, "-")),
    "AWS::Logs::LogGroup": ("LogGroupName", *_letters(1, 512, "./#-")),
    "AWS::S3::Bucket": (
        "BucketName",
        re.compile(r"(?!xn--)(?!.*\.\.)[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]"),
        "3 to 63 small letters, digits and .-",
    ),
    "AWS::SNS::Topic": ("TopicName", _fifo(256), "1 to 256 letters, digits and _-"),
    "AWS::SQS::Queue": ("QueueName", _fifo(80), "1 to 80 letters, digits and _-"),
    "AWS::SSM::Parameter": (
        "Name",
        re.compile(r"(?!/?(aws|ssm))[\w./-]{1,1011}", re.ASCII | re.IGNORECASE),
        "letters, digits and _./-, beginning with neither aws nor ssm",
    ),
    "AWS::WAFv2::WebACL": ("Name", *_letters(1, 128, "-")),
}

# As long as the longest that may stand there.
_PSEUDO: Final = {"<AWS::AccountId>": "123456789012", "<AWS::Partition>": "aws", "<AWS::Region>": "ap-northeast-1"}


def deployed(name: str) -> str:
    """Return a name as long as it will be, with the account and the region in the place of their pseudo parameters."""
    for pointer, value in _PSEUDO.items():
        name = name.replace(pointer, value)
    return name
