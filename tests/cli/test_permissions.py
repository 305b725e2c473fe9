"""`stamp-infra permissions` shows what a change of the templates adds to what is allowed, and what it leaves over."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pytest

from tests.cli.running import run

if TYPE_CHECKING:
    from collections.abc import Callable

    Capture = pytest.CaptureFixture[str]

ROOT: Final = Path(__file__).parents[2]
TABLE: Final = Path("templates/deploy_permissions.json")
MESSAGING: Final = Path("infrastructure/cfn/messaging.yaml")
IAM: Final = Path("infrastructure/cfn/iam.yaml")
STALE: Final = "templates/deploy_permissions.json is stale: run `stamp-infra permissions`, then `make render`"


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder of the rally as it is committed, which is the current one."""
    shutil.copytree(ROOT / "infrastructure", tmp_path / "infrastructure", ignore=shutil.ignore_patterns(".aws-sam"))
    (tmp_path / TABLE.parent).mkdir()
    shutil.copy(ROOT / TABLE, tmp_path / TABLE)
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    # SAM's transform of the root is the slow part, and the root is as it was.
    (tmp_path / ".stamp-infra-cache").symlink_to(ROOT / ".stamp-infra-cache")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def add(file: Path, logical_id: str, kind: str, properties: str = "{}") -> None:
    """Add a resource to a template."""
    text = file.read_text(encoding="utf-8")
    resource = f"Resources:\n  {logical_id}:\n    Type: {kind}\n    Properties: {properties}\n"
    file.write_text(text.replace("Resources:\n", resource, 1), encoding="utf-8")


def edit(change: Callable[[Any], None]) -> None:
    """Change the table by hand."""
    table = json.loads(TABLE.read_text(encoding="utf-8"))
    change(table)
    TABLE.write_text(f"{json.dumps(table, indent=2)}\n", encoding="utf-8")


def test_the_committed_table_is_what_the_templates_need(capsys: Capture) -> None:
    assert run(capsys, "permissions", "--check") == (0, f"{TABLE} is what the templates need\n", "")


def test_a_new_type_shows_each_action_that_it_needs_and_where(capsys: Capture) -> None:
    add(MESSAGING, "Stream", "AWS::Kinesis::Stream", "{ShardCount: 1}")
    before = TABLE.read_bytes()
    ran = run(capsys, "permissions", "--check")
    assert ran.status == 1
    assert "+ kinesis:CreateStream for AWS::Kinesis::Stream in messaging" in ran.out.splitlines()
    assert all(line.startswith("+ ") for line in ran.out.splitlines())
    # Which streams, only a person can say: what bears the application's name is different in each service.
    assert "error: kinesis:CreateStream: may be done to nothing that is known; add it to" in ran.err
    assert TABLE.read_bytes() == before


def test_a_new_property_shows_what_only_it_needs(capsys: Capture) -> None:
    add(MESSAGING, "Held", "AWS::KMS::Key", "{Enabled: false, KeyPolicy: {}}")
    ran = run(capsys, "permissions", "--check")
    assert ran.out.splitlines() == [
        "+ kms:DisableKey for AWS::KMS::Key in alerts, audit, backup, logs, messaging, ssm",
        "+ kms:EnableKey for AWS::KMS::Key in alerts, audit, backup, logs, messaging, ssm",
    ]
    assert (ran.status, ran.err.splitlines()[0]) == (1, f"{STALE}, and commit both")


def test_it_writes_what_it_shows_and_then_shows_nothing(capsys: Capture) -> None:
    add(MESSAGING, "Held", "AWS::KMS::Key", "{Enabled: false, KeyPolicy: {}}")
    ran = run(capsys, "permissions")
    assert (ran.status, ran.out.splitlines()[-1]) == (0, f"wrote {TABLE}; `stamp-infra render` takes it over")
    assert '"kms:DisableKey": "AWS::KMS::Key"' in TABLE.read_text(encoding="utf-8")
    assert run(capsys, "permissions", "--check").status == 0


def test_a_role_that_may_do_more_needs_a_wider_boundary(capsys: Capture) -> None:
    text = IAM.read_text(encoding="utf-8")
    IAM.write_text(text.replace("            - dynamodb:GetItem\n", "            - dynamodb:Scan\n", 1), "utf-8")
    changed = [line for line in run(capsys, "permissions", "--check").out.splitlines() if "dynamodb:Scan" in line]
    assert changed[0].startswith("+ dynamodb:Scan for ")
    assert changed[0].endswith("Role, in the boundary")


@pytest.mark.parametrize(
    ("change", "shown"),
    [
        pytest.param(
            lambda table: table["policies"]["functions"][0]["actions"].update({"sqs:PurgeQueue": "AWS::SQS::Queue"}),
            "- sqs:PurgeQueue, which AWS::SQS::Queue does not need",
            id="more than a type needs",
        ),
        pytest.param(
            lambda table: table["policies"]["functions"][0]["actions"].update(
                {"states:ListTagsForResource": "AWS::X::Y"}
            ),
            "- states:ListTagsForResource, which AWS::X::Y needed, of which there is none",
            id="for a type that is gone",
        ),
        pytest.param(
            lambda table: table["boundary"][0]["actions"].update({"iam:CreateUser": "AwardRole"}),
            "- iam:CreateUser, which AwardRole is not granted, in the boundary",
            id="more than a role has",
        ),
        pytest.param(
            lambda table: next(each for each in table["policies"]["access"] if "iam:CreateRole" in each["actions"]).pop(
                "if"
            ),
            "~ iam:CreateRole in access: was on ",
            id="without a condition",
        ),
        pytest.param(
            lambda table: table["policies"]["data"][1].update({"on": ["*"]}),
            " in data: was on *, is on arn:",
            id="on everything",
        ),
    ],
)
def test_a_table_that_allows_more_is_shown_with_what_is_too_much(
    change: Callable[[Any], None], shown: str, capsys: Capture
) -> None:
    edit(change)
    ran = run(capsys, "permissions", "--check")
    assert ran.status == 1
    assert any(shown in line for line in ran.out.splitlines())


def test_a_role_without_a_boundary_could_not_be_created(capsys: Capture) -> None:
    add(MESSAGING, "Free", "AWS::IAM::Role", "{AssumeRolePolicyDocument: {Statement: []}}")
    ran = run(capsys, "permissions")
    assert ran.status == 1
    assert "messaging.yaml: Free: is a role without a permissions boundary" in ran.err


def test_a_type_that_nobody_describes_is_a_mistake(capsys: Capture) -> None:
    add(MESSAGING, "Thing", "Custom::Thing")
    ran = run(capsys, "permissions", "--check")
    assert ran.status == 1
    assert "error: Custom::Thing: is a type of which no schema says what CloudFormation calls" in ran.err


def test_a_table_that_is_no_json_is_a_mistake(capsys: Capture) -> None:
    TABLE.write_text("{", encoding="utf-8")
    ran = run(capsys, "permissions", "--check")
    assert (ran.status, ran.out) == (1, "")
    assert ran.err.startswith(f"error: {TABLE}: is no JSON: ")


def test_the_first_table_is_written_where_there_is_none(capsys: Capture) -> None:
    before = TABLE.read_bytes()
    TABLE.unlink()
    assert run(capsys, "permissions").status == 0
    assert TABLE.read_bytes() == before


@pytest.mark.parametrize(
    "text", ["", "[", '[tool.stamp-infra]\napp = "a:b"\n', "[tool.stamp-infra]\npermissions = 1\n"]
)
def test_a_project_that_names_no_table_is_told_how_to(text: str, here: Path, capsys: Capture) -> None:
    (here / "pyproject.toml").write_text(text, encoding="utf-8")
    ran = run(capsys, "permissions")
    assert ran.status == 1
    assert ran.err.startswith("error: pyproject.toml: tool.stamp-infra.permissions: names no file for the table; write")
