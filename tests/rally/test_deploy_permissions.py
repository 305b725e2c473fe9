"""The roles that deploy may do what the stacks need, and neither delete data nor change themselves."""

from __future__ import annotations

import json
from fnmatch import fnmatchcase
from functools import cache
from typing import Any, Final

import pytest
from cfnlint.schema import PROVIDER_SCHEMA_MANAGER

from stamp_infra import App, Stack
from stamp_infra.synth.synthesize import synthesize
from templates import account, s3
from templates.environments import dev, prod, stg
from tests.rally.resolved import resolved

DESTRUCTIVE: Final = (
    "backup:DeleteBackupVault",
    "backup:DeleteRecoveryPoint",
    "cognito-idp:DeleteUserPool",
    "dynamodb:DeleteTable",
    "kms:ScheduleKeyDeletion",
    "s3:DeleteBucket",
    "s3:DeleteObject",
)
MANAGED_POLICY_CHARACTERS: Final = 6144


@cache
def stack() -> dict[str, Any]:
    """Return the resources of the account's template."""
    app = App(
        name="stamp-rally",
        environments=(dev, stg, prod),
        root=Stack("sam", [s3.access_logs]),
        standalone=(account.stack,),
    )
    body = next(template.body for template in synthesize(app).templates if template.path == "cfn/account.yaml")
    resources: dict[str, Any] = body["Resources"]
    return resources


def documents(*titles: str) -> list[Any]:
    """Return the identity policies of roles and managed policies, all of CloudFormation's where none is named."""
    found = []
    for title, resource in stack().items():
        if title.startswith(titles or "CloudFormation"):
            properties = resource["Properties"]
            found += [one["PolicyDocument"] for one in properties.get("Policies", [properties])]
    return found


def actions(*titles: str) -> set[str]:
    """Return every action that they allow, in small letters."""
    statements = [statement for document in documents(*titles) for statement in document["Statement"]]
    return {action.lower() for statement in statements for action in statement["Action"]}


def needed(kind: str, handler: str) -> set[str]:
    """Return the actions that a handler of a resource type calls, in small letters."""
    schema = PROVIDER_SCHEMA_MANAGER.get_resource_schema("ap-northeast-1", kind).schema
    listed = (schema.get("handlers") or {}).get(handler, {}).get("permissions", [])
    return {action.lower() for action in listed}


@pytest.mark.parametrize("kind", sorted({resource.type for resource in resolved("prod").resources}))
def test_cloudformation_may_read_every_resource_that_it_deploys(kind: str) -> None:
    assert needed(kind, "read") - actions() == set()


def test_no_deployment_can_lose_data() -> None:
    allowed = actions() | actions("DeployRole")
    assert [action for action in DESTRUCTIVE if action.lower() in allowed] == []


def test_no_deployment_changes_the_roles_it_is_made_with() -> None:
    (changed,) = [
        statement["Resource"]["Fn::Sub"].rpartition("role/")[2].replace("${EnvironmentName}", "dev")
        for document in documents()
        for statement in document["Statement"]
        if "iam:PutRolePolicy" in statement["Action"]
    ]
    assert fnmatchcase("stamp-rally-dev-award", changed)
    for title in ("CloudFormationRole", "DeployRole"):
        own = stack()[title]["Properties"]["RoleName"]["Fn::Sub"].replace("${EnvironmentName}", "dev")
        assert not fnmatchcase(own, changed)


def test_roles_are_passed_to_named_services_only() -> None:
    passing = [
        statement
        for document in documents("CloudFormation", "DeployRole")
        for statement in document["Statement"]
        if "iam:PassRole" in statement["Action"]
    ]
    assert len(passing) == 2
    assert all(statement["Condition"]["StringEquals"]["iam:PassedToService"] for statement in passing)


def test_a_deployment_hands_over_one_role_and_deletes_no_stack() -> None:
    (handed,) = [
        statement["Resource"]
        for document in documents("DeployRole")
        for statement in document["Statement"]
        if "iam:PassRole" in statement["Action"]
    ]
    assert handed == {"Fn::GetAtt": ["CloudFormationRole", "Arn"]}
    assert "cloudformation:deletestack" not in actions("DeployRole")


def test_looking_changes_nothing() -> None:
    assert actions("ReadRole") == {
        "cloudformation:describestackdriftdetectionstatus",
        "cloudformation:detectstackdrift",
        "cloudformation:detectstackresourcedrift",
    }
    (managed,) = stack()["ReadRole"]["Properties"]["ManagedPolicyArns"]
    assert managed == {"Fn::Sub": "arn:${AWS::Partition}:iam::aws:policy/SecurityAudit"}


@pytest.mark.parametrize(("role", "suffix"), [("DeployRole", ""), ("ReadRole", "-read")])
def test_github_is_trusted_for_one_environment_of_one_repository_in_both_forms_of_its_subject(
    role: str, suffix: str
) -> None:
    (trust,) = stack()[role]["Properties"]["AssumeRolePolicyDocument"]["Statement"]
    equals = trust["Condition"]["StringEquals"]
    issuer = "token.actions.githubusercontent.com"
    assert equals[f"{issuer}:aud"] == "sts.amazonaws.com"
    plain, numbered = equals[f"{issuer}:sub"]
    assert plain == {"Fn::Sub": "repo:${GitHubOwner}/${GitHubRepository}:environment:${EnvironmentName}" + suffix}
    assert numbered["Fn::If"][1] == {
        "Fn::Sub": "repo:${GitHubOwner}@${GitHubOwnerId}/${GitHubRepository}@${GitHubRepositoryId}"
        ":environment:${EnvironmentName}" + suffix
    }


@pytest.mark.parametrize("title", [title for title in stack() if title.startswith("CloudFormation")])
def test_every_policy_is_within_the_size_that_iam_takes(title: str) -> None:
    for document in documents(title):
        assert len(json.dumps(document, separators=(",", ":"))) < MANAGED_POLICY_CHARACTERS


def test_what_an_account_has_once_is_kept_when_the_stack_goes() -> None:
    for title in ("ApiGatewayAccount", "ApiGatewayLogsRole", "GitHub"):
        assert (stack()[title]["DeletionPolicy"], stack()[title]["UpdateReplacePolicy"]) == ("Retain", "Retain")
