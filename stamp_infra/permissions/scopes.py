"""What each action may be done to: what its service is about, unless it is one of those that are listed here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from stamp_infra.check.rules.iam.unscoped_actions import UNSCOPED
from stamp_infra.permissions.services import BOUNDARY, OWN, ROLES, SERVICES, Scope, everywhere, here

if TYPE_CHECKING:
    from collections.abc import Mapping

_BACKUP_PLANS: Final = Scope(on=here("backup", "backup-plan:*"))
_RESTORE_TESTS: Final = Scope(on=here("backup", "restore-testing-plan:*"))
_DASHBOARDS: Final = Scope(on=everywhere("cloudwatch", f"dashboard/{OWN}-*"))
_LAYERS: Final = Scope(on=here("lambda", f"layer:{OWN}-*"))  # an ARN with or without a version's number
_SOURCES: Final = Scope(on=here("lambda", "event-source-mapping:*"))
_PACKAGES: Final = Scope(
    on=("arn:${AWS::Partition}:s3:::{app}-artifacts-${EnvironmentName}-${AWS::AccountId}-${AWS::Region}/*",)
)
_ALIASES: Final = Scope(on=here("kms", f"alias/{OWN}-*", "key/*"))
_GRANTS: Final = Scope(on=here("kms", "key/*"), condition={"Bool": {"kms:GrantIsForAWSResource": "true"}})
# Whoever may write a role's policy has all that the role may get: every role has to be within the bounds.
_BOUNDED: Final = Scope(on=ROLES, condition={"StringEquals": {"iam:PermissionsBoundary": BOUNDARY}})
_TAGGED_IN_BACKUP: Final = Scope(on=here("backup", f"backup-vault:{OWN}-*", "backup-plan:*", "restore-testing-plan:*"))
_TAGGED_IN_CLOUDWATCH: Final = Scope(
    on=(*here("cloudwatch", f"alarm:{OWN}-*"), *everywhere("cloudwatch", f"dashboard/{OWN}-*"))
)
_TAGGED_IN_LAMBDA: Final = Scope(on=here("lambda", f"function:{OWN}-*", "event-source-mapping:*"))

# action -> what it is about where that is not what the rest of its service is about
_OTHER: Final[Mapping[str, Scope]] = {
    "backup:CreateBackupPlan": _BACKUP_PLANS,
    "backup:CreateBackupSelection": _BACKUP_PLANS,
    "backup:CreateRestoreTestingPlan": _RESTORE_TESTS,
    "backup:CreateRestoreTestingSelection": _RESTORE_TESTS,
    "backup:DeleteBackupPlan": _BACKUP_PLANS,
    "backup:DeleteBackupSelection": _BACKUP_PLANS,
    "backup:DeleteRestoreTestingPlan": _RESTORE_TESTS,
    "backup:DeleteRestoreTestingSelection": _RESTORE_TESTS,
    "backup:GetBackupPlan": _BACKUP_PLANS,
    "backup:GetBackupSelection": _BACKUP_PLANS,
    "backup:GetRestoreTestingPlan": _RESTORE_TESTS,
    "backup:GetRestoreTestingSelection": _RESTORE_TESTS,
    "backup:ListTags": _TAGGED_IN_BACKUP,
    "backup:TagResource": _TAGGED_IN_BACKUP,
    "backup:UntagResource": _TAGGED_IN_BACKUP,
    "backup:UpdateBackupPlan": _BACKUP_PLANS,
    "backup:UpdateRestoreTestingPlan": _RESTORE_TESTS,
    "backup:UpdateRestoreTestingSelection": _RESTORE_TESTS,
    "cloudwatch:DeleteDashboards": _DASHBOARDS,
    "cloudwatch:GetDashboard": _DASHBOARDS,
    "cloudwatch:ListTagsForResource": _TAGGED_IN_CLOUDWATCH,
    "cloudwatch:PutDashboard": _DASHBOARDS,
    "cloudwatch:TagResource": _TAGGED_IN_CLOUDWATCH,
    "cloudwatch:UntagResource": _TAGGED_IN_CLOUDWATCH,
    "codedeploy:GetDeploymentConfig": Scope(on=here("codedeploy", "deploymentconfig:CodeDeployDefault.Lambda*")),
    "iam:AttachRolePolicy": _BOUNDED,
    "iam:CreateRole": _BOUNDED,
    "iam:DeleteRolePolicy": _BOUNDED,
    "iam:DetachRolePolicy": _BOUNDED,
    "iam:PutRolePermissionsBoundary": _BOUNDED,
    "iam:PutRolePolicy": _BOUNDED,
    "iam:UpdateAssumeRolePolicy": _BOUNDED,
    "kms:CreateAlias": _ALIASES,
    "kms:CreateGrant": _GRANTS,
    "kms:DeleteAlias": _ALIASES,
    "kms:UpdateAlias": _ALIASES,
    "lambda:CreateEventSourceMapping": Scope(
        on=("*",), condition={"ArnLike": {"lambda:FunctionArn": here("lambda", f"function:{OWN}-*")[0]}}
    ),
    "lambda:DeleteEventSourceMapping": _SOURCES,
    "lambda:GetEventSourceMapping": _SOURCES,
    "lambda:GetLayerVersion": _LAYERS,
    "lambda:PublishLayerVersion": _LAYERS,
    "lambda:ListTags": _TAGGED_IN_LAMBDA,
    "lambda:TagResource": _TAGGED_IN_LAMBDA,
    "lambda:UntagResource": _TAGGED_IN_LAMBDA,
    "lambda:UpdateEventSourceMapping": _SOURCES,
    "s3:GetObject": _PACKAGES,
    "s3:GetObjectVersion": _PACKAGES,
}

_LOGS: Final = Scope(on=here("logs", f"log-group:/aws/lambda/{OWN}-*"))
# At run time it is the application's own objects that are read, not the packages of its code, and a function's own log
# that is written.
_AT_RUN_TIME: Final[Mapping[str, Scope]] = {
    "logs:CreateLogStream": _LOGS,
    "logs:PutLogEvents": _LOGS,
    "s3:GetObject": Scope(on=SERVICES["s3"].on),
    "s3:GetObjectVersion": Scope(on=SERVICES["s3"].on),
}


def group_of(action: str) -> str | None:
    """Return the group of an action's policy, None where its service is not in the table."""
    service = SERVICES.get(action.partition(":")[0])
    return service.group if service else None


def scope_of(action: str) -> Scope | None:
    """Return what CloudFormation may do an action to, None where its service is not in the table."""
    if action in _OTHER:
        return _OTHER[action]
    if action.lower() in UNSCOPED:
        return Scope(on=("*",))
    service = SERVICES.get(action.partition(":")[0])
    return Scope(on=service.on) if service and service.on else None


def bound_of(action: str) -> Scope | None:
    """Return the most that a role may do an action to, None where its service is not in the table."""
    return _AT_RUN_TIME.get(action) or scope_of(action)


def passing(services: tuple[str, ...]) -> Scope:
    """Return the scope of iam:PassRole: the application's roles, to the services that they trust."""
    return Scope(on=ROLES, condition={"StringEquals": {"iam:PassedToService": list(services)}})


def linking(roles: tuple[tuple[str, str], ...]) -> Scope:
    """Return the scope of iam:CreateServiceLinkedRole: these roles of these services."""
    return Scope(
        on=everywhere("iam", *(f"role/aws-service-role/{service}/{role}" for service, role in roles)),
        condition={"StringEquals": {"iam:AWSServiceName": [service for service, _ in roles]}},
    )
