"""An account is prepared once, and again without change; what it has already is used and never replaced."""

from __future__ import annotations

import re
from typing import Any, Final

import pytest
from botocore.exceptions import ClientError

from stamp_infra.aws.account import Singletons
from stamp_infra.operations.singletons import decide
from tests.operations.aws import client
from tests.operations.command import ok, run

STACK: Final = "stamp-rally-account"
GITHUB: Final = "oidc-provider/token.actions.githubusercontent.com"
OIDC: Final = "AWS::IAM::OIDCProvider"
API: Final = "AWS::ApiGateway::Account"
MONITOR: Final = "AWS::CE::AnomalyMonitor"
NEVER: Final = "Cost Explorer does not tell of anomaly monitors: none is made; switch it on, then repeat"


def stack(name: str = STACK, region: str = "ap-northeast-1") -> dict[str, Any] | None:
    try:
        found: dict[str, Any] = client("cloudformation", region).describe_stacks(StackName=name)["Stacks"][0]
    except ClientError:
        return None
    return found


def types(name: str = STACK) -> set[str]:
    rows = client("cloudformation").describe_stack_resources(StackName=name)["StackResources"]
    return {row["ResourceType"] for row in rows}


def parameters(name: str = STACK) -> dict[str, str]:
    found = stack(name)
    assert found
    return {each["ParameterKey"]: each["ParameterValue"] for each in found["Parameters"]}


def test_an_empty_account_gets_its_bucket_its_roles_and_trust_in_one_repository(account: str) -> None:
    shown = ok("bootstrap", "dev", "--github", "example/rally", "--github-ids", "12/34", "--yes")
    assert f"{STACK} (ap-northeast-1): to be created" in shown
    assert f"  ArtifactsBucket: stamp-rally-artifacts-dev-{account}-ap-northeast-1" in shown.splitlines()
    found = stack()
    assert found
    assert (found["StackStatus"], found["EnableTerminationProtection"]) == ("CREATE_COMPLETE", True)
    iam = client("iam")
    trust = iam.get_role(RoleName="stamp-rally-deploy-dev")["Role"]["AssumeRolePolicyDocument"]
    (statement,) = trust["Statement"]
    assert statement["Principal"]["Federated"] == f"arn:aws:iam::{account}:{GITHUB}"
    assert statement["Condition"]["StringEquals"]["token.actions.githubusercontent.com:sub"] == [
        "repo:example/rally:environment:dev",
        "repo:example@12/rally@34:environment:dev",
    ]
    role = client("apigateway").get_account()["cloudwatchRoleArn"]
    assert role == f"arn:aws:iam::{account}:role/stamp-rally-api-gateway-logs"
    assert stack("stamp-rally-copies", "ap-northeast-3") is None


@pytest.mark.usefixtures("account")
def test_a_second_run_changes_nothing_and_keeps_what_the_first_was_told() -> None:
    ok("bootstrap", "dev", "--github", "example/rally", "--yes")
    before = stack()
    shown = ok("bootstrap", "dev")
    assert f"{STACK} (ap-northeast-1): nothing to change" in shown
    assert stack() == before
    assert parameters()["GitHubRepository"] == "rally"


@pytest.mark.usefixtures("account")
def test_a_later_run_adds_the_numbers_of_the_repository() -> None:
    ok("bootstrap", "dev", "--github", "example/rally", "--yes")
    shown = ok("bootstrap", "dev", "--github", "example/rally", "--github-ids", "12/34", "--yes")
    assert sorted(line for line in shown.splitlines() if line.startswith("  Modify")) == [
        "  Modify  DeployRole (AWS::IAM::Role)",
        "  Modify  ReadRole (AWS::IAM::Role)",
    ]


@pytest.mark.usefixtures("account")
def test_a_dry_run_shows_all_and_leaves_nothing_behind() -> None:
    shown = ok("bootstrap", "prod", "--dry-run")
    assert "  Add     ArtifactsBucket (AWS::S3::Bucket)" in shown.splitlines()
    assert "  Add     CopiesVault (AWS::Backup::BackupVault)" in shown.splitlines()
    assert shown.endswith("Nothing was changed: this was a dry run.\n")
    for region in ("ap-northeast-1", "ap-northeast-3"):
        assert client("cloudformation", region).describe_stacks()["Stacks"] == []


@pytest.mark.usefixtures("account")
def test_without_an_answer_nothing_is_done() -> None:
    done = run("bootstrap", "dev", given="n\n")
    assert "Do this in the account of dev? [y/N]: n" in done.output
    assert stack() is None


@pytest.mark.usefixtures("account")
def test_prod_gets_the_vault_of_its_second_region_too() -> None:
    shown = ok("bootstrap", "prod", "--yes")
    assert "stamp-rally-copies is complete, and protected from deletion:" in shown
    found = stack("stamp-rally-copies", "ap-northeast-3")
    assert found
    assert (found["StackStatus"], found["EnableTerminationProtection"]) == ("CREATE_COMPLETE", True)
    assert client("backup", "ap-northeast-3").describe_backup_vault(BackupVaultName="stamp-rally-copies")


@pytest.mark.usefixtures("account")
def test_a_second_environment_in_one_account_leaves_the_first_alone_and_uses_what_there_is_once() -> None:
    ok("bootstrap", "dev", "--github", "example/rally", "--yes")
    before = stack()
    shown = ok("bootstrap", "stg", "--github", "example/rally", "--yes")
    assert "uses what is there: arn:aws:iam::" in shown
    assert stack() == before
    assert parameters(f"{STACK}-stg")["OwnsAccount"] == "no"
    assert not types(f"{STACK}-stg") & {OIDC, API}


@pytest.mark.usefixtures("account")
def test_a_provider_of_somebody_else_is_used_once_the_role_for_logs_is_there() -> None:
    iam = client("iam")
    iam.create_open_id_connect_provider(
        Url="https://token.actions.githubusercontent.com", ClientIDList=["sts.amazonaws.com"]
    )
    done = run("bootstrap", "dev", "--github", "example/rally", "--yes")
    (told,) = done.mistakes
    assert re.fullmatch(
        r"trust in GitHub: is there already, while API Gateway has no role for logs yet \(got \".+\"\); run this once "
        r"without --github, which makes the role and keeps it, then again with it",
        told,
    )
    assert stack() is None
    ok("bootstrap", "dev", "--yes")
    ok("bootstrap", "dev", "--github", "example/rally", "--yes")
    assert not types() & {OIDC, API}
    assert client("apigateway").get_account()["cloudwatchRoleArn"].endswith(":role/stamp-rally-api-gateway-logs")
    assert len(iam.list_open_id_connect_providers()["OpenIDConnectProviderList"]) == 1


def test_a_bucket_that_is_left_from_before_is_told_before_anything_is_made(account: str) -> None:
    name = f"stamp-rally-artifacts-dev-{account}-ap-northeast-1"
    client("s3").create_bucket(Bucket=name, CreateBucketConfiguration={"LocationConstraint": "ap-northeast-1"})
    done = run("bootstrap", "dev", "--yes")
    remedy = "let the stack adopt it by a resource import, or empty and delete it when it holds nothing of value"
    assert (done.status, done.mistakes) == (1, (f"{name}: is there already, and no stack's; {remedy}",))
    assert stack() is None


def found(*, github: bool = False, role: bool = False, monitors: tuple[str, ...] | None = ()) -> Singletons:
    return Singletons(github="provider" if github else None, api_logs_role="role" if role else None, monitors=monitors)


@pytest.mark.parametrize(
    ("there", "held", "github", "owns", "refused"),
    [
        (found(), set(), False, True, False),
        (found(), set(), True, True, False),
        (found(github=True), set(), False, True, False),
        (found(role=True), set(), False, False, False),
        (found(github=True, role=True), set(), True, False, False),
        (found(github=True, role=True), {OIDC, API}, True, True, False),
        (found(github=True, role=True), {API}, True, False, False),
        (found(role=True), {API}, True, True, False),
        (found(role=True), set(), True, False, True),
        (found(github=True), set(), True, False, True),
    ],
)
def test_the_stack_owns_what_the_account_has_once_or_leaves_all_of_it(
    *, there: Singletons, held: set[str], github: bool, owns: bool, refused: bool
) -> None:
    decision = decide(there, held, github=github)
    assert (decision.owns, bool(decision.mistakes)) == (owns, refused)


@pytest.mark.parametrize(
    ("there", "held", "made", "notes"),
    [
        (found(), set(), True, ()),
        (found(monitors=None), set(), False, (NEVER,)),
        (found(monitors=("arn",)), set(), False, ("anomaly monitor, for AnomalyMonitorArn in the environments: arn",)),
        (
            found(monitors=("arn",)),
            {MONITOR},
            True,
            ("anomaly monitor, for AnomalyMonitorArn in the environments: arn",),
        ),
        (found(monitors=None), {MONITOR}, True, ()),
    ],
)
def test_a_monitor_is_made_only_where_it_is_known_that_there_is_none(
    *, there: Singletons, held: set[str], made: bool, notes: tuple[str, ...]
) -> None:
    decision = decide(there, held, github=False)
    assert (decision.new_monitor, decision.notes) == (made, notes)
