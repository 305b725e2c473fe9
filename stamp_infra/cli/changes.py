"""`stamp-infra changes`: what each environment's resources become since a revision, in Markdown."""

from __future__ import annotations

import io
import subprocess
import tarfile
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final

import click

from stamp_infra.core.errors import Mistake, UserError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stamp_infra.operations.changes import Change

_SIGNS: Final = {"removed": "**removed**", "changed": "changed", "added": "added"}


@click.command()
@click.argument("revision", default="HEAD")
def command(*, revision: str) -> None:
    """Show in Markdown which resources each environment would gain, lose or see changed since a git REVISION.

    It compares infrastructure/ in REVISION with the one here, as each environment would deploy it. It does not look at
    AWS, at the code of functions, or at the templates that stand alone.

    \b
    Examples:
      stamp-infra changes              what is not committed yet
      stamp-infra changes origin/main  what this branch would change
      stamp-infra changes v1.4.0       what came since a release
    """  # noqa: D301 - \b is for click: it keeps the lines after it apart
    from stamp_infra.operations.changes import by_environments, read

    with TemporaryDirectory() as folder:
        _extract(revision, Path(folder))
        found = by_environments(read(Path(folder)), read(Path()))
    for names, changes in found.items():
        click.echo(f"\n### {', '.join(names)}\n")
        click.echo("\n".join(_table(changes)) if changes else "No resource changes.")


def _extract(revision: str, folder: Path) -> None:
    """Write infrastructure/ as it was in a revision to a folder."""
    made = subprocess.run(  # noqa: S603 - no shell, and what begins with a dash is no revision
        ["git", "archive", "--format=tar", "--end-of-options", revision, "infrastructure"],  # noqa: S607 - from PATH
        capture_output=True,
        check=False,
    )
    if made.returncode:
        what = "is not a revision of this repository that holds infrastructure/"
        raise UserError([Mistake(where="REVISION", what=what, got=revision, remedy="name a commit, a tag or a branch")])
    with tarfile.open(fileobj=io.BytesIO(made.stdout)) as archive:
        for member in archive.getmembers():
            content = archive.extractfile(member)
            if content is not None:
                file = folder / member.name
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_bytes(content.read())


def _table(changes: tuple[Change, ...]) -> Iterator[str]:
    yield "| | resource | type | properties |"
    yield "|---|---|---|---|"
    for change in changes:
        properties = ", ".join(f"`{name}`" for name in change.properties)
        template = change.template.removeprefix("infrastructure/")
        yield f"| {_SIGNS[change.kind]} | `{template}` `{change.logical_id}` | `{change.type}` | {properties} |"
