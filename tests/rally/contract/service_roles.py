"""What AWS's services may do for the rally: CodeDeploy, and AWS Backup when it saves, copies and tries out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tests.rally.contract.statements import differ_in_statements, policies
from tests.rally.resolved import named

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stamp_infra.rendered.model import Resolved

_HERE: Final = "ap-northeast-1:<AWS::AccountId>"
_THERE: Final = "ap-northeast-3:<AWS::AccountId>"
_TABLES: Final = "<Users.Arn> <StampMasters.Arn> <UserStamps.Arn>"
_COPIES_KEY: Final = "ForAnyValue:StringEquals kms:ResourceAliases=alias/stamp-rally-copies"
_FOR_AWS: Final = "Bool kms:GrantIsForAWSResource=true"
_USE_KEY: Final = "kms:Decrypt kms:DescribeKey kms:GenerateDataKey"

_OWN_KEY: Final = [
    f"Allow {_USE_KEY} on <BackupsKey.Arn>",
    f"Allow kms:CreateGrant on <BackupsKey.Arn> if {_FOR_AWS}",
]
_COPYING: Final = [
    f"Allow backup:CopyFromBackupVault on <BackupsVault.BackupVaultArn> arn:aws:backup:{_HERE}:recovery-point:*",
    (
        "Allow backup:CopyIntoBackupVault backup:DescribeBackupVault"
        f" on arn:aws:backup:{_THERE}:backup-vault:stamp-rally-copies"
    ),
    f"Allow {_USE_KEY} on arn:aws:kms:{_THERE}:key/* if {_COPIES_KEY}",
    f"Allow kms:CreateGrant on arn:aws:kms:{_THERE}:key/* if {_FOR_AWS} and {_COPIES_KEY}",
]


def deployments(of: Resolved) -> Iterator[str]:
    """CodeDeploy moves the aliases of the environment's functions, and reads the alarms that stop it."""
    name = f"stamp-rally-{of.environment}"
    expected = [
        (
            "Allow lambda:GetAlias lambda:UpdateAlias lambda:GetProvisionedConcurrencyConfig"
            f" on arn:aws:lambda:{_HERE}:function:{name}-*"
        ),
        f"Allow cloudwatch:DescribeAlarms on arn:aws:cloudwatch:{_HERE}:alarm:{name}-*",
    ]
    yield from _role(of, "FunctionDeploymentRole", "codedeploy", expected)


def saving(of: Resolved) -> Iterator[str]:
    """AWS Backup saves the three tables, and in prod copies what it saved to the second region."""
    expected = [
        f"Allow dynamodb:DescribeTable dynamodb:ListTagsOfResource dynamodb:StartAwsBackupJob on {_TABLES}",
        "Allow backup:DescribeBackupVault on <BackupsVault.BackupVaultArn>",
        f"Allow backup:TagResource on arn:aws:backup:{_HERE}:recovery-point:*",
        *_OWN_KEY,
        *(_COPYING if of.environment == "prod" else []),
    ]
    yield from _role(of, "BackupRole", "backup", expected)


def restoring(of: Resolved) -> Iterator[str]:
    """A restore test writes to tables of its own name only."""
    expected = [
        (
            "Allow dynamodb:BatchWriteItem dynamodb:DeleteItem dynamodb:DescribeTable dynamodb:GetItem dynamodb:PutItem"
            " dynamodb:Query dynamodb:RestoreTableFromAwsBackup dynamodb:Scan dynamodb:UpdateItem"
            f" on arn:aws:dynamodb:{_HERE}:table/awsbackup-restore-test-*"
        ),
        *_OWN_KEY,
    ]
    yield from _role(of, "RestoreTestRole", "backup", expected)


def _role(of: Resolved, role: str, service: str, expected: list[str]) -> Iterator[str]:
    trust = named(of, "AWS::IAM::Role").get(role, {}).get("AssumeRolePolicyDocument", {})
    yield from differ_in_statements(f"trust of {role}", [trust], [f"Allow {service}.amazonaws.com: sts:AssumeRole"])
    yield from differ_in_statements(role, policies(of, role), expected)
