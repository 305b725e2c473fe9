"""What a deployment to an account can never do, as functions from the account's resources to what breaks a promise."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from stamp_infra.check.rules.iam.unscoped_actions import UNSCOPED

if TYPE_CHECKING:
    from collections.abc import Iterator

    Resources = dict[str, Any]

TABLE: Final = Path("templates/deploy_permissions.json")
BOUNDARY: Final = {
    "Fn::Sub": "arn:${AWS::Partition}:iam::${AWS::AccountId}:policy/stamp-rally-boundary-${EnvironmentName}"
}
DESTRUCTIVE: Final = {
    "backup:deletebackupvault",
    "backup:deleterecoverypoint",
    "cognito-idp:deleteuserpool",
    "dynamodb:deletetable",
    "kms:schedulekeydeletion",
    "s3:deletebucket",
    "s3:deleteobject",
}
MANAGED_POLICY_CHARACTERS: Final = 6144
ROLE_CHARACTERS: Final = 10240
MANAGED_POLICIES: Final = 10

_WRITES_ROLES: Final = {
    "iam:attachrolepolicy",
    "iam:createrole",
    "iam:deleterolepolicy",
    "iam:detachrolepolicy",
    "iam:putrolepermissionsboundary",
    "iam:putrolepolicy",
    "iam:updateassumerolepolicy",
}
_CHANGES_POLICIES: Final = {
    "iam:createpolicy",
    "iam:createpolicyversion",
    "iam:deletepolicy",
    "iam:deletepolicyversion",
    "iam:deleterolepermissionsboundary",
    "iam:setdefaultpolicyversion",
}
_OWN: Final = ("stamp-rally-${EnvironmentName}-", "stamp-rally/${EnvironmentName}/", "stamp-rally-artifacts-")
# Ends of ARNs that bear no name, because AWS makes up the id or because it is not the application's at all.
_NAMELESS: Final = (
    "::/restapis",
    "::/restapis/*",
    "::/tags/*",
    "::/restapis/*/stages/*",
    ":anomalymonitor/*",
    ":anomalysubscription/*",
    ":backup-plan:*",
    ":billingview/primary",
    ":deploymentconfig:CodeDeployDefault.Lambda*",
    ":event-source-mapping:*",
    ":identitypool/*",
    ":key/*",
    ":log-group:API-Gateway-Execution-Logs_*",
    ":regional/managedruleset/*",
    ":restore-testing-plan:*",
    ":role/aws-service-role/backup.amazonaws.com/AWSServiceRoleForBackup",
    ":role/aws-service-role/restore-testing.backup.amazonaws.com/AWSServiceRoleForBackupRestoreTesting",
    ":transform/Serverless-2016-10-31",
    ":userpool/*",
)


def statements(resources: Resources, *titles: str) -> list[dict[str, Any]]:
    """Return the statements of roles and managed policies whose titles begin so, all of CloudFormation's by default."""
    found = []
    for title, resource in resources.items():
        if title.startswith(titles or "CloudFormation"):
            properties = resource["Properties"]
            documents = [one["PolicyDocument"] for one in properties.get("Policies", [properties])]
            found += [statement for document in documents for statement in document["Statement"]]
    return found


def actions(resources: Resources, *titles: str) -> set[str]:
    """Return every action that they allow, in small letters."""
    return {action.lower() for one in statements(resources, *titles) for action in one["Action"]}


def no_more_than_the_table(resources: Resources) -> Iterator[str]:
    """CloudFormation may do what the reviewed table says and expand SAM, and the boundary is the table's."""
    table = json.loads(TABLE.read_text(encoding="utf-8"))
    wanted = {a.lower() for some in table["policies"].values() for each in some for a in each["actions"]}
    allowed = actions(resources)
    yield from (f"CloudFormation may {one}" for one in sorted(allowed - wanted - {"cloudformation:createchangeset"}))
    yield from (f"CloudFormation may not {one}" for one in sorted(wanted - allowed))
    bounded = {action.lower() for each in table["boundary"] for action in each["actions"]}
    for action in sorted(actions(resources, "RoleBoundary") ^ bounded):
        yield f"the boundary and the table differ in {action}"


def no_data_is_deleted(resources: Resources) -> Iterator[str]:
    """Neither role that deploys may delete what holds data."""
    yield from (f"may {one}" for one in sorted(actions(resources, "CloudFormation", "DeployRole") & DESTRUCTIVE))


def roles_are_bounded(resources: Resources) -> Iterator[str]:
    """A role is made and changed with the boundary on it, the boundary stays, and so does what it says."""
    for statement in statements(resources, "CloudFormation", "DeployRole"):
        writes = {action.lower() for action in statement["Action"]} & _WRITES_ROLES
        condition = statement.get("Condition", {}).get("StringEquals", {}).get("iam:PermissionsBoundary")
        if writes and condition != BOUNDARY:
            yield f"{', '.join(sorted(writes))} without the boundary"
    yield from (f"may {one}" for one in sorted(actions(resources, "CloudFormation", "DeployRole") & _CHANGES_POLICIES))
    name = resources["RoleBoundaryPolicy"]["Properties"]["ManagedPolicyName"]
    if name["Fn::Sub"] != BOUNDARY["Fn::Sub"].rpartition("/")[2]:
        yield f"the boundary is called {name}"


def everything_bears_the_name(resources: Resources) -> Iterator[str]:
    """A grant is on what bears the environment's name, or on the few kinds that can bear none."""
    for statement in statements(resources):
        resource = statement["Resource"]
        for one in resource if isinstance(resource, list) else [resource]:
            arn = one["Fn::Sub"] if isinstance(one, dict) else one
            scoped = [action for action in statement["Action"] if action.lower() not in UNSCOPED]
            if arn == "*" and scoped:
                yield f"{', '.join(scoped)} on everything"
            elif arn != "*" and not arn.endswith(_NAMELESS) and not any(own in arn for own in _OWN):
                yield f"{', '.join(statement['Action'])} on {arn}"


def sizes_are_within_limits(resources: Resources) -> Iterator[str]:
    """IAM takes 6,144 characters of a managed policy, 10,240 of a role's own and 10 managed policies of a role."""
    for title, resource in resources.items():
        if resource["Type"] == "AWS::IAM::ManagedPolicy" and _length(resource["Properties"]["PolicyDocument"]) > (
            MANAGED_POLICY_CHARACTERS
        ):
            yield f"{title} is too large"
    for title in ("CloudFormationRole", "DeployRole", "ReadRole"):
        properties = resources[title]["Properties"]
        if sum(_length(one["PolicyDocument"]) for one in properties["Policies"]) > ROLE_CHARACTERS:
            yield f"{title} is too large"
        if len(properties["ManagedPolicyArns"]) > MANAGED_POLICIES:
            yield f"{title} has too many policies"


def _length(document: Any) -> int:
    text = json.dumps(document, separators=(",", ":")).replace("${AWS::Partition}", "aws")
    for name, longest in {
        "${AWS::Region}": "ap-northeast-1",
        "${AWS::AccountId}": "0" * 12,
        "${EnvironmentName}": "prod",
        '{"Fn::Sub":"': '"',
        '"}': '"',
    }.items():
        text = text.replace(name, longest)
    return len(text)


PROMISES: Final = (
    no_more_than_the_table,
    no_data_is_deleted,
    roles_are_bounded,
    everything_bears_the_name,
    sizes_are_within_limits,
)
