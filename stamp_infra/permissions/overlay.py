"""What AWS's schemas leave out or say too widely about the permissions of a resource type, each with its reason."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

# type -> (actions that its schema lacks, why they are needed)
LACKING: Final[Mapping[str, tuple[tuple[str, ...], str]]] = {
    "AWS::ApiGateway::Stage": (
        (
            "logs:CreateLogDelivery",
            "logs:DeleteLogDelivery",
            "logs:DescribeResourcePolicies",
            "logs:GetLogDelivery",
            "logs:ListLogDeliveries",
            "logs:PutResourcePolicy",
            "logs:UpdateLogDelivery",
        ),
        "an access log is a delivery, which API Gateway sets up on behalf of whoever makes the stage",
    ),
    "AWS::Budgets::Budget": (
        (
            "billing:GetBillingViewData",
            "budgets:ListTagsForResource",
            "budgets:ModifyBudget",
            "budgets:TagResource",
            "budgets:UntagResource",
            "budgets:ViewBudget",
        ),
        "the schema names no handlers",
    ),
    "AWS::CloudFormation::Stack": (
        ("cloudformation:DescribeStackEvents", "cloudformation:TagResource", "cloudformation:UntagResource"),
        "the root's tags go on to what it nests, and why a nested stack failed stands in its events",
    ),
}

# type -> (service, role) of the service-linked role that AWS makes with the first resource of the type
LINKED_ROLES: Final[Mapping[str, tuple[str, str]]] = {
    "AWS::Backup::BackupSelection": ("backup.amazonaws.com", "AWSServiceRoleForBackup"),
    "AWS::Backup::RestoreTestingPlan": (
        "restore-testing.backup.amazonaws.com",
        "AWSServiceRoleForBackupRestoreTesting",
    ),
}

# action -> why no deployment may do it, whatever needs it; what deletes data is refused by core/stateful.py besides
NEVER: Final[Mapping[str, str]] = {
    "iam:DeleteRolePermissionsBoundary": "a role without its boundary may do whatever its own policy says",
    "lambda:DeleteLayerVersion": "a version of a function that an alias may go back to still runs with it",
    "s3:DeleteObject": "objects are data; a handler that makes a bucket has none to delete",
}

_NO_ACTION: Final = "IAM knows no such action: the Service Authorization Reference has another one for the same call"
# action -> why it is left out, whatever names it
UNKNOWN: Final[Mapping[str, str]] = {
    "backup-storage:Mount": _NO_ACTION,
    "s3:DeleteBucketAnalyticsConfiguration": _NO_ACTION,
    "s3:DeleteBucketCors": _NO_ACTION,
    "s3:DeleteBucketEncryption": _NO_ACTION,
    "s3:DeleteBucketLifecycle": _NO_ACTION,
    "s3:DeleteBucketMetricsConfiguration": _NO_ACTION,
    "s3:DeleteBucketReplication": _NO_ACTION,
    "s3:DeleteBucketTagging": _NO_ACTION,
    "s3:GetObjectMetadata": _NO_ACTION,
    "s3:PutBucketReplication": _NO_ACTION,
    "s3:PutObjectLockConfiguration": _NO_ACTION,
    "s3:REST.PUT.OBJECT": _NO_ACTION,
}

# type -> (actions that its schema names in vain, why)
UNUSED: Final[Mapping[str, tuple[tuple[str, ...], str]]] = {
    "AWS::DynamoDB::Table": (
        (
            "dynamodb:AssociateTableReplica",
            "dynamodb:BatchWriteItem",
            "dynamodb:CreateTableReplica",
            "dynamodb:DeleteItem",
            "dynamodb:GetItem",
            "dynamodb:PutItem",
            "dynamodb:Query",
            "dynamodb:Scan",
            "dynamodb:UpdateItem",
            "iam:CreateServiceLinkedRole",
        ),
        "only replicas need them, which are another type's: AWS::DynamoDB::GlobalTable",
    ),
}
