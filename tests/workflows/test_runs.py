"""Every step of the workflows is run: by the same shell, with the same variables, up to the command that it ends in."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING, Final

import click
import pytest

from stamp_infra.cli.main import cli
from tests.workflows.workflows import ROOT, RUNS, Job, words

if TYPE_CHECKING:
    from pathlib import Path

# Stands where `make install` puts the command, and writes down what it was asked.
RECORDER: Final = f"""#!{sys.executable}
import json, sys
from pathlib import Path
with Path("asked.jsonl").open("a") as asked:
    asked.write(json.dumps(sys.argv[1:]) + chr(10))
"""
VARIABLES: Final = {"ENVIRONMENT": "prod", "REVISION": "v1.2.3", "GITHUB_BASE_REF": "main"}
SCRIPTS: Final = [(job, run) for job, run in RUNS if words(run)[0].startswith("scripts/") and "issue" not in run]


def bash(run: str, folder: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run a step as GitHub does."""
    return subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", run],  # noqa: S607 # as on a runner
        cwd=folder,
        env={"PATH": os.environ["PATH"], "HOME": str(folder), **VARIABLES, **variables},
        capture_output=True,
        text=True,
        check=False,
    )


def asked(folder: Path) -> list[list[str]]:
    """Return the arguments of every call of `stamp-infra`."""
    return [json.loads(line) for line in (folder / "asked.jsonl").read_text(encoding="utf-8").splitlines()]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Return a folder with the scripts, and a command that only writes down what it is asked."""
    shutil.copytree(ROOT / "scripts", tmp_path / "scripts")
    command = tmp_path / ".venv/bin/stamp-infra"
    command.parent.mkdir(parents=True)
    command.write_text(RECORDER, encoding="utf-8")
    command.chmod(0o755)
    return tmp_path


@pytest.mark.parametrize(("job", "run"), SCRIPTS, ids=str)
def test_a_script_hands_its_step_s_arguments_to_a_command_that_takes_them(job: Job, run: str, project: Path) -> None:
    done = bash(run, project)
    assert done.returncode == 0, f"{job}: {done.stderr}"
    ((name, *arguments),) = asked(project)
    command = cli.get_command(click.Context(cli), name)
    assert command is not None
    # Raises what a user would be told about a wrong argument.
    context = command.make_context(name, list(arguments))
    assert VARIABLES["ENVIRONMENT"] in context.params.values()


@pytest.mark.parametrize("run", sorted({run for _, run in SCRIPTS if "smoke" not in run and "drift" not in run}))
def test_nobody_is_asked_where_nobody_can_answer(run: str, project: Path) -> None:
    assert bash(run, project).returncode == 0
    assert "--yes" in asked(project)[0]


@pytest.mark.parametrize(
    ("revision", "handed"), [("", []), ("v1.2.3", ["v1.2.3"]), ("--help", ["--help"]), ("v1 *", ["v1 *"])]
)
def test_a_rollback_takes_a_revision_or_none_and_never_an_option(
    revision: str, handed: list[str], project: Path
) -> None:
    (run,) = [run for job, run in RUNS if job.workflow == "rollback" and "rollback.sh" in run]
    assert bash(run, project, REVISION=revision).returncode == 0
    assert asked(project) == [["rollback", "--yes", "--", "prod", *handed]]


@pytest.mark.parametrize("name", ["'; touch here; '", "$(touch here)", "`touch here`"])
def test_what_a_person_types_is_never_run(name: str, project: Path) -> None:
    for _, run in SCRIPTS:
        bash(run, project, ENVIRONMENT=name, REVISION=name)
    assert not (project / "here").exists()


@pytest.mark.parametrize("run", sorted({run for _, run in RUNS if "make " in run}))
def test_make_knows_what_it_would_do(run: str, tmp_path: Path) -> None:
    done = bash(run.replace("make ", "make --dry-run "), ROOT, GITHUB_STEP_SUMMARY=str(tmp_path / "summary.md"))
    assert done.returncode == 0, done.stderr
