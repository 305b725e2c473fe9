"""Nothing that runs for users can destroy what holds their data, or unlock it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from stamp_infra.check.rule import Rule, Violation
from stamp_infra.check.rules.grants import function_roles, granted_to, unique
from stamp_infra.check.rules.lookup import resources_at
from stamp_infra.check.rules.values import mapping, walk

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stamp_infra.rendered.model import Resolved

_DESTROYS: Final = (
    "backup:DeleteBackupVault",
    "backup:DeleteRecoveryPoint",
    "backup:UpdateRecoveryPointLifecycle",
    "cloudtrail:DeleteTrail",
    "cloudtrail:StopLogging",
    "cognito-idp:DeleteUserPool",
    "cognito-idp:UpdateUserPool",
    "dynamodb:DeleteBackup",
    "dynamodb:DeleteTable",
    "dynamodb:UpdateContinuousBackups",
    "dynamodb:UpdateTable",
    "kms:DisableKey",
    "kms:PutKeyPolicy",
    "kms:ScheduleKeyDeletion",
    "logs:DeleteLogGroup",
    "rds:DeleteDBCluster",
    "rds:DeleteDBInstance",
    "s3:BypassGovernanceRetention",
    "s3:DeleteBucket",
    "s3:DeleteBucketPolicy",
    "s3:PutBucketVersioning",
    "s3:PutLifecycleConfiguration",
)


def _find(resolved: Resolved) -> Iterator[Violation]:
    roles = [role for _, role in function_roles(resolved)]
    for attachment in resolved.of_type("AWS::Cognito::IdentityPoolRoleAttachment"):
        given = [value for _, value in walk(attachment.properties, "Roles")]
        roles += resources_at(resolved, [one for some in given for one in mapping(some).values()], "AWS::IAM::Role")
    for role in unique(roles):
        for statement in granted_to(resolved, role):
            found = [action for action in _DESTROYS if statement.grants(action)]
            if found:
                what = f"lets {role.logical_id}, which runs for users, call {', '.join(found)}"
                yield Violation(resource=statement.resource, path=f"{statement.path}.Action", what=what)


RULE: Final = Rule(
    name="FunctionsCannotDestroyData",
    why="One flaw in a function, or one stolen credential of it, would be enough to lose everyone's data for good.",
    remedy="Leave such actions to people and to the deployment; a function deletes items and objects, never what "
    "holds them.",
    find=_find,
)
