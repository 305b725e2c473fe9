"""A place to try faults: an embedded AWS behind a proxy, and two revisions of the order service to deploy to it."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from stamp_infra.local import environment
from stamp_infra.local.emulator import running
from tests.faults.proxy import proxy

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from stamp_infra.local.emulator import Emulator
    from tests.faults.proxy import Proxy

ROOT: Final = Path(__file__).parents[2]
REGION: Final = "eu-central-1"
REVISIONS: Final = ("before", "after")
# What the second revision has that the first has not: a change in the root, one in a nested stack, one in the code.
CHANGES: Final = (
    ("tests/orders/templates/environments.py", "memory_mb=512", "memory_mb=1024"),
    ("tests/orders/templates/storage.py", "visibility_s=60", "visibility_s=90"),
    ("functions/lambda_function.py", '"statusCode": 501', '"statusCode": 503'),
)
_PYPROJECT: Final = '[tool.stamp-infra]\napp = "tests.faults.shop:app"\n'
_CODE: Final = """def lambda_handler(event, context):
    return {"statusCode": 501}
"""
_MAKEFILE: Final = 'build-%:\n\tcp lambda_function.py "$(ARTIFACTS_DIR)/"\n'
_IGNORED: Final = "__pycache__/\n.aws-sam/\n.venv/\n/.stamp-infra-cache\n"
_IDENTITY: Final = dict.fromkeys(
    ("GIT_AUTHOR_NAME", "GIT_AUTHOR_EMAIL", "GIT_COMMITTER_NAME", "GIT_COMMITTER_EMAIL"), "test@example.com"
)


@dataclass(frozen=True, kw_only=True)
class Ended:
    """How a command ended and what it said."""

    status: int
    output: str
    errors: str


@dataclass(frozen=True, kw_only=True)
class Lab:
    """An embedded AWS, its proxy, and a folder with a clone per revision."""

    emulator: Emulator
    proxy: Proxy
    folder: Path
    zygote: Path

    def run(self, account: str, revision: str, *command: str, stdin: str = "") -> Ended:
        """Run a program of a revision's clone against an account, by way of the proxy."""
        told = environment.of_client(self.emulator.port) | {
            "AWS_ENDPOINT_URL": self.proxy.url,
            "AWS_ACCESS_KEY_ID": account,
            "AWS_REGION": REGION,
            "AWS_DEFAULT_REGION": REGION,
            "FAULTS_ZYGOTE": str(self.zygote),
        }
        done = subprocess.run(
            command,
            cwd=self.folder / revision,
            env={**_clean(), **told, **_IDENTITY},
            input=stdin,
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )
        return Ended(status=done.returncode, output=done.stdout, errors=done.stderr)


def new_account() -> str:
    """Return the id of an account in which nothing is: the embedded AWS takes any twelve digits."""
    return f"{random.randrange(2 * 10**11, 9 * 10**11)}"  # noqa: S311 - no secret


def prepare(folder: Path) -> None:
    """Write a clone per revision, rendered and checked, whose commands ask a zygote."""
    before = folder / REVISIONS[0]
    for name in ("tests/faults/shop", "tests/orders/templates", "scripts"):
        shutil.copytree(ROOT / name, before / name, ignore=shutil.ignore_patterns("__pycache__"))
    cache = ROOT / ".stamp-infra-cache"
    cache.mkdir(exist_ok=True)
    (before / cache.name).symlink_to(cache)
    (before / "functions").mkdir()
    for path, text in (
        ("pyproject.toml", _PYPROJECT),
        (".gitignore", _IGNORED),
        ("functions/Makefile", _MAKEFILE),
        ("functions/lambda_function.py", _CODE),
    ):
        (before / path).write_text(text, encoding="utf-8")
    programs = before / ".venv/bin"
    programs.mkdir(parents=True)
    client = Path(__file__).with_name("client.py").read_text(encoding="utf-8")
    for name in ("stamp-infra", "sam"):
        program = programs / name
        program.write_text(f"#!{sys.executable} -IS\n{client}", encoding="utf-8")
        program.chmod(0o755)
    (programs / "python").symlink_to(sys.executable)
    _did(before, str(Path(sys.executable).with_name("stamp-infra")), "render")
    _did(before, "git", "init", "--quiet", "--initial-branch", "main")
    _did(before, "git", "add", "--all")
    _did(before, "git", "commit", "--quiet", "--message", REVISIONS[0])
    after = folder / REVISIONS[1]
    shutil.copytree(before, after, symlinks=True)
    for path, old, new in CHANGES:
        text = (after / path).read_text(encoding="utf-8")
        assert old in text, path
        (after / path).write_text(text.replace(old, new), encoding="utf-8")
    _did(after, str(Path(sys.executable).with_name("stamp-infra")), "render")
    _did(after, "git", "commit", "--quiet", "--all", "--message", REVISIONS[1])
    # Each clone has both, as a rollback needs them.
    _did(before, "git", "fetch", "--quiet", str(after), "main:after")


@contextmanager
def zygote(folder: Path) -> Iterator[Path]:
    """Run a zygote while the block runs, and yield its socket; it ends with this process."""
    path = folder / "zygote"
    program: list[str | Path] = [sys.executable, Path(__file__).with_name("zygote.py"), path]
    with (folder / "zygote.log").open("wb") as log:
        process = subprocess.Popen(
            program, cwd=folder, env=_clean(), stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log
        )
    try:
        assert process.stdout is not None
        assert process.stdout.readline() == b"ready\n", (folder / "zygote.log").read_text()
        yield path
    finally:
        process.kill()
        process.communicate()


@contextmanager
def lab(prepared: Path, folder: Path, zygote_: Path) -> Iterator[Lab]:
    """Run a lab with clones of its own while the block runs."""
    for revision in REVISIONS:
        shutil.copytree(prepared / revision, folder / revision, symlinks=True)
    with running() as emulator, proxy(emulator.url) as proxy_:
        yield Lab(emulator=emulator, proxy=proxy_, folder=folder, zygote=zygote_)


def _clean() -> Mapping[str, str]:
    return {name: value for name, value in os.environ.items() if not name.startswith(("AWS_", "PYTEST_", "GITHUB_"))}


def _did(folder: Path, *command: str) -> None:
    done = subprocess.run(
        command, cwd=folder, env={**_clean(), **_IDENTITY}, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
