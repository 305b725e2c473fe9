"""A pull request's summary says what infrastructure/ would become since the branch left its base."""

from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

from tests.workflows.workflows import ROOT

if TYPE_CHECKING:
    from pathlib import Path


def git(folder: Path, *arguments: str) -> None:
    identity = ("-c", "user.name=somebody", "-c", "user.email=somebody@example.com", "-c", "commit.gpgsign=false")
    command = ["git", "-C", str(folder), *identity, *arguments]
    subprocess.run(command, check=True, capture_output=True)


def summary(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command: list[str | Path] = [folder / "scripts/summary.sh", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False)


@pytest.fixture
def branch(tmp_path: Path) -> Path:
    """Return a clone on a branch; origin/main has gone on since."""
    ignored = shutil.ignore_patterns(".aws-sam")
    shutil.copytree(ROOT / "infrastructure", tmp_path / "infrastructure", ignore=ignored)
    shutil.copytree(ROOT / "scripts", tmp_path / "scripts")
    (tmp_path / ".venv").symlink_to(ROOT / ".venv")
    git(tmp_path, "init", "--initial-branch=main")
    git(tmp_path, "add", "infrastructure", "scripts")
    git(tmp_path, "commit", "--message=First")
    git(tmp_path, "switch", "--create", "branch")
    git(tmp_path, "switch", "main")
    change(tmp_path, "cfn/ssm.yaml", "Description: ", "Description: Later, ")
    git(tmp_path, "commit", "--all", "--message=Later")
    git(tmp_path, "update-ref", "refs/remotes/origin/main", "main")
    git(tmp_path, "switch", "branch")
    return tmp_path


def change(folder: Path, file: str, old: str, new: str) -> None:
    path = folder / "infrastructure" / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_a_branch_that_leaves_the_templates_alone_says_so(branch: Path) -> None:
    done = summary(branch)
    assert done.returncode == 0, done.stderr
    assert "\nNothing in infrastructure/.\n" in done.stdout
    assert "infrastructure/cfn/dynamodb.yaml" in done.stdout.partition("## What each template holds")[2]


def test_what_changes_is_there_per_environment_and_per_file_and_nothing_of_others(branch: Path) -> None:
    change(branch, "cfn/dynamodb.yaml", "dev:\n      PitrDays: 7", "dev:\n      PitrDays: 8")
    git(branch, "commit", "--all", "--message=Longer")
    done = summary(branch, "origin/main")
    assert done.returncode == 0, done.stderr
    assert "\n### dev\n" in done.stdout
    assert "\n infrastructure/cfn/dynamodb.yaml | 2 +-\n" in done.stdout
    assert "\n-      PitrDays: 7\n+      PitrDays: 8\n" in done.stdout
    assert "Later" not in done.stdout


def test_a_large_difference_is_cut_and_is_no_failure(branch: Path) -> None:
    change(branch, "cfn/ssm.yaml", "Resources:", "\n".join("# " + "x" * 100 for _ in range(9000)) + "\nResources:")
    done = summary(branch)
    assert done.returncode == 0, done.stderr
    assert len(done.stdout) < 600_000
    assert "</details>\n\n## What each template holds" in done.stdout
