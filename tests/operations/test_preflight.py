"""What speaks against a deployment is found before anything is deployed."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING, Any

import pytest

from stamp_infra.aws.stacks import State
from stamp_infra.core.errors import UserError
from stamp_infra.operations import preflight
from stamp_infra.operations.target import Target
from tests.aws.stubbed import stubbed

if TYPE_CHECKING:
    from pathlib import Path

DEV = Target(app="shop", environment="dev", stack_name="shop-dev", region="ap-northeast-1", parameters={}, account=None)
TEMPLATE = """
Transform: AWS::Serverless-2016-10-31
Resources:
  It:
    Type: AWS::Serverless::Function
    Properties: {CodeUri: ../../code}
"""


def state(status: str) -> State:
    return State(id="a", status=status, parameters={}, outputs={}, tags={}, protected=False, triggers=())


@pytest.mark.parametrize(
    "status", ["CREATE_COMPLETE", "UPDATE_COMPLETE", "UPDATE_ROLLBACK_COMPLETE", "IMPORT_COMPLETE"]
)
def test_a_stack_at_rest_is_ready(status: str) -> None:
    assert list(preflight.ready(DEV, state(status))) == []


def test_an_environment_that_is_not_there_yet_is_ready() -> None:
    assert list(preflight.ready(DEV, None)) == []


@pytest.mark.parametrize(
    ("status", "told"),
    [
        ("UPDATE_IN_PROGRESS", "something is under way already"),
        ("UPDATE_COMPLETE_CLEANUP_IN_PROGRESS", "something is under way already"),
        ("ROLLBACK_COMPLETE", "cannot be updated"),
        ("UPDATE_ROLLBACK_FAILED", "cannot be updated"),
        ("DELETE_FAILED", "cannot be updated"),
    ],
)
def test_a_stack_that_cannot_be_updated_is_told_with_the_way_out(status: str, told: str) -> None:
    (mistake,) = preflight.ready(DEV, state(status))
    assert mistake.what == told
    assert ("scripts/rollback.sh dev" in mistake.remedy) == (told == "cannot be updated")


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "infrastructure/sam").mkdir(parents=True)
    (tmp_path / "infrastructure/sam/template.yaml").write_text(TEMPLATE, encoding="utf-8")
    (tmp_path / "code").mkdir()
    (tmp_path / "code/lambda_function.py").write_text("", encoding="utf-8")
    return tmp_path


def git(folder: Path, *arguments: str) -> None:
    identity = ["-c", "user.name=test", "-c", "user.email=test@example.com"]
    subprocess.run(["git", *identity, *arguments], cwd=folder, check=True, capture_output=True)  # noqa: S607


def test_what_is_not_committed_is_told_code_included_and_nothing_else(repository: Path) -> None:
    (mistake,) = preflight.committed()
    assert mistake.what == "this folder is in no repository, so that no revision can be named"
    git(repository, "init")
    git(repository, "add", "--all")
    git(repository, "commit", "--message", "all")
    assert list(preflight.committed()) == []
    (repository / "notes.txt").write_text("not deployed", encoding="utf-8")
    assert list(preflight.committed()) == []
    (repository / "code/lambda_function.py").write_text("changed", encoding="utf-8")
    (repository / "infrastructure/sam/new.yaml").write_text("new", encoding="utf-8")
    (mistake,) = preflight.committed()
    assert (mistake.what, mistake.got) == (
        "differs from the last commit",
        ["code/lambda_function.py", "infrastructure/sam/new.yaml"],
    )


def account(name: str, environment: str, status: str = "CREATE_COMPLETE") -> Any:
    parameters = [{"ParameterKey": "EnvironmentName", "ParameterValue": environment}]
    stack = {
        "StackName": name,
        "StackId": f"arn:aws:cloudformation:ap-northeast-1:123456789012:stack/{name}/1",
        "CreationTime": "2026-01-02T03:04:05Z",
        "StackStatus": status,
        "Parameters": parameters,
    }
    return ("describe_stacks", {"Stacks": [stack]}, {"StackName": name})


def held(name: str, **resources: tuple[str, str]) -> Any:
    rows = [
        {
            "LogicalResourceId": logical_id,
            "ResourceType": kind,
            "PhysicalResourceId": identity,
            "ResourceStatus": "CREATE_COMPLETE",
            "LastUpdatedTimestamp": "2026-01-02T03:04:05Z",
        }
        for logical_id, (kind, identity) in resources.items()
    ]
    return ("list_stack_resources", {"StackResourceSummaries": rows}, {"StackName": name})


def test_the_bootstrap_of_the_environment_gives_bucket_and_role() -> None:
    has = {"ArtifactsBucket": ("AWS::S3::Bucket", "packages"), "CloudFormationRole": ("AWS::IAM::Role", "acts")}
    answers = [account("shop-account", "prod"), account("shop-account-dev", "dev"), held("shop-account-dev", **has)]
    connection, _ = stubbed("cloudformation", answers)
    found = preflight.bootstrapped(connection, DEV)
    assert (found.bucket, found.role) == ("packages", "arn:aws:iam::123456789012:role/acts")


def test_an_account_stack_that_is_not_complete_is_no_bootstrap() -> None:
    connection, _ = stubbed("cloudformation", [account("shop-account", "dev", "ROLLBACK_COMPLETE")])
    with pytest.raises(UserError, match="shop-account: is not complete") as raised:
        preflight.bootstrapped(connection, DEV)
    assert raised.value.mistakes[0].remedy == "run `scripts/bootstrap.sh dev` once for this account"


def test_a_missing_account_stack_is_told_with_what_to_run() -> None:
    connection, stub = stubbed("cloudformation", [])
    stub.add_client_error("describe_stacks", "ValidationError", "Stack with id shop-account does not exist")
    with pytest.raises(UserError, match="shop-account: there is no such stack in ap-northeast-1; run `scripts/"):
        preflight.bootstrapped(connection, DEV)
