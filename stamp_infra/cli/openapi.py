"""`stamp-infra openapi`: the API's OpenAPI document, written from its routes and what is said of each."""

from __future__ import annotations

import sys
from difflib import unified_diff
from pathlib import Path
from typing import Final

import click

PATH: Final = "docs/openapi.yaml"


@click.command()
@click.option("--check", is_flag=True, help="Write nothing; show the difference and exit with 1 when there is one.")
@click.option("--stdout", is_flag=True, help="Print the document; write nothing.")
def command(*, check: bool, stdout: bool) -> None:
    """Write docs/openapi.yaml from the document that pyproject.toml names.

    \b
    Examples:
      stamp-infra openapi            write it when it differs
      stamp-infra openapi --check    in CI: fail when the committed document is stale
      stamp-infra openapi --stdout   look at it
    """  # noqa: D301 - \b is for click: it keeps the lines after it apart
    from stamp_infra.workspace.files import Change, write
    from stamp_infra.workspace.openapi import load_text

    root = Path.cwd()
    text = load_text(root)
    if stdout:
        click.echo(text, nl=False)
        return
    path = root / PATH
    before = path.read_bytes().decode("utf-8", errors="replace") if path.is_file() else None
    if before == text:
        click.echo(f"{PATH} is up to date")
    elif check:
        old = (before or "").split("\n")
        for line in unified_diff(old, text.split("\n"), f"{PATH} on disk", f"{PATH} declared", lineterm=""):
            click.echo(line)
        click.echo(f"{PATH} is stale: run `make render` and commit the result", err=True)
        sys.exit(1)
    else:
        write(root, Change(path=PATH, before=before, after=text))
        click.echo(f"{'create' if before is None else 'update'} {PATH}")
