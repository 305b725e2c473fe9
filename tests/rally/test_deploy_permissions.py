"""The roles that deploy may do what the stacks need, and neither delete data nor change themselves or their bounds."""

from __future__ import annotations

import copy
from fnmatch import fnmatchcase
from functools import cache
from typing import TYPE_CHECKING, Any, Final

import pytest

from stamp_infra.rendered.load import load
from stamp_infra.rendered.model import POINTER
from tests.rally.account_promises import PROMISES, actions, statements
from tests.rally.mutation import add, drop, put
from tests.rally.resolved import ENVIRONMENTS, INFRASTRUCTURE, resolved

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from stamp_infra.rendered.model import Resolved
    from tests.rally.mutation import Change

# Where a resource's name stands, and the ARN that it is in.
_ARNS: Final = {
    "AWS::Backup::BackupVault": ("BackupVaultName", "arn:aws:backup:ap-northeast-1:<AWS::AccountId>:backup-vault:"),
    "AWS::Cognito::UserPool": ("Id", "arn:aws:cognito-idp:ap-northeast-1:<AWS::AccountId>:userpool/"),
    "AWS::DynamoDB::Table": ("TableName", "arn:aws:dynamodb:ap-northeast-1:<AWS::AccountId>:table/"),
    "AWS::KMS::Key": ("Id", "arn:aws:kms:ap-northeast-1:<AWS::AccountId>:key/"),
    "AWS::S3::Bucket": ("BucketName", "arn:aws:s3:::"),
    "AWS::SQS::Queue": ("QueueName", "arn:aws:sqs:ap-northeast-1:<AWS::AccountId>:"),
}


@cache
def stack() -> dict[str, Any]:
    """Return the resources of the account's committed template."""
    resources: dict[str, Any] = load(INFRASTRUCTURE / "cfn/account.yaml").body["Resources"]
    return resources


def broken(change: Change) -> list[str]:
    """Return what the promises say of the account's template with a change."""
    resources = copy.deepcopy(stack())
    change({"Resources": resources})
    return [line for promise in PROMISES for line in promise(resources)]


def at(action: str, then: Callable[[str], Change], titles: str = "CloudFormation") -> Change:
    """Return a change of the statement that allows an action."""

    def change(body: dict[str, Any]) -> None:
        for title, resource in body["Resources"].items():
            document = resource["Properties"].get("PolicyDocument", {"Statement": []})
            for number, statement in enumerate(document["Statement"]):
                if title.startswith(titles) and action in statement["Action"]:
                    then(f"{title}/Properties/PolicyDocument/Statement/{number}")(body)
                    return
        raise AssertionError(action)

    return change


def test_every_promise_is_kept() -> None:
    assert broken(lambda _: None) == []


@pytest.mark.parametrize("action", ["lambda:PublishLayerVersion", "lambda:GetLayerVersion"])
@pytest.mark.parametrize("environment", ENVIRONMENTS)
def test_the_libraries_layer_may_be_published_and_read(action: str, environment: str) -> None:
    (layer,) = resolved(environment).of_type("AWS::Lambda::LayerVersion")
    arn = f"arn:aws:lambda:ap-northeast-1:<AWS::AccountId>:layer:{layer.properties['LayerName']}"
    assert within(environment, action, arn, "CloudFormation")


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(at("iam:CreateRole", lambda one: drop(f"{one}/Condition")), id="a role without bounds"),
        pytest.param(
            at(
                "iam:PutRolePolicy",
                lambda one: put(f"{one}/Condition/StringEquals/iam:PermissionsBoundary", "arn:aws:iam::aws:policy/X"),
            ),
            id="a role within other bounds",
        ),
        pytest.param(
            at("iam:GetRole", lambda one: add(f"{one}/Action", "iam:AttachRolePolicy")), id="any policy for a role"
        ),
        pytest.param(
            at("iam:CreateRole", lambda one: add(f"{one}/Action", "iam:DeleteRolePermissionsBoundary")),
            id="the bounds go",
        ),
        pytest.param(
            at("iam:CreateRole", lambda one: add(f"{one}/Action", "iam:CreatePolicyVersion")), id="the bounds change"
        ),
        pytest.param(
            put(
                "RoleBoundaryPolicy/Properties/ManagedPolicyName", {"Fn::Sub": "stamp-rally-${EnvironmentName}-bounds"}
            ),
            id="the bounds have another name",
        ),
        pytest.param(
            at("xray:PutTraceSegments", lambda one: add(f"{one}/Action", "iam:CreateUser"), "RoleBoundary"),
            id="wider bounds",
        ),
        pytest.param(
            at("dynamodb:GetItem", lambda one: put(f"{one}/Action", ["dynamodb:GetItem"]), "RoleBoundary"),
            id="narrower bounds",
        ),
        pytest.param(
            at("dynamodb:CreateTable", lambda one: add(f"{one}/Action", "dynamodb:DeleteTable")), id="a table goes"
        ),
        pytest.param(
            at("dynamodb:CreateTable", lambda one: put(f"{one}/Action", ["dynamodb:CreateTable"])), id="too little"
        ),
        pytest.param(at("sqs:CreateQueue", lambda one: add(f"{one}/Action", "sqs:PurgeQueue")), id="too much"),
        pytest.param(at("sqs:CreateQueue", lambda one: put(f"{one}/Resource", "*")), id="on everything"),
        pytest.param(
            at(
                "sqs:CreateQueue",
                lambda one: put(f"{one}/Resource", {"Fn::Sub": "arn:aws:sqs:${AWS::Region}:${AWS::AccountId}:*"}),
            ),
            id="on all of a type",
        ),
        pytest.param(
            at(
                "sqs:CreateQueue",
                lambda one: put(f"{one}/Action", [f"sqs:{'A' * 60}{number}" for number in range(100)]),
            ),
            id="larger than IAM takes",
        ),
        pytest.param(
            put("CloudFormationRole/Properties/ManagedPolicyArns", [{"Ref": "X"}] * 11),
            id="more policies than IAM takes",
        ),
    ],
)
def test_a_change_that_breaks_a_promise_is_caught(change: Change) -> None:
    assert broken(change) != []


def granted(of: Resolved) -> Iterator[tuple[str, str, str]]:
    """Yield the role, the action and the ARN of each grant to a role of an environment, names in place of pointers."""
    for resource in of.of_type("AWS::IAM::Role", "AWS::IAM::RolePolicy"):
        properties = resource.properties
        for document in [one["PolicyDocument"] for one in properties.get("Policies", [properties])]:
            for statement in document["Statement"]:
                on = statement["Resource"]
                for arn in on if isinstance(on, list) else [on]:
                    for action in statement["Action"]:
                        yield resource.logical_id, action, named(of, arn)


def named(of: Resolved, arn: str) -> str:
    """Return an ARN with the name of the resource that it points to."""
    resource = of.at(arn)
    if resource is None:
        return arn
    where, prefix = _ARNS[resource.type]
    return POINTER.sub(f"{prefix}{resource.properties.get(where, 'id')}", arn, count=1)


def within(environment: str, action: str, arn: str, titles: str = "RoleBoundary") -> bool:
    """Tell whether the boundary, or the policies whose titles begin so, let an action be done to an ARN."""
    for statement in statements(stack(), titles):
        patterns = statement["Resource"] if isinstance(statement["Resource"], list) else [statement["Resource"]]
        for pattern in patterns:
            text = pattern["Fn::Sub"] if isinstance(pattern, dict) else pattern
            for name, value in {
                "${AWS::Partition}": "aws",
                "${AWS::Region}": "ap-northeast-1",
                "${AWS::AccountId}": "<AWS::AccountId>",
                "${EnvironmentName}": environment,
            }.items():
                text = text.replace(name, value)
            if action in statement["Action"] and (text == "*" or fnmatchcase(arn, text)):
                return True
    return False


@pytest.mark.parametrize("environment", ENVIRONMENTS)
def test_the_boundary_lets_every_role_do_all_that_it_is_granted(environment: str) -> None:
    grants = list(
        granted(
            resolved(environment, ModelArn="arn:aws:rekognition:ap-northeast-1:<AWS::AccountId>:project/a/version/b/1")
        )
    )
    assert len(grants) > 50
    assert [grant for grant in grants if not within(environment, *grant[1:])] == []


@pytest.mark.parametrize(
    ("action", "arn"),
    [
        ("dynamodb:GetItem", "arn:aws:dynamodb:ap-northeast-1:<AWS::AccountId>:table/stamp-rally-dev-users"),
        ("dynamodb:GetItem", "arn:aws:dynamodb:ap-northeast-1:<AWS::AccountId>:table/another-application"),
        ("dynamodb:DeleteTable", "arn:aws:dynamodb:ap-northeast-1:<AWS::AccountId>:table/stamp-rally-prod-users"),
        ("s3:GetObject", "arn:aws:s3:::stamp-rally-artifacts-prod-1/code.zip"),
        ("iam:CreateRole", "arn:aws:iam::<AWS::AccountId>:role/stamp-rally-prod-x"),
        ("sts:AssumeRole", "arn:aws:iam::<AWS::AccountId>:role/administrator"),
    ],
)
def test_the_boundary_lets_no_role_reach_past_its_environment(action: str, arn: str) -> None:
    assert not within("prod", action, arn)


def test_no_deployment_changes_the_roles_it_is_made_with() -> None:
    (changed,) = [
        statement["Resource"]["Fn::Sub"].rpartition("role/")[2].replace("${EnvironmentName}", "dev")
        for statement in statements(stack())
        if "iam:PutRolePolicy" in statement["Action"]
    ]
    assert fnmatchcase("stamp-rally-dev-award", changed)
    for title in ("CloudFormationRole", "DeployRole"):
        own = stack()[title]["Properties"]["RoleName"]["Fn::Sub"].replace("${EnvironmentName}", "dev")
        assert not fnmatchcase(own, changed)


def test_roles_are_passed_to_the_services_that_they_trust_and_to_no_other() -> None:
    (passing, handing) = [
        statement["Condition"]["StringEquals"]["iam:PassedToService"]
        for statement in statements(stack(), "CloudFormation", "DeployRole")
        if "iam:PassRole" in statement["Action"]
    ]
    trusted = {
        name
        for role in resolved("prod").of_type("AWS::IAM::Role")
        for statement in role.properties["AssumeRolePolicyDocument"]["Statement"]
        for name in statement["Principal"].values()
    }
    assert {*passing} == trusted
    assert handing == "cloudformation.amazonaws.com"


def test_a_deployment_hands_over_one_role_and_deletes_no_stack() -> None:
    (handed,) = [
        statement["Resource"]
        for statement in statements(stack(), "DeployRole")
        if "iam:PassRole" in statement["Action"]
    ]
    assert handed == {"Fn::GetAtt": ["CloudFormationRole", "Arn"]}
    assert "cloudformation:deletestack" not in actions(stack(), "DeployRole")


def test_looking_changes_nothing() -> None:
    assert actions(stack(), "ReadRole") == {
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


def test_what_an_account_has_once_is_kept_when_the_stack_goes() -> None:
    for title in ("ApiGatewayAccount", "ApiGatewayLogsRole", "GitHub"):
        assert (stack()[title]["DeletionPolicy"], stack()[title]["UpdateReplacePolicy"]) == ("Retain", "Retain")
