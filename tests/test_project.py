"""The repository says nothing of the machine it was written on, and installs and tests itself as its files say."""

from __future__ import annotations

import re
import subprocess
import tomllib
from pathlib import Path
from typing import Any, Final

import pytest
import yaml

ROOT: Final = Path(__file__).parents[1]
REQUIREMENTS: Final = sorted((ROOT / "requirements").glob("*.txt"))
WORKFLOWS: Final = sorted((ROOT / ".github" / "workflows").glob("*.yml"))

# Each is written so that it does not find itself here.
MACHINE: Final = re.compile(r"(?<![\w.*/-])/(?:home|root|Users|work|farm)/[\w.]|[A-Z]:\\Users")
REGISTRY: Final = re.compile(r"\b(?:py[p]i\.org|python[h]osted\.org|registry\.np[m]js\.org|npm[j]s\.com)\b")
ACCOUNT: Final = re.compile(r"(?<![\w.])\d{12}(?![\w.])")
# Digits that count up, as in AWS's documentation, belong to nobody.
EXAMPLES: Final = "0123456789" * 3


def tracked() -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],  # noqa: S607 # git is found on PATH
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    return [path for name in listed.split("\0") if name and (path := ROOT / name).is_file()]


def findings(pattern: re.Pattern[str], *, but: tuple[str, ...] = ()) -> list[str]:
    """Return `file:line: match` of every match in the repository's text files but those under `but`."""
    found = []
    for path in tracked():
        name = path.relative_to(ROOT).as_posix()
        if name.startswith(but):
            continue
        for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), start=1):
            found += [f"{name}:{number}: {match[0]}" for match in pattern.finditer(line)]
    return found


def pins(requirements: Path) -> dict[str, str]:
    return dict(re.findall(r"^([a-z0-9.-]+)==(\S+)", requirements.read_text(encoding="utf-8"), re.MULTILINE))


def workflow_steps() -> list[tuple[str, dict[str, Any]]]:
    return [
        (workflow.name, step)
        for workflow in WORKFLOWS
        for job in yaml.safe_load(workflow.read_text(encoding="utf-8"))["jobs"].values()
        for step in job.get("steps", [])
    ]


@pytest.mark.parametrize(
    ("pattern", "text", "matches"),
    [
        pytest.param(MACHINE, "see " + "/home" + "/someone/project", True, id="a home folder"),
        pytest.param(MACHINE, "`" + "/root" + "/.config`", True, id="a quoted folder"),
        pytest.param(MACHINE, "GET /users/me and docs/work/home", False, id="paths of a URL and of this repository"),
        pytest.param(REGISTRY, "https://py" + "pi.org/simple", True, id="a registry"),
        pytest.param(REGISTRY, "the public index", False, id="a registry without its name"),
        pytest.param(ACCOUNT, "arn:aws:iam::" + "987654" + "321098" + ":root", True, id="an account"),
        pytest.param(ACCOUNT, "1767225600000 and 0a1234567890125f", False, id="a time and a hash"),
    ],
)
def test_the_patterns_below_find_what_they_are_for(pattern: re.Pattern[str], text: str, *, matches: bool) -> None:
    assert bool(pattern.search(text)) is matches


def test_no_file_names_a_folder_of_somebodys_machine() -> None:
    assert findings(MACHINE) == []


def test_no_file_names_the_host_of_a_package_registry() -> None:
    assert findings(REGISTRY) == []


def test_no_file_holds_an_account_number() -> None:
    # pyproject.toml may name the account of each environment, so that nothing is deployed to another one.
    found = findings(ACCOUNT, but=("requirements/", "pyproject.toml"))
    assert [each for each in found if each[-12:] not in EXAMPLES] == []


@pytest.mark.parametrize("requirements", REQUIREMENTS, ids=lambda path: path.name)
def test_every_requirement_is_pinned_with_a_hash(requirements: Path) -> None:
    text = requirements.read_text(encoding="utf-8").replace("\\\n", "")
    lines = [line for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#")]
    assert lines
    assert [line for line in lines if not re.fullmatch(r"[a-z0-9.-]+==\S+( +--hash=sha256:[0-9a-f]{64})+", line)] == []


@pytest.mark.parametrize("requirements", REQUIREMENTS, ids=lambda path: path.name)
def test_requirements_name_no_index_and_no_address(requirements: Path) -> None:
    assert re.findall(r"https?://|file://|--[a-z-]*(?:index|find-links|host)\S*", requirements.read_text("utf-8")) == []


def test_what_the_library_needs_is_pinned_alike_for_users_and_developers() -> None:
    runtime, dev = pins(ROOT / "requirements/runtime.txt"), pins(ROOT / "requirements/dev.txt")
    assert runtime
    assert runtime.items() <= dev.items()


def test_everything_that_pyproject_asks_for_is_pinned() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]

    def names(asked: list[str]) -> set[str]:
        return {re.split(r"[<>=~!\[; ]", each, maxsplit=1)[0].lower() for each in asked}

    assert names(project["dependencies"]) <= pins(ROOT / "requirements/runtime.txt").keys()
    assert names(project["optional-dependencies"]["dev"]) <= pins(ROOT / "requirements/dev.txt").keys()


def test_make_without_a_target_lists_every_target() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    phony = re.search(r"^\.PHONY: (.*)$", makefile, re.MULTILINE)
    written = set(re.findall(r"^([a-z][a-z-]*):(?!=)", makefile, re.MULTILINE))
    listed = subprocess.run(
        ["make", "--no-print-directory"],  # noqa: S607 # make is found on PATH
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    assert phony
    assert set(re.findall(r"^  make ([a-z-]+) +\S", listed, re.MULTILINE)) == written == set(phony[1].split())


def test_ci_runs_what_people_run() -> None:
    run = ROOT / ".ci/run"
    assert run.stat().st_mode & 0o111
    assert run.read_text(encoding="utf-8").splitlines()[-1] == "make --no-print-directory test"
    assert any(step.get("run") == ".ci/run" for _, step in workflow_steps())


def test_every_action_is_pinned_by_its_full_commit_hash() -> None:
    used = re.findall(r"uses:(.*)", "\n".join(workflow.read_text(encoding="utf-8") for workflow in WORKFLOWS))
    assert used
    # `$` is this repository at the same commit.
    pinned = re.compile(r" (?:[\w/.-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+|\$/\.github/workflows/[a-z-]+\.yml)")
    assert [line for line in used if not pinned.fullmatch(line)] == []


def test_a_workflow_may_do_nothing_that_a_job_does_not_ask_for() -> None:
    assert {workflow.name: yaml.safe_load(workflow.read_text("utf-8"))["permissions"] for workflow in WORKFLOWS} == {
        workflow.name: {} for workflow in WORKFLOWS
    }


def test_a_checkout_keeps_no_credentials() -> None:
    checkouts = [step for _, step in workflow_steps() if step.get("uses", "").startswith("actions/checkout@")]
    assert checkouts
    assert all(step["with"]["persist-credentials"] is False for step in checkouts)
