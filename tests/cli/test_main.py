"""The command explains itself, runs what it is asked, and tells a user's mistakes without a traceback."""

from __future__ import annotations

import re
import subprocess
import sys
from importlib import import_module, metadata
from typing import TYPE_CHECKING

import click
import pytest

from stamp_infra.cli.main import COMMANDS, cli
from tests.cli.running import run

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize("option", ["--help", "-h"])
def test_help_lists_every_command_with_what_it_does(capsys: pytest.CaptureFixture[str], option: str) -> None:
    shown = run(capsys, option)
    assert shown.status == 0
    assert dict(re.findall(r"^  ([a-z-]+)  +(.+)$", shown.out, re.MULTILINE)).items() >= COMMANDS.items()


@pytest.mark.parametrize("name", [[], *([name] for name in COMMANDS)])
def test_every_help_shows_examples_line_by_line(capsys: pytest.CaptureFixture[str], name: list[str]) -> None:
    shown = run(capsys, *name, "--help").out
    lines = shown.split("Examples:\n")[1].split("\n\n")[0].splitlines()
    assert len(lines) > 1
    assert all(line.startswith("    ") and " ".join(["stamp-infra", *name]) in line for line in lines)
    assert "\\b" not in shown


@pytest.mark.parametrize("name", COMMANDS)
def test_each_command_is_the_module_of_its_name(name: str) -> None:
    module = import_module(f"stamp_infra.cli.{name.replace('-', '_')}")
    assert cli.get_command(click.Context(cli), name) is module.command


def test_the_version_is_that_of_the_installed_library(capsys: pytest.CaptureFixture[str]) -> None:
    assert metadata.version("stamp-infra") in run(capsys, "--version").out


@pytest.mark.parametrize("arguments", [["rendre"], ["--wrong"], ["render", "--wrong"], ["render", "it"], ["new-stack"]])
def test_wrong_usage_is_told_with_status_2(capsys: pytest.CaptureFixture[str], arguments: list[str]) -> None:
    ran = run(capsys, *arguments)
    assert ran.status == 2
    assert ran.err.startswith("Usage: stamp-infra")
    assert ran.out == ""


def test_a_user_s_mistake_is_told_on_standard_error_with_status_1(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "render") == (
        1,
        "",
        "error: pyproject.toml: there is none in this folder; run from the project's folder\n",
    )


def test_the_program_itself_ends_without_a_traceback(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", "from stamp_infra.cli.main import main; main()", "render"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (1, "")
    assert "Traceback" not in done.stderr


def test_asking_for_help_loads_nothing_that_a_command_needs(tmp_path: Path) -> None:
    code = (
        "import sys; from click.testing import CliRunner; from stamp_infra.cli.main import cli;"
        "assert CliRunner().invoke(cli, ['--help']).exit_code == 0;"
        "print(sorted({'yaml', 'cfnlint', 'rich', 'samtranslator', 'troposphere'} & {*sys.modules}))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
