"""What scripts/deploy.sh says to those who call it wrongly, and what it leaves behind when called rightly."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path
from typing import Final

import pytest

from stamp_infra.core.errors import UserError
from stamp_infra.operations import record, safeguards
from stamp_infra.operations.record import Deployment
from stamp_infra.plan.stateful import HOLDS

ROOT: Final = Path(__file__).parents[2]
USAGE: Final = "Usage: stamp-infra deploy [OPTIONS] ENV\nTry 'stamp-infra deploy -h' for help.\n\nError: "
NO_ENVIRONMENT: Final = "error: ENV: is not an environment (got {}); name one of dev, stg, prod\n"
ROLE: Final = "Invalid value for '--role-arn': {!r} is not the ARN of a role"
LOGICAL_ID: Final = "Invalid value for '--allow-replacement': {!r} is no logical ID, such as Users or Dynamodb/Users"


def script(*arguments: str) -> subprocess.CompletedProcess[str]:
    # Nobody is asked: there are no credentials, and nothing listens there.
    nowhere = {"AWS_ENDPOINT_URL": "http://localhost:9", "AWS_EC2_METADATA_DISABLED": "true"}
    kept = {name: value for name, value in os.environ.items() if not name.startswith("AWS_")}
    return subprocess.run(
        [ROOT / "scripts/deploy.sh", *arguments],
        cwd="/",
        env={**kept, **nowhere},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(
    ("arguments", "status", "told"),
    [
        ([], 2, f"{USAGE}Missing argument 'ENV'.\n"),
        (["qa"], 1, NO_ENVIRONMENT.format('"qa"')),
        (["DEV"], 1, NO_ENVIRONMENT.format('"DEV"')),
        ([""], 1, NO_ENVIRONMENT.format('""')),
        (["prod; rm -rf x"], 1, NO_ENVIRONMENT.format('"prod; rm -rf x"')),
        (["../prod"], 1, NO_ENVIRONMENT.format('"../prod"')),
        (["dev", "prod"], 2, f"{USAGE}Got unexpected extra argument (prod)\n"),
        (["dev", "--force"], 2, f"{USAGE}No such option: --force\n"),
        (["dev", "--allow-dirty"], 2, f"{USAGE}No such option: --allow-dirty Did you mean --allow-replacement?\n"),
        (["dev", "--yes=1"], 2, "Error: Option '--yes' does not take a value.\n"),
        (["dev", "--allow-replacement"], 2, "Error: Option '--allow-replacement' requires an argument.\n"),
        (["dev", "--allow-replacement", "*"], 2, f"{USAGE}{LOGICAL_ID.format('*')}\n"),
        (["dev", "--allow-replacement", ""], 2, f"{USAGE}{LOGICAL_ID.format('')}\n"),
        (["dev", "--role-arn", "admin"], 2, f"{USAGE}{ROLE.format('admin')}\n"),
    ],
)
def test_a_wrong_call_is_told_what_is_wrong_and_touches_nothing(arguments: list[str], status: int, told: str) -> None:
    done = script(*arguments)
    assert (done.returncode, done.stdout, done.stderr) == (status, "", told)


def test_without_credentials_nothing_is_begun() -> None:
    done = script("dev")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("error: asking AWS whose credentials these are: ")


def test_the_help_has_examples() -> None:
    done = script("--help")
    assert done.returncode == 0
    assert "stamp-infra deploy prod --dry-run" in done.stdout


def test_a_stack_policy_denies_what_loses_data_but_for_what_is_allowed() -> None:
    _, denied = json.loads(safeguards.policy())["Statement"]
    assert denied["Effect"] == "Deny"
    assert denied["Action"] == ["Update:Replace", "Update:Delete"]
    assert denied["Condition"]["StringEquals"]["ResourceType"] == sorted(HOLDS)
    assert denied["Resource"] == "*"
    _, denied = json.loads(safeguards.policy(["Dynamodb/Users"]))["Statement"]
    assert "Resource" not in denied
    assert denied["NotResource"] == ["LogicalResourceId/Users"]


def settings(folder: Path, text: str) -> None:
    (folder / "pyproject.toml").write_text(f"[tool.stamp-infra]\n{text}\n", encoding="utf-8")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('rollback-triggers = "Api5xxAlarm"', "is no list of logical IDs"),
        ("rollback-triggers = [1]", "is no list of logical IDs"),
        ('rollback-triggers = ["A", "B", "C", "D", "E", "F"]', "names 6 alarms where CloudFormation takes 5"),
    ],
)
def test_rollback_triggers_that_cannot_be_set_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, told: str
) -> None:
    monkeypatch.chdir(tmp_path)
    settings(tmp_path, text)
    with pytest.raises(UserError, match=told):
        safeguards.triggers()


def test_a_record_keeps_as_many_deployments_as_are_wanted_and_have_room() -> None:
    hashes = {f"cfn/stack-{number}.yaml": "0123456789ab" for number in range(17)}
    before: tuple[Deployment, ...] = ()
    for number in range(30):
        latest = Deployment(revision=f"{number:040}", templates="0123456789ab", at="2026-01-02T03:04:05+00:00")
        text = record.document(latest, before, hashes)
        assert len(text.encode()) <= 4096
        before = tuple(Deployment(**each) for each in json.loads(text)["history"])
        assert before[0] == latest
    assert [each.revision for each in before] == [f"{number:040}" for number in range(29, 29 - record.KEPT, -1)]
    many = {f"{number}{'x' * 50}.yaml": "0123456789ab" for number in range(40)}
    assert len(record.document(before[0], before, many).encode()) <= 4096
