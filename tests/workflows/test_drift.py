"""The nightly detection says what it found in one issue, and in no more than one."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import pytest

from tests.workflows.workflows import ROOT, job

if TYPE_CHECKING:
    from pathlib import Path

# As much of `gh` as the script uses: issues with a label, in a file.
GH: Final = f"""#!{sys.executable}
import json, sys
from pathlib import Path
state = Path(__file__).parent / "issues.json"
issues = json.loads(state.read_text()) if state.exists() else []
what, arguments = sys.argv[1:3], sys.argv[3:]
option = dict(zip(arguments, arguments[1:]))
body = sys.stdin.read() if option.get("--body-file") == "-" else None
match what:
    case ["issue", "list"]:
        assert (option["--label"], option["--state"]) == ("drift", "open")
        print(next((issue["number"] for issue in issues if issue["open"]), ""))
    case ["issue", "create"]:
        assert option["--label"] == "drift" and (state.parent / "label").exists()
        issues.append({{"number": len(issues) + 1, "open": True, "title": option["--title"], "body": body}})
    case ["issue", "edit"]:
        next(issue for issue in issues if issue["number"] == int(arguments[0]))["body"] = body
    case ["issue", "close"]:
        issues[int(arguments[0]) - 1] |= {{"open": False, "comment": option["--comment"]}}
    case ["label", "create"]:
        assert arguments[0] == "drift" and "--force" in arguments
        (state.parent / "label").touch()
    case _:
        sys.exit(f"gh does not know {{what}}")
state.write_text(json.dumps(issues))
"""


@dataclass(frozen=True, kw_only=True)
class GitHub:
    """A repository with issues."""

    folder: Path

    def report(self, result: str, **reports: str) -> subprocess.CompletedProcess[str]:
        """Run the script as the job does after a night with this result."""
        run_url = "https://example.com/run/1"
        path = f"{self.folder}:{os.environ['PATH']}"
        return subprocess.run(
            [ROOT / "scripts/drift-issue.sh"],
            env={"PATH": path, "RESULT": result, "RUN_URL": run_url, **reports},
            capture_output=True,
            text=True,
            check=False,
        )

    def issues(self) -> list[dict[str, Any]]:
        """Return every issue there ever was."""
        state = self.folder / "issues.json"
        found: list[dict[str, Any]] = json.loads(state.read_text(encoding="utf-8")) if state.exists() else []
        return found


@pytest.fixture
def github(tmp_path: Path) -> GitHub:
    """Return a repository without issues."""
    (tmp_path / "gh").write_text(GH, encoding="utf-8")
    (tmp_path / "gh").chmod(0o755)
    return GitHub(folder=tmp_path)


def test_a_night_without_drift_opens_no_issue(github: GitHub) -> None:
    assert github.report("success").returncode == 0
    assert github.issues() == []


def test_drift_opens_an_issue_that_names_its_environments_and_the_run(github: GitHub) -> None:
    done = github.report("failure", DEV="", PROD="cfn/dynamodb.yaml Users: was changed")
    assert done.returncode == 0, done.stderr
    (issue,) = github.issues()
    assert "\n## prod\n\n    cfn/dynamodb.yaml Users: was changed\n" in issue["body"]
    assert "## dev" not in issue["body"]
    assert "https://example.com/run/1" in issue["body"]


def test_more_drift_updates_that_issue(github: GitHub) -> None:
    github.report("failure", DEV="first")
    github.report("failure", DEV="second", STG="third")
    (issue,) = github.issues()
    assert "second" in issue["body"]
    assert "third" in issue["body"]
    assert "first" not in issue["body"]


def test_the_issue_is_closed_when_nothing_drifts_and_the_next_one_is_new(github: GitHub) -> None:
    github.report("failure", DEV="first")
    assert github.report("success").returncode == 0
    github.report("failure", DEV="second")
    assert [issue["open"] for issue in github.issues()] == [False, True]


def test_a_job_that_could_not_look_is_said_too(github: GitHub) -> None:
    github.report("failure")
    assert "No environment reported anything" in github.issues()[0]["body"]


def test_a_run_that_was_cancelled_says_nothing(github: GitHub) -> None:
    github.report("failure", DEV="first")
    assert github.report("cancelled").returncode == 0
    assert [issue["open"] for issue in github.issues()] == [True]


@pytest.mark.parametrize("name", ["$(touch here)", "`touch here`", "```\n# A heading", "@everyone <img src=x>"])
def test_what_aws_says_is_text_and_nothing_else(name: str, github: GitHub, tmp_path: Path) -> None:
    assert github.report("failure", DEV=name).returncode == 0
    told = github.issues()[0]["body"].partition("## dev\n\n")[2].partition("\nThe run:")[0]
    assert [line for line in told.splitlines() if line and not line.startswith("    ")] == []
    assert not (tmp_path / "here").exists()


def detect(folder: Path, *, status: int, says: str) -> tuple[int, str]:
    """Return what scripts/drift.sh exits with and its step's outputs, when the command says this."""
    (folder / "scripts").mkdir()
    (folder / "scripts/drift.sh").write_bytes((ROOT / "scripts/drift.sh").read_bytes())
    (folder / ".venv/bin").mkdir(parents=True)
    command = folder / ".venv/bin/stamp-infra"
    command.write_text(f"#!{sys.executable}\nprint({says!r})\nraise SystemExit({status})\n", encoding="utf-8")
    command.chmod(0o755)
    outputs = folder / "outputs"
    outputs.touch()
    done = subprocess.run(
        ["bash", folder / "scripts/drift.sh", "stg"],  # noqa: S607 # as on a runner
        env={"PATH": os.environ["PATH"], "GITHUB_OUTPUT": str(outputs)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout == f"{says}\n"
    return done.returncode, outputs.read_text(encoding="utf-8")


def test_what_the_command_found_is_the_output_of_its_environment(tmp_path: Path) -> None:
    status, outputs = detect(tmp_path, status=1, says="Users changed\nprod<<EOF")
    assert status == 1
    assert re.fullmatch(r"stg<<([0-9a-f]{32})\nUsers changed\nprod<<EOF\n\1\n", outputs)


def test_an_environment_without_drift_has_no_output(tmp_path: Path) -> None:
    assert detect(tmp_path, status=0, says="Nothing changed") == (0, "")


def test_the_report_gets_each_environment_s_output() -> None:
    outputs = job("drift", "detect").body["outputs"]
    assert outputs == {name: f"${{{{ steps.drift.outputs.{name} }}}}" for name in ("dev", "stg", "prod")}
    given = job("drift", "report").body["env"]
    assert {given[name.upper()] for name in outputs} == {f"${{{{ needs.detect.outputs.{name} }}}}" for name in outputs}
    assert given["RESULT"] == "${{ needs.detect.result }}"


def test_the_report_is_made_when_a_detection_fails() -> None:
    assert job("drift", "report").body["if"] == "always() && needs.detect.result != 'skipped'"
    assert job("drift", "detect").body["strategy"]["fail-fast"] is False
