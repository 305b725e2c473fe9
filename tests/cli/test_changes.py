"""`stamp-infra changes` compares this folder with a revision of its repository."""

from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from stamp_infra.cli.changes import command
from stamp_infra.core.errors import UserError
from tests.pages import ROOT

if TYPE_CHECKING:
    from pathlib import Path


def git(*arguments: str) -> None:
    identity = ("-c", "user.name=somebody", "-c", "user.email=somebody@example.com", "-c", "commit.gpgsign=false")
    subprocess.run(["git", *identity, *arguments], check=True, capture_output=True)  # noqa: S607 # found on PATH


@pytest.fixture(autouse=True)
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder of a repository with one commit of infrastructure/, in which the test runs."""
    ignored = shutil.ignore_patterns(".aws-sam")
    shutil.copytree(ROOT / "infrastructure", tmp_path / "infrastructure", ignore=ignored)
    monkeypatch.chdir(tmp_path)
    git("init", "--initial-branch=main")
    git("add", "infrastructure")
    git("commit", "--message=First")
    return tmp_path


def test_what_is_committed_is_no_change() -> None:
    assert CliRunner().invoke(command).stdout == "\n### dev, stg, prod\n\nNo resource changes.\n"


def test_a_change_is_a_row_under_the_environments_that_see_it(repository: Path) -> None:
    table = repository / "infrastructure/cfn/dynamodb.yaml"
    text = table.read_text(encoding="utf-8")
    table.write_text(text.replace("dev:\n      PitrDays: 7", "dev:\n      PitrDays: 8"), encoding="utf-8")
    shown = CliRunner().invoke(command, ["main"]).stdout
    assert "\n### dev\n\n| | resource | type | properties |\n|---|---|---|---|\n" in shown
    row = "| changed | `cfn/dynamodb.yaml` `Users` | `AWS::DynamoDB::Table` | `PointInTimeRecoverySpecification` |"
    assert row in shown.splitlines()
    assert "\n### stg, prod\n\nNo resource changes.\n" in shown


@pytest.mark.parametrize("revision", ["no-such", "--output=here", "HEAD~7"])
def test_what_is_no_revision_is_a_mistake_of_the_user(revision: str, repository: Path) -> None:
    result = CliRunner().invoke(command, ["--", revision])
    assert isinstance(result.exception, UserError)
    assert f'(got "{revision}"); name a commit, a tag or a branch' in str(result.exception)
    assert not (repository / "here").exists()
