"""`make local` deploys by the scripts of every environment, and calls the API last."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING, Final

import pytest

from tests.workflows.workflows import ROOT

if TYPE_CHECKING:
    from pathlib import Path

# Writes down what it is asked, and answers as one that runs and whose secrets are not set.
COMMAND: Final = f"""#!{sys.executable}
import os, sys
with open("asked", "a") as asked:
    print(*sys.argv[1:], os.environ.get("AWS_ENDPOINT_URL", "nowhere"), file=asked)
match sys.argv[1:]:
    case ["local", "env"]:
        print("export AWS_ENDPOINT_URL=http://localhost:4566")
    case ["secrets", "check", _]:
        sys.exit(1)
    case ["secrets", "set", *_]:
        assert len(sys.stdin.read()) == 32
    case [name, *_]:
        sys.exit(name == os.environ.get("FAILING"))
"""


def run(folder: Path, failing: str = "") -> subprocess.CompletedProcess[str]:
    shutil.copytree(ROOT / "scripts", folder / "scripts")
    command = folder / ".venv/bin/stamp-infra"
    command.parent.mkdir(parents=True)
    command.write_text(COMMAND, encoding="utf-8")
    command.chmod(0o755)
    return subprocess.run(
        [folder / "scripts/local.sh"],
        env={"PATH": os.environ["PATH"], "FAILING": failing},
        capture_output=True,
        text=True,
        check=False,
    )


def test_it_deploys_with_the_scripts_of_every_environment_to_the_embedded_aws_alone(tmp_path: Path) -> None:
    done = run(tmp_path)
    assert done.returncode == 0, done.stderr
    embedded = "http://localhost:4566"
    assert (tmp_path / "asked").read_text(encoding="utf-8").splitlines() == [
        "local up nowhere",
        "local env nowhere",
        f"bootstrap dev --yes {embedded}",
        f"deploy dev --yes {embedded}",
        f"secrets check dev {embedded}",
        f"secrets set dev line/channel-secret --stdin {embedded}",
        f"smoke dev --failures {embedded}",
        f"local visit dev {embedded}",
    ]


@pytest.mark.parametrize("failing", ["bootstrap", "deploy", "smoke", "local"])
def test_what_fails_ends_it(failing: str, tmp_path: Path) -> None:
    assert run(tmp_path, failing).returncode == 1
    assert (tmp_path / "asked").read_text(encoding="utf-8").splitlines()[-1].startswith(failing)


def test_make_renders_and_checks_before_it() -> None:
    asked = ["make", "--dry-run", "local"]
    done = subprocess.run(asked, cwd=ROOT, capture_output=True, text=True, check=True)
    steps = re.findall(r"stamp-infra (render|check --strict)|(scripts/local\.sh)", done.stdout)
    assert ["".join(step) for step in steps] == ["render", "check --strict", "scripts/local.sh"]
