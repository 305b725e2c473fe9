"""A clone of the project in a folder of its own, whose scripts run as a person would run them."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from stamp_infra.local.emulator import Emulator

ROOT: Final = Path(__file__).parents[2]
_COPIED: Final = ("templates", "infrastructure", "scripts", "pyproject.toml", ".gitignore")
_IDENTITY: Final = dict.fromkeys(
    ("GIT_AUTHOR_NAME", "GIT_AUTHOR_EMAIL", "GIT_COMMITTER_NAME", "GIT_COMMITTER_EMAIL"), "test@example.com"
)


@dataclass(frozen=True, kw_only=True)
class Project:
    """The clone in `folder`, and the embedded AWS that its commands talk to."""

    folder: Path
    emulator: Emulator

    def run(self, *command: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
        """Run a program of the project, such as `scripts/deploy.sh`."""
        return subprocess.run(
            command,
            cwd=self.folder,
            env={**os.environ, **self.emulator.variables, **_IDENTITY},
            input=stdin,
            capture_output=True,
            text=True,
            check=False,
        )

    def ok(self, *command: str, stdin: str = "") -> str:
        """Run a program of the project that succeeds, and return what it says."""
        done = self.run(*command, stdin=stdin)
        assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
        return done.stdout

    def edit(self, path: str, before: str, after: str) -> None:
        """Replace a text that stands in a file."""
        file = self.folder / path
        text = file.read_text(encoding="utf-8")
        assert before in text, f"{path} does not hold {before!r}"
        file.write_text(text.replace(before, after), encoding="utf-8")

    def render(self) -> None:
        """Write infrastructure/ anew."""
        self.ok(".venv/bin/stamp-infra", "render")

    def commit(self, message: str) -> str:
        """Commit everything, and return the revision."""
        self.ok("git", "add", "--all")
        self.ok("git", "commit", "--quiet", "--message", message)
        return self.ok("git", "rev-parse", "HEAD").strip()

    def deploy(self, environment: str, *options: str) -> subprocess.CompletedProcess[str]:
        """Run the real scripts/deploy.sh."""
        return self.run("scripts/deploy.sh", environment, *options)


def project(folder: Path, emulator: Emulator) -> Project:
    """Return a clone in a new folder; what was checked in this tree before is not checked again."""
    folder.mkdir(parents=True)
    for name in _COPIED:
        source = ROOT / name
        if source.is_dir():
            ignored = shutil.ignore_patterns(".aws-sam", "__pycache__")
            shutil.copytree(source, folder / name, ignore=ignored)
        else:
            shutil.copy(source, folder)
    (folder / ".venv").symlink_to(sys.prefix)
    cache = ROOT / ".stamp-infra-cache"
    cache.mkdir(exist_ok=True)
    (folder / cache.name).symlink_to(cache)
    with (folder / ".gitignore").open("a", encoding="utf-8") as file:
        file.write(f"/.venv\n/{cache.name}\n")
    made = Project(folder=folder, emulator=emulator)
    made.ok("git", "init", "--quiet", "--initial-branch", "main")
    made.commit("as it is")
    return made


def put_secrets(made: Project, environment: str) -> None:
    """Put a value for each secret that the environment must have."""
    for line in made.ok(".venv/bin/stamp-infra", "secrets", "list", environment).splitlines():
        path, _, state = line.partition(": ")
        if state == "missing":
            name = path.removeprefix(f"/stamp-rally/{environment}/")
            made.ok(".venv/bin/stamp-infra", "secrets", "set", environment, name, "--stdin", stdin="0123456789abcdef")


def prepared(folder: Path, emulator: Emulator, environment: str) -> Project:
    """Return a clone that has prepared the account for an environment."""
    made = project(folder, emulator)
    made.ok("scripts/bootstrap.sh", environment, "--yes")
    return made


def first_deployment(made: Project, environment: str) -> None:
    """Deploy an environment, and put the secrets that its next deployment will ask for."""
    made.ok("scripts/deploy.sh", environment, "--yes")
    put_secrets(made, environment)
