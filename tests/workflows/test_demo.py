"""`make demo` deploys only where nothing is deployed, fills the tables, and plays."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING, Final

import pytest

from tests.workflows.workflows import ROOT

if TYPE_CHECKING:
    from pathlib import Path

# Writes down what it is asked, and fails at what FAILING names.
ASKED: Final = f"""#!{sys.executable}
import os, pathlib, sys
asked = " ".join([pathlib.Path(sys.argv[0]).name, *sys.argv[1:]])
with open("asked", "a") as file:
    print(asked, file=file)
sys.exit(asked == os.environ.get("FAILING"))
"""
STATUS: Final = "stamp-infra local status"
SHOWN: Final = "stamp-infra local seed --dry-run"
SEEDED: Final = "stamp-infra local seed"
PLAYED: Final = "python -m tests.demo"


def run(folder: Path, *arguments: str, failing: str = "") -> tuple[subprocess.CompletedProcess[str], list[str]]:
    """Run the script, and return what it asked for as well."""
    (folder / "scripts").mkdir()
    shutil.copy(ROOT / "scripts/demo.sh", folder / "scripts")
    (folder / ".venv/bin").mkdir(parents=True)
    for name in (".venv/bin/stamp-infra", ".venv/bin/python", "scripts/local.sh"):
        (folder / name).write_text(ASKED, encoding="utf-8")
        (folder / name).chmod(0o755)
    done = subprocess.run(
        [folder / "scripts/demo.sh", *arguments],
        env={"PATH": os.environ["PATH"], "FAILING": failing},
        capture_output=True,
        text=True,
        check=False,
    )
    asked = folder / "asked"
    return done, asked.read_text(encoding="utf-8").splitlines() if asked.exists() else []


def test_where_dev_is_deployed_it_plays_at_once(tmp_path: Path) -> None:
    done, asked = run(tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert asked == [STATUS, SHOWN, SEEDED, PLAYED]


@pytest.mark.parametrize(("failing", "before"), [(STATUS, [STATUS]), (SHOWN, [STATUS, SHOWN])])
def test_where_it_is_not_it_is_deployed_first(tmp_path: Path, failing: str, before: list[str]) -> None:
    done, asked = run(tmp_path, failing=failing)
    assert done.returncode == 0
    assert asked == [*before, "local.sh", SEEDED, PLAYED]


@pytest.mark.parametrize("failing", [SEEDED, PLAYED])
def test_what_fails_ends_it(tmp_path: Path, failing: str) -> None:
    done, asked = run(tmp_path, failing=failing)
    assert (done.returncode, asked[-1]) == (1, failing)


@pytest.mark.parametrize("argument", ["dev", "--yes", "-x", "--port=1", "up", "", "a b", "$HOME", "--", "help"])
def test_it_takes_no_arguments(argument: str, tmp_path: Path) -> None:
    done, asked = run(tmp_path, argument)
    quoted = subprocess.run(["bash", "-c", 'printf %q "$1"', "_", argument], capture_output=True, text=True, check=True)  # noqa: S607 # found on PATH
    assert (done.returncode, done.stderr) == (2, f"error: it takes no arguments (got {quoted.stdout}); see --help\n")
    assert asked == []


def test_help_says_what_it_does(tmp_path: Path) -> None:
    done, asked = run(tmp_path, "--help")
    assert (done.returncode, asked) == (0, [])
    assert done.stdout.startswith("Usage: scripts/demo.sh\n")


def test_make_calls_it() -> None:
    done = subprocess.run(["make", "--dry-run", "demo"], cwd=ROOT, capture_output=True, text=True, check=True)  # noqa: S607 # found on PATH
    assert done.stdout.splitlines()[-1] == "scripts/demo.sh"
