"""A revision's files in a folder of their own, gone afterwards; the folder one works in is never touched."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from stamp_infra.core.errors import Mistake, UserError

if TYPE_CHECKING:
    from collections.abc import Iterator


def commit(revision: str) -> str:
    """Return the hash of the commit that a name means; raise `UserError` when this clone has no such commit."""
    asked = _git("rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    if asked.returncode or not asked.stdout.strip():
        remedy = "run `git fetch --tags`, or name a commit or a tag"
        raise UserError([Mistake(where="REVISION", what="is no commit of this clone", got=revision, remedy=remedy)])
    return asked.stdout.strip()


@contextmanager
def worktree(revision: str) -> Iterator[Path]:
    """Check a commit out into a temporary folder, with this program's packages beside it as `.venv`."""
    with tempfile.TemporaryDirectory(prefix="stamp-infra-rollback-") as name:
        folder = Path(name) / "project"
        made = _git("worktree", "add", "--detach", "--quiet", str(folder), revision)
        if made.returncode:
            remedy = "mend what git names, then repeat the command"
            raise UserError([Mistake(where="git worktree", what=made.stderr.strip(), remedy=remedy)])
        try:
            (folder / ".venv").symlink_to(sys.prefix)
            yield folder
        finally:
            _git("worktree", "remove", "--force", str(folder))


def _git(*arguments: str) -> subprocess.CompletedProcess[str]:
    # A list of arguments, and git is found by PATH as everywhere.
    return subprocess.run(["git", *arguments], capture_output=True, text=True, check=False)  # noqa: S603, S607
