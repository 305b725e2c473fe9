"""Each command of the deployment manual is one that exists, and says how it is known to work; both languages agree."""

from __future__ import annotations

import re
import shlex
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final

import botocore.session
import click
import pytest
from botocore import xform_name

from stamp_infra.cli.main import cli
from tests.pages import links, prose
from tests.rally.resolved import ENVIRONMENTS, resolved
from tests.workflows.workflows import ROOT, WORKFLOWS

if TYPE_CHECKING:
    from pathlib import Path

ENGLISH: Final = ROOT / "docs/deploy.md"
JAPANESE: Final = ROOT / "docs/deploy.ja.md"
MARKS: Final = {
    "Tested: ": "テスト済み: ",
    "Needs a real account.": "実際のアカウントが必要です。",
    "Needs GitHub.": "GitHub が必要です。",
}
FENCE: Final = re.compile(r"^```(\w*)\n(.*?)^```$\n\n(.*?)(?=\n\n|\Z)", re.MULTILINE | re.DOTALL)
GIT: Final = {"diff", "push", "tag"}
GH: Final = {("api", "repos/{owner}/{repo}"), ("run", "list"), ("variable", "list"), ("variable", "set")}
# Options of the AWS CLI itself.
EVERYWHERE: Final = {"--output", "--profile", "--query", "--region"}


@dataclass(frozen=True, kw_only=True)
class Block:
    """Commands, and what stands below them."""

    commands: tuple[str, ...]
    mark: str

    def __str__(self) -> str:
        return self.commands[0]


def blocks(page: Path) -> list[Block]:
    """Return the fenced blocks that name no language."""
    found = FENCE.findall(page.read_text(encoding="utf-8"))
    return [
        Block(commands=tuple(text.splitlines()), mark=mark.strip().replace("\n", " "))
        for language, text, mark in found
        if not language
    ]


COMMANDS: Final = list(dict.fromkeys(command for block in blocks(ENGLISH) for command in block.commands))


@cache
def service(name: str) -> Any:
    return botocore.session.get_session().get_service_model({"deploy": "codedeploy"}.get(name, name))


def options(words: list[str]) -> set[str]:
    return {word.partition("=")[0] for word in words if word.startswith("--")}


def aws(words: list[str]) -> None:
    """Assert that AWS has this operation with these options."""
    if words[:2] == ["sso", "login"]:
        assert options(words) <= EVERYWHERE
        return
    name, operation, *rest = words
    if operation == "wait":
        waiter, *rest = rest
        waiters = botocore.session.get_session().get_waiter_model(service(name).service_name)
        (found,) = [each for each in waiters.waiter_names if xform_name(each, "-") == waiter]
        operation = xform_name(waiters.get_waiter(found).operation, "-")
    (called,) = [each for each in service(name).operation_names if xform_name(each, "-") == operation]
    shape = service(name).operation_model(called).input_shape
    members = {xform_name(member, "-"): each.type_name for member, each in shape.members.items()} if shape else {}
    known = {f"--{member}" for member in members}
    known |= {f"--no-{member}" for member, kind in members.items() if kind == "boolean"}
    assert options(rest) <= known | EVERYWHERE
    required = {f"--{xform_name(member, '-')}" for member in shape.required_members} if shape else set()
    given = {each.replace("--no-", "--", 1) if each not in known else each for each in options(rest)}
    missing = required - given
    assert {each for each in missing if f"--no-{each[2:]}" not in options(rest)} == set()


def stamp_infra(words: list[str]) -> None:
    """Assert that the command takes these arguments, without running it."""
    command: click.Command | None = cli
    context = click.Context(cli)
    while isinstance(command, click.Group):
        name, *words = words
        command = command.get_command(context, name)
    assert command is not None
    made = command.make_context("manual", words)
    environment = made.params.get("environment")
    assert environment is None or environment in ENVIRONMENTS


def gh(words: list[str]) -> None:
    """Assert that this is a use of GitHub's command that we know, of a workflow that is there."""
    if words[:2] == ["workflow", "run"]:
        inputs = WORKFLOWS[words[2].removesuffix(".yml")]["on"]["workflow_dispatch"]["inputs"]
        fields = [after for before, after in pairwise(words) if before == "--field"]
        assert {field.partition("=")[0] for field in fields} <= inputs.keys()
        return
    assert (words[0], words[1]) in GH
    if "--workflow" in words:
        assert words[words.index("--workflow") + 1].removesuffix(".yml") in WORKFLOWS


def known(command: str) -> None:
    """Assert that a command is one that a reader can run."""
    program, *words = shlex.split(command)
    if program == "aws":
        aws(words)
    elif program == "gh":
        gh(words)
    elif program == "git":
        assert words[0] in GIT
    elif program == "make":
        targets = re.findall(r"^([a-z]+):(?!=)", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
        assert set(words) <= set(targets)
    elif program.startswith("scripts/"):
        assert (ROOT / program).exists()
        stamp_infra([program.removeprefix("scripts/").removesuffix(".sh"), *words])
    elif program.endswith(".venv/bin/stamp-infra"):
        stamp_infra(words)
    elif program.endswith(".venv/bin/sam"):
        assert (words[0], words[1], words[2]) in {(each, "--config-env", "dev") for each in ("build", "deploy")}
    elif program == "cd":
        assert (ROOT / words[0]).is_dir()
    else:
        assert (program, words) == ("export", ["AWS_PROFILE=stamp-rally-dev"]), command


def names(command: str) -> list[str]:
    """Return what a test of this command has to name; SAM, make and the shell are not ours to test."""
    program, *words = command.split()
    if program.startswith("scripts/"):
        return [program.removeprefix("scripts/").removesuffix(".sh")]
    return [words[0]] if program.endswith("stamp-infra") else []


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_exists_with_its_options(command: str) -> None:
    known(command)


@pytest.mark.parametrize(
    "command",
    [
        "aws dynamodb restore-tables --table-name x",
        "aws dynamodb create-backup --table x --backup-name y",
        "aws dynamodb create-backup --table-name x",
        "aws dynamodb wait table-there --table-name x",
        "gh workflow run rollback.yml --field stage=prod",
        "gh repo delete",
        "git reset --hard",
        "make nothing",
        "scripts/nothing.sh dev",
        "scripts/deploy.sh production",
        "scripts/deploy.sh dev --force",
        ".venv/bin/stamp-infra secrets show dev",
        "rm -rf .",
    ],
)
def test_a_command_that_does_not_exist_would_be_found(command: str) -> None:
    with pytest.raises((AssertionError, ValueError, KeyError, click.UsageError)):
        known(command)


@pytest.mark.parametrize("block", blocks(ENGLISH), ids=str)
def test_every_command_says_where_it_is_tested_or_what_it_needs(block: Block) -> None:
    if block.mark.startswith("Tested: "):
        tests = re.findall(r"\]\(\.\./([^)]+)\)", block.mark)
        assert tests
        text = "\n".join((ROOT / test).read_text(encoding="utf-8") for test in tests)
        assert {name for command in block.commands for name in names(command) if name not in text} == set()
    else:
        assert block.mark in MARKS


@pytest.mark.parametrize("block", blocks(ENGLISH), ids=str)
def test_what_needs_an_account_or_github_does_not_claim_to_be_tested(block: Block) -> None:
    programs = {command.split()[0] for command in block.commands}
    if programs & {"aws", "gh"}:
        assert not block.mark.startswith("Tested: ")


def test_both_languages_give_the_same_commands_with_the_same_marks() -> None:
    def translated(mark: str) -> str:
        start = next(start for start in MARKS if mark.startswith(start))
        return mark.replace(start, MARKS[start]).removesuffix(" runs it.")

    english = [Block(commands=block.commands, mark=translated(block.mark)) for block in blocks(ENGLISH)]
    assert blocks(JAPANESE) == english


def test_both_languages_have_the_same_sections_tables_and_links() -> None:
    def outline(page: Path) -> list[str]:
        return re.findall(r"^#+ (?:\d+\.)?|^\|(?=-)", prose(page), re.MULTILINE)

    def targets(page: Path) -> list[str]:
        return [link for link in links(page) if not link.startswith(("#", "deploy"))]

    assert outline(JAPANESE) == outline(ENGLISH)
    assert targets(JAPANESE) == targets(ENGLISH)


@pytest.mark.parametrize("page", [ENGLISH, JAPANESE], ids=["en", "ja"])
def test_what_stays_of_a_deleted_environment_is_what_the_templates_retain(page: Path) -> None:
    listed = set(re.findall(r"^\| `(AWS::\w+::\w+)` \|", prose(page), re.MULTILINE))
    kept = ("Retain", "RetainExceptOnCreate")
    retained = {
        resource.type
        for environment in ENVIRONMENTS
        for resource in resolved(environment).resources
        if resource.attributes.get("DeletionPolicy") in kept
    }
    assert listed == retained
