"""A clone of the project in a folder of its own, whose scripts run as a person would run them."""

from __future__ import annotations

import os
import pty
import shutil
import subprocess
import sys
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from stamp_infra.operations.safeguards import UNPROTECTED

if TYPE_CHECKING:
    from stamp_infra.local.emulator import Emulator

ROOT: Final = Path(__file__).parents[2]
SAM: Final = "../../.venv/bin/sam"
SHOP: Final = Path(__file__).with_name("shop")
_COPIED: Final = ("templates", "infrastructure", "scripts", "pyproject.toml", ".gitignore")
_IDENTITY: Final = dict.fromkeys(
    ("GIT_AUTHOR_NAME", "GIT_AUTHOR_EMAIL", "GIT_COMMITTER_NAME", "GIT_COMMITTER_EMAIL"), "test@example.com"
)


@dataclass(frozen=True, kw_only=True)
class Project:
    """The clone in `folder`, and the embedded AWS that its commands talk to."""

    folder: Path
    emulator: Emulator

    @property
    def variables(self) -> dict[str, str]:
        """What a program of the project finds in its environment."""
        return {**os.environ, **self.emulator.variables, **_IDENTITY}

    def run(self, *command: str, stdin: str = "", **variables: str) -> subprocess.CompletedProcess[str]:
        """Run a program of the project, such as `scripts/deploy.sh`."""
        return subprocess.run(
            command,
            cwd=self.folder,
            env=self.variables | variables,
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

    def on_terminal(self, *command: str, answer: str) -> tuple[int, str]:
        """Run a program on a terminal, answer its first question, and return exit status and all that was shown."""
        terminal, inside = pty.openpty()
        with os.fdopen(terminal, "rb"):
            process = subprocess.Popen(
                command, cwd=self.folder, env=self.variables, stdin=inside, stdout=inside, stderr=inside
            )
            os.close(inside)
            shown, asked = b"", False
            # Linux says EIO when nobody has the terminal open any more.
            with suppress(OSError):
                while read := os.read(terminal, 4096):
                    shown += read
                    if not asked and shown.endswith(b"[y/N]: "):
                        asked = True
                        os.write(terminal, f"{answer}\n".encode())
            return process.wait(), shown.decode()

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

    def by_hand(self, command: str, environment: str) -> str:
        """Run SAM CLI as the manual does, and return what it says."""
        return self.ok("bash", "-ec", f"cd infrastructure/sam\n{SAM} {command} --config-env {environment}")

    def deploy(self, environment: str, *options: str) -> subprocess.CompletedProcess[str]:
        """Run the real scripts/deploy.sh."""
        return self.run("scripts/deploy.sh", environment, *options)


def project(folder: Path, emulator: Emulator) -> Project:
    """Return a clone in a new folder."""
    return _committed(folder, emulator, [ROOT / name for name in _COPIED])


def shop(folder: Path, emulator: Emulator) -> Project:
    """Return a project with the scripts, and with as little to deploy as there can be."""
    made = _committed(folder, emulator, [*SHOP.iterdir(), ROOT / "scripts", ROOT / ".gitignore"])
    made.render()
    made.commit("rendered")
    return made


def _committed(folder: Path, emulator: Emulator, sources: list[Path]) -> Project:
    folder.mkdir(parents=True)
    for source in sources:
        if source.is_dir():
            ignored = shutil.ignore_patterns(".aws-sam", "__pycache__")
            shutil.copytree(source, folder / source.name, ignore=ignored)
        else:
            shutil.copy(source, folder)
    (folder / ".venv").symlink_to(sys.prefix)
    # What was checked in this tree before is not checked again, not even in a folder that git makes of this clone.
    cache = ROOT / ".stamp-infra-cache"
    cache.mkdir(exist_ok=True)
    (folder / cache.name).symlink_to(cache)
    with (folder / ".gitignore").open("a", encoding="utf-8") as file:
        file.write("/.venv\n")
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
    """Deploy an environment as somebody does who agrees where that is asked, and put the secrets asked for next."""
    status, shown = made.on_terminal("scripts/deploy.sh", environment, answer="y")
    assert status == 0, shown
    assert (f" changes to {environment}? [y/N]: y\r\n" in shown) is (environment not in UNPROTECTED)
    put_secrets(made, environment)
