"""An environment goes back by its old revision's own script, and a stuck stack is freed; data outlives both."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pytest

from stamp_infra.core.errors import UserError
from stamp_infra.operations.connect import connect
from stamp_infra.operations.record import Deployment, write
from stamp_infra.operations.rollback import choose, previous
from stamp_infra.operations.target import target
from tests.operations.aws import client
from tests.operations.command import ok, run
from tests.operations.stuck import GROUP, ended, pattern, status, stuck

if TYPE_CHECKING:
    from collections.abc import Mapping

STACK: Final = "stamp-rally-dev"
SAMCONFIG: Final = Path("infrastructure/sam/samconfig.toml").resolve()
WAIT: Final = "wait until it has ended, then repeat the command"
SCRIPT: Final = """#!/usr/bin/env bash
printf '%s\\n' "$(git rev-parse HEAD)" "${PWD}" "$(cat release)" "$*" "${PYTHONPATH}" >>"${ASKED}"
[[ -x .venv/bin/python ]]
exit "$(cat status)"
"""


@pytest.mark.parametrize(
    ("status", "way"),
    [
        ("CREATE_COMPLETE", "deploy"),
        ("UPDATE_COMPLETE", "deploy"),
        ("UPDATE_ROLLBACK_COMPLETE", "deploy"),
        ("IMPORT_COMPLETE", "deploy"),
        ("UPDATE_ROLLBACK_FAILED", "continue"),
        ("ROLLBACK_COMPLETE", "delete"),
        ("ROLLBACK_FAILED", "delete"),
        ("CREATE_FAILED", "delete"),
        ("REVIEW_IN_PROGRESS", "delete"),
    ],
)
def test_each_status_has_its_way(status: str, way: str) -> None:
    assert choose(target("dev"), status) == way


@pytest.mark.parametrize(
    ("status", "told"),
    [
        (None, "is not deployed; run `scripts/deploy.sh dev`"),
        ("UPDATE_IN_PROGRESS", f'something is under way already (got "UPDATE_IN_PROGRESS"); {WAIT}'),
        (
            "DELETE_FAILED",
            """is in a state that this cannot leave (got "DELETE_FAILED"); see the stack's events in the console""",
        ),
    ],
)
def test_a_status_without_a_way_is_told(status: str | None, told: str) -> None:
    with pytest.raises(UserError) as caught:
        choose(target("dev"), status)
    assert str(caught.value) == f"{STACK}: {told}"


@pytest.mark.parametrize(
    ("revisions", "before"),
    [
        ((), None),
        (("b",), None),
        (("b", "b"), None),
        (("b", "a"), "a"),
        (("b", "b", "", "a", "0"), "a"),
        (("", "a"), "a"),
    ],
)
def test_the_revision_before_is_the_latest_other_one(revisions: tuple[str, ...], before: str | None) -> None:
    assert previous([Deployment(revision=each, templates="", at="") for each in revisions]) == before


class Project:
    """A repository with two releases that were deployed, and a script that writes down what it is asked."""

    def __init__(self, folder: Path, asked: Path) -> None:
        self.folder = folder
        self.asked = asked
        (folder / "infrastructure/sam").mkdir(parents=True)
        shutil.copy(SAMCONFIG, folder / "infrastructure/sam")
        (folder / "pyproject.toml").write_text("", encoding="utf-8")
        self.git("init", "--quiet", "--initial-branch", "main")
        self.first = self.release({"release": "first", "status": "0"})
        (folder / "scripts").mkdir()
        (folder / "scripts/deploy.sh").write_text(SCRIPT, encoding="utf-8")
        (folder / "scripts/deploy.sh").chmod(0o755)
        self.old = self.release({"release": "old"})
        self.bad = self.release({"release": "bad", "status": "3"})
        self.new = self.release({"release": "new", "status": "0"})

    def git(self, *arguments: str) -> str:
        identity = ("-c", "user.name=test", "-c", "user.email=test@example.com", "-c", "commit.gpgsign=false")
        done = subprocess.run(
            ["git", *identity, *arguments],  # noqa: S607 - from PATH
            cwd=self.folder,
            capture_output=True,
            text=True,
            check=True,
        )
        return done.stdout.strip()

    def release(self, files: Mapping[str, str]) -> str:
        for name, text in files.items():
            (self.folder / name).write_text(text, encoding="utf-8")
        self.git("add", "--all")
        self.git("commit", "--quiet", "--message", files["release"])
        return self.git("rev-parse", "HEAD")

    def calls(self) -> list[list[str]]:
        lines = self.asked.read_text(encoding="utf-8").splitlines() if self.asked.exists() else []
        return [lines[start : start + 5] for start in range(0, len(lines), 5)]


@pytest.fixture
def project(account: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    assert account
    folder = tmp_path / "project"
    folder.mkdir()
    made = Project(folder, tmp_path / "asked")
    monkeypatch.chdir(folder)
    monkeypatch.setenv("ASKED", str(made.asked))
    create({"Kept": parameter("one")})
    to = target("dev")
    connection = connect(to)
    for revision in (made.old, made.new):
        write(connection, to, revision, {"sam/template.yaml": revision[:12]})
    return made


def test_it_goes_back_to_the_revision_before_by_its_own_script_in_a_folder_of_its_own(project: Project) -> None:
    (project.folder / "release").write_text("not committed", encoding="utf-8")
    shown = ok("rollback", "dev", "--yes")
    assert f"It goes back to revision {project.old[:10]}.\n" in shown
    assert f"{STACK} is CREATE_COMPLETE; revision {project.new[:10]}, deployed 20" in shown
    ((revision, folder, release, arguments, path),) = project.calls()
    assert (revision, release, arguments) == (project.old, "old", "dev --yes")
    assert path == folder != str(project.folder)
    assert not Path(folder).exists()
    assert (project.folder / "release").read_text(encoding="utf-8") == "not committed"
    assert project.git("worktree", "list").count("\n") == 0


def test_it_goes_to_a_revision_by_name_and_says_when_that_never_ran_there(project: Project) -> None:
    project.git("tag", "v1", project.old)
    assert "never" not in ok("rollback", "dev", "v1", "--yes")
    project.git("tag", "v2", project.bad)
    done = run("rollback", "dev", "v2", "--yes")
    assert f"It goes back to revision {project.bad[:10]}, which was never recorded for it." in done.output
    assert [call[0] for call in project.calls()] == [project.old, project.bad]


def test_a_deployment_that_fails_is_no_success_and_leaves_no_folder(project: Project) -> None:
    done = run("rollback", "dev", project.bad, "--yes")
    told = (
        f"{project.bad}: was not deployed: scripts/deploy.sh of it ends with exit status 3; "
        "see what it says above; nothing that it refused was done"
    )
    assert (done.status, done.mistakes) == (1, (told,))
    ((_, folder, *_),) = project.calls()
    assert not Path(folder).exists()
    assert project.git("worktree", "list").count("\n") == 0


def test_a_dry_run_lets_the_old_revision_say_what_would_change(project: Project) -> None:
    shown = ok("rollback", "dev", "--dry-run")
    assert shown.endswith("Nothing was changed: this was a dry run.\n")
    assert [call[3] for call in project.calls()] == ["dev --dry-run"]


def test_without_an_answer_nothing_is_done(project: Project) -> None:
    done = run("rollback", "dev", given="n\n")
    assert (done.status, project.calls()) == (1, [])
    assert "Do this in dev? [y/N]: n" in done.output


def test_a_revision_that_cannot_be_deployed_is_told(project: Project) -> None:
    told = 'REVISION: is no commit of this clone (got "v9"); run `git fetch --tags`, or name a commit or a tag'
    assert run("rollback", "dev", "v9", "--yes").mistakes == (told,)
    what = "has no scripts/deploy.sh: it is from before there was one"
    told = f'REVISION: {what} (got "{project.first}"); name a later one'
    assert run("rollback", "dev", project.first, "--yes").mistakes == (told,)
    assert project.calls() == []


def test_without_a_record_a_revision_has_to_be_named(project: Project) -> None:
    client("ssm").delete_parameter(Name="/stamp-rally/dev/deployed")
    what = "/stamp-rally/dev/deployed: knows of no deployment before this one; name a revision: a commit or a tag"
    assert run("rollback", "dev", "--yes").mistakes == (what,)
    ok("rollback", "dev", project.old, "--yes")
    assert [call[0] for call in project.calls()] == [project.old]


@pytest.mark.usefixtures("account")
def test_the_rest_of_a_failed_first_deployment_is_deleted_and_what_holds_data_is_kept() -> None:
    client("dynamodb").create_table(**schema("there"))
    status = create({"Kept": table("kept") | {"DeletionPolicy": "Retain"}, "There": late(table("there"), "Kept")})
    assert status == "ROLLBACK_COMPLETE"
    shown = ok("rollback", "dev", "--yes")
    assert "Its first deployment failed: what is left of it is deleted, but for what holds data." in shown
    assert client("cloudformation").describe_stacks()["Stacks"] == []
    assert "kept: kept" in shown.splitlines()
    assert client("dynamodb").list_tables()["TableNames"] == ["kept", "there"]


@pytest.mark.usefixtures("account")
def test_a_stuck_rollback_names_what_hinders_it_and_goes_on_when_that_is_mended() -> None:
    stuck(client, STACK)
    first = run("rollback", "dev", "--yes")
    (told,) = first.mistakes
    assert told.startswith(f"{STACK}: Filter: cannot be taken back: ")
    assert told.endswith("mend what it names, then repeat the command; or leave it as it is: --skip Filter")
    assert re.search(r"^  Filter \(AWS::Logs::MetricFilter, .+\), tried again: .+$", first.output, re.MULTILINE)
    client("logs").create_log_group(logGroupName=GROUP)
    assert ok("rollback", "dev", "--yes").endswith(f"{STACK}: done.\n")
    assert status(client, STACK) == "UPDATE_ROLLBACK_COMPLETE"
    assert pattern(client) == "one"


@pytest.mark.usefixtures("account")
def test_what_hinders_a_rollback_is_skipped_only_by_name() -> None:
    stuck(client, STACK)
    told = '--skip: is not what hinders the rollback (got "Kept"); name one of Filter'
    assert run("rollback", "dev", "--skip", "Kept", "--yes").mistakes == (told,)
    assert status(client, STACK) == "UPDATE_ROLLBACK_FAILED"
    shown = ok("rollback", "dev", "--skip", "Filter", "--yes")
    assert re.search(r"^  Filter \(AWS::Logs::MetricFilter, .+\), skipped: .+$", shown, re.MULTILINE)
    assert status(client, STACK) == "UPDATE_ROLLBACK_COMPLETE"


@pytest.mark.usefixtures("account")
def test_a_dry_run_of_a_stuck_rollback_changes_nothing() -> None:
    stuck(client, STACK)
    shown = ok("rollback", "dev", "--dry-run")
    assert "Its rollback goes on where it was stuck:" in shown
    assert status(client, STACK) == "UPDATE_ROLLBACK_FAILED"


def create(resources: Mapping[str, Any]) -> str:
    client("cloudformation").create_stack(StackName=STACK, TemplateBody=json.dumps({"Resources": resources}))
    return ended(client, STACK)


def parameter(value: str) -> dict[str, Any]:
    return {"Type": "AWS::SSM::Parameter", "Properties": {"Name": "/kept", "Type": "String", "Value": value}}


def table(name: str, **properties: Any) -> dict[str, Any]:
    return {"Type": "AWS::DynamoDB::Table", "Properties": {**schema(name), **properties}}


def schema(name: str) -> dict[str, Any]:
    return {
        "TableName": name,
        "BillingMode": "PAY_PER_REQUEST",
        "AttributeDefinitions": [{"AttributeName": "id", "AttributeType": "S"}],
        "KeySchema": [{"AttributeName": "id", "KeyType": "HASH"}],
    }


def late(resource: dict[str, Any], after: str) -> dict[str, Any]:
    return resource | {"DependsOn": after}
