"""`stamp-infra render`: declaration in, `infrastructure/` out, and nothing written when anything is wrong."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from stamp_infra.core.errors import Mistake, UserError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from stamp_infra.workspace.files import Change

FOLDER: Final = "infrastructure"
_COLOURS: Final = {"+": "green", "-": "red", "@": "cyan"}


@click.command()
@click.option("--check", is_flag=True, help="Write nothing; show the difference and exit with 1 when there is one.")
@click.option("--dry-run", is_flag=True, help="Write nothing; show the difference and exit with 0.")
@click.option(
    "--stdout", "only", metavar="TEMPLATE", help="Print one template, such as dynamodb or sam; write nothing."
)
@click.option("--json", "as_json", is_flag=True, help="Print what was changed as one JSON document.")
def command(*, check: bool, dry_run: bool, only: str | None, as_json: bool) -> None:
    """Write infrastructure/ from the application that pyproject.toml names.

    \b
    Examples:
      stamp-infra render                     write what differs
      stamp-infra render --check             in CI: fail when the committed templates are stale
      stamp-infra render --stdout dynamodb   look at one template
    """  # noqa: D301 - \b is for click: it keeps the lines after it apart
    files = _rendered()
    if only is not None:
        click.echo(_one(files, only), nl=False)
        return
    from stamp_infra.workspace.files import changes, write

    folder = Path(FOLDER)
    found = list(changes(folder, files))
    writing = not (check or dry_run)
    if writing:
        for change in found:
            write(folder, change)
    if as_json:
        summary = {"files": len(files), "changes": {c.path: _verb(c) for c in found}, "written": writing}
        click.echo(json.dumps(summary, indent=2))
    else:
        for line in _report(found, len(files), writing=writing):
            click.echo(line)
    if check and found:
        click.echo("infrastructure/ is stale: run `make render` and commit the result", err=True)
        sys.exit(1)


def _rendered() -> Mapping[str, str]:
    from stamp_infra.render.render import render
    from stamp_infra.synth.synthesize import synthesize
    from stamp_infra.workspace.application import load_app

    return render(synthesize(load_app(Path.cwd())))


def _one(files: Mapping[str, str], only: str) -> str:
    stems = {("sam" if path == "sam/template.yaml" else Path(path).stem): path for path in files}
    if only not in stems:
        remedy = f"write one of {', '.join(sorted(stems))}"
        raise UserError([Mistake(where="--stdout", what="is not a template", got=only, remedy=remedy)])
    return files[stems[only]]


def _report(found: list[Change], total: int, *, writing: bool) -> Iterator[str]:
    for change in found:
        if writing:
            yield f"{_verb(change)} {FOLDER}/{change.path}"
        else:
            yield from _diff(change)
    verb = "written" if writing else "to write"
    yield f"{total} files, {len(found)} {verb}" if found else f"{total} files, all up to date"


def _diff(change: Change) -> Iterator[str]:
    from difflib import unified_diff

    lines = unified_diff(
        (change.before or "").split("\n"),
        (change.after or "").split("\n"),
        f"{FOLDER}/{change.path} on disk",
        f"{FOLDER}/{change.path} rendered",
        lineterm="",
    )
    for line in lines:
        yield click.style(line, fg=_COLOURS.get(line[:1]))


def _verb(change: Change) -> str:
    if change.before is None:
        return "create"
    return "remove" if change.after is None else "update"
