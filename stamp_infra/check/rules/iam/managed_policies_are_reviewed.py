"""Of AWS's own managed policies a role takes only those that somebody has read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from stamp_infra.check.rule import Rule, Violation
from stamp_infra.check.rules.grants import managed_policies

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stamp_infra.rendered.model import Resolved

# name under arn:aws:iam::aws:policy/ -> why it grants no more than its holder needs
_REVIEWED: Final = {
    "service-role/AWSBackupServiceRolePolicyForBackup": "AWS Backup alone assumes the role; it may copy, not restore",
    "service-role/AWSBackupServiceRolePolicyForRestores": "AWS Backup alone assumes the role, to restore",
    "service-role/AWSCodeDeployRoleForLambda": "SAM attaches it to the role that CodeDeploy alone assumes",
    "service-role/AWSCodeDeployRoleForLambdaLimited": "the same without publishing to every topic",
    "service-role/AmazonAPIGatewayPushToCloudWatchLogs": "API Gateway's account setting is documented with it",
}


def _find(resolved: Resolved) -> Iterator[Violation]:
    for role in resolved.of_type("AWS::IAM::Role"):
        for name in managed_policies(role):
            if name not in _REVIEWED:
                what = f"carries AWS's managed policy {name}"
                yield Violation(resource=role, path="Properties.ManagedPolicyArns", what=what)


RULE: Final = Rule(
    name="ManagedPoliciesAreReviewed",
    why="AWS's managed policies grant wildcards on every resource of the account, and AWS widens them without asking.",
    remedy="Write the few actions and resources that the role needs as a policy of its own.",
    find=_find,
)
