"""A wrong argument of any script is told in one exact line, before anything is asked of AWS."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest

from tests.scripts.scripts import ROOT, refusal, run

UNKNOWN: Final = "is not an environment"
NAMES: Final = "name one of dev, stg, prod"
SCRIPTS: Final = ("bootstrap.sh", "rollback.sh", "smoke.sh")
SHELLCHECK: Final = Path(sys.executable).with_name("shellcheck")
NUMBERS: Final = (
    "write both, as `gh api repos/OWNER/REPO --jq '\"\\(.owner.id)/\\(.id)\"'` prints them"  # what a person copies
)


def unknown(got: str) -> tuple[int, str]:
    return 1, f'error: ENV: {UNKNOWN} (got "{got}"); {NAMES}'


def usage(text: str) -> tuple[int, str]:
    return 2, f"Error: {text}"


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["qa"], unknown("qa")),
        (["DEV"], unknown("DEV")),
        (["dev "], unknown("dev ")),
        (["../dev"], unknown("../dev")),
        (["dev,prod"], unknown("dev,prod")),
        (
            [],
            (1, f"error: ENV: is missing: tool.stamp-infra.accounts of pyproject.toml names no account; {NAMES}"),
        ),
        (["dev", "prod"], usage("Got unexpected extra argument (prod)")),
        (["dev", "--force"], usage("No such option: --force")),
        (["dev", "--github"], usage("Option '--github' requires an argument.")),
        (["dev", "--github", "rally"], (1, 'error: --github: is not OWNER/REPO (got "rally"); write both')),
        (["dev", "--github", "a/b/c"], (1, 'error: --github: is not OWNER/REPO (got "a/b/c"); write both')),
        (["dev", "--github", "a b/c"], (1, 'error: --github: is not OWNER/REPO (got "a b/c"); write both')),
        (["dev", "--github", "a/*"], (1, 'error: --github: is not OWNER/REPO (got "a/*"); write both')),
        (
            ["dev", "--github", "a/b", "--github-ids", "1"],
            (1, f'error: --github-ids: is not two numbers (got "1"); {NUMBERS}'),
        ),
        (
            ["dev", "--github", "a/b", "--github-ids", "1/x"],
            (1, f'error: --github-ids: is not two numbers (got "1/x"); {NUMBERS}'),
        ),
        (
            ["dev", "--github-ids", "1/2"],
            (1, "error: --github-ids: is of no use without --github; name the repository too"),
        ),
        (["dev", "--yes=1"], usage("Option '--yes' does not take a value.")),
    ],
)
def test_bootstrap_refuses(arguments: list[str], told: tuple[int, str]) -> None:
    assert refusal("bootstrap.sh", *arguments) == told


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ([], usage("Missing argument 'ENV'.")),
        (["qa"], unknown("qa")),
        (["Dev"], unknown("Dev")),
        ([""], unknown("")),
        (["default"], unknown("default")),
        (["dev;id"], unknown("dev;id")),
        (["--", "--json"], unknown("--json")),
        (["dev", "stg"], usage("Got unexpected extra argument (stg)")),
        (["dev", "stg", "prod"], usage("Got unexpected extra arguments (stg prod)")),
        (["dev", "--jsn"], usage("No such option: --jsn Did you mean --json?")),
        (["dev", "-x"], usage("No such option: -x")),
        (["dev", "--json=yes"], usage("Option '--json' does not take a value.")),
    ],
)
def test_smoke_refuses(arguments: list[str], told: tuple[int, str]) -> None:
    assert refusal("smoke.sh", *arguments) == told


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ([], usage("Missing argument 'ENV'.")),
        (["--yes"], usage("Missing argument 'ENV'.")),
        (["qa"], unknown("qa")),
        (["prod "], unknown("prod ")),
        (["v1.0.0", "prod"], unknown("v1.0.0")),
        (["$(id)"], unknown("$(id)")),
        (["dev", "v1", "v2"], usage("Got unexpected extra argument (v2)")),
        (["dev", "--revision", "v1"], usage("No such option: --revision")),
        (["dev", "--skip"], usage("Option '--skip' requires an argument.")),
        (["dev", "--dry"], usage("No such option: --dry (Possible options: --dry-run, --yes)")),
        (["dev", "--yes=1"], usage("Option '--yes' does not take a value.")),
        (["dev", "-y"], usage("No such option: -y")),
    ],
)
def test_rollback_refuses(arguments: list[str], told: tuple[int, str]) -> None:
    assert refusal("rollback.sh", *arguments) == told


@pytest.mark.parametrize("script", SCRIPTS)
def test_each_script_explains_itself_with_examples(script: str) -> None:
    status, output, errors = run(script, "--help")
    assert (status, errors) == (0, "")
    assert output.startswith(f"Usage: stamp-infra {script.removesuffix('.sh')} [OPTIONS] ")
    assert "Examples:" in output


@pytest.mark.parametrize("script", SCRIPTS)
def test_without_credentials_nothing_is_done(script: str) -> None:
    remedy = "sign in, or `eval $(stamp-infra local env)` for the embedded AWS"
    told = f"error: asking AWS whose credentials these are: there are no AWS credentials; {remedy}"
    assert refusal(script, "dev") == (1, told)


@pytest.mark.parametrize("script", SCRIPTS)
def test_shellcheck_has_nothing_to_say(script: str) -> None:
    done = subprocess.run(
        [SHELLCHECK, "-o", "all", ROOT / "scripts" / script], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout) == (0, "")
