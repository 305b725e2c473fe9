"""The scripts as a person starts them, with no way to reach any AWS."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Final

from stamp_infra.cli.main import cli
from stamp_infra.core.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Mapping

ROOT: Final = Path(__file__).parents[2]
# No credentials, and a port of loopback on which nobody listens: a run that should have been refused can do no harm.
NOWHERE: Final = {
    "AWS_ENDPOINT_URL": "http://127.0.0.1:9",
    "AWS_CONFIG_FILE": "/dev/null",
    "AWS_SHARED_CREDENTIALS_FILE": "/dev/null",
    "AWS_EC2_METADATA_DISABLED": "true",
}
HARMLESS: Final = f"#!{sys.executable}\nfrom pathlib import Path\n(Path(__file__).parent / 'called').touch()\n"


@dataclass(frozen=True, kw_only=True)
class Done:
    """Exit status, standard output and standard error of a run."""

    status: int
    output: str
    errors: str


def run(script: str, *arguments: str) -> Done:
    """Run the script itself, from another folder."""
    variables = {name: value for name, value in os.environ.items() if not name.startswith("AWS_")} | NOWHERE
    return _run([ROOT / "scripts" / script, *arguments], variables)


def run_here(script: str, *arguments: str) -> Done:
    """Run what the script hands its arguments to, in this process: a hundred runs in the time of three."""
    output, errors = StringIO(), StringIO()
    status: object = 0
    with redirect_stdout(output), redirect_stderr(errors):
        try:
            cli.main([script.removesuffix(".sh"), *arguments], prog_name="stamp-infra")
        except UserError as error:
            status = 1
            errors.writelines(f"error: {mistake}\n" for mistake in error.mistakes)
        except SystemExit as ended:
            status = ended.code
    assert isinstance(status, int)
    return Done(status=status, output=output.getvalue(), errors=errors.getvalue())


@dataclass(frozen=True, kw_only=True)
class Harmless:
    """The scripts in a folder where every program that they would call only leaves a trace."""

    folder: Path

    def run(self, script: str, *arguments: str, variables: Mapping[str, str]) -> Done:
        """Run a script with these variables and no others."""
        path = f"{self.folder / 'programs'}:{os.environ['PATH']}"
        return _run([self.folder / "scripts" / script, *arguments], {"PATH": path, **variables})

    @property
    def untouched(self) -> bool:
        """Whether no program was called."""
        return not list(self.folder.glob("**/called"))


def harmless(folder: Path) -> Harmless:
    """Return the scripts in a new folder, which is a repository with one commit on main."""
    shutil.copytree(ROOT / "scripts", folder / "scripts")
    identity = ("-c", "user.name=test", "-c", "user.email=test@example.com", "-c", "commit.gpgsign=false")
    for arguments in (
        ["init", "--quiet", "--initial-branch", "main"],
        ["commit", "--quiet", "--allow-empty", "-mx"],
    ):
        subprocess.run(["git", *identity, *arguments], cwd=folder, check=True)  # noqa: S607 - from PATH
    for program in (".venv/bin/stamp-infra", "programs/gh"):
        path = folder / program
        path.parent.mkdir(parents=True)
        path.write_text(HARMLESS, encoding="utf-8")
        path.chmod(0o755)
    return Harmless(folder=folder)


def _run(command: list[str | Path], variables: Mapping[str, str]) -> Done:
    done = subprocess.run(
        command,
        cwd="/",
        env=dict(variables),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    return Done(status=done.returncode, output=done.stdout, errors=done.stderr)
