"""`stamp-infra permissions`: what CloudFormation may do is what the templates need, and a change shows what it adds."""

from __future__ import annotations

import sys
import tomllib
from pathlib import Path
from typing import Any, Final

import click

from stamp_infra.core.errors import Mistake, UserError

_FOLDER: Final = Path("infrastructure")
_SETTING: Final = "pyproject.toml: tool.stamp-infra.permissions"
_COLOURS: Final = {"+": "green", "-": "red", "~": "yellow"}


@click.command()
@click.option("--check", is_flag=True, help="Write nothing; exit with 1 when the table is not what the templates need.")
def command(*, check: bool) -> None:
    """Write the table of what CloudFormation's role may do, and of the bounds of the application's roles.

    It is worked out from infrastructure/ in every environment: AWS's schemas list what each resource type's handlers
    call, and stamp_infra/permissions/ what those lack or say too widely. The table is the file that pyproject.toml
    names; the account's template is rendered from it. Each line that is shown names an action that comes (+), goes (-)
    or is allowed on something else (~), and what it is for.

    \b
    Examples:
      stamp-infra permissions           write what differs; then `stamp-infra render`
      stamp-infra permissions --check   in CI: fail when a change needs more than is allowed, or less
    """  # noqa: D301 - \b is for click: it keeps the lines after it apart
    from stamp_infra.check.cache import DIRECTORY, Cache
    from stamp_infra.permissions.review import review
    from stamp_infra.workspace.files import Change, write

    file = _file()
    found = review(_FOLDER, file, Cache(directory=DIRECTORY))
    for line in found.differences:
        click.secho(line, fg=_COLOURS[line[0]])
    if found.mistakes:
        raise UserError(found.mistakes)
    if found.current:
        click.echo(f"{file} is what the templates need")
        return
    if check:
        click.echo(f"{file} is stale: run `stamp-infra permissions`, then `make render`, and commit both", err=True)
        click.echo("What comes (+) is bootstrapped before it is deployed, what goes (-) after.", err=True)
        sys.exit(1)
    write(Path(), Change(path=file.as_posix(), before=None, after=found.text))
    click.echo(f"wrote {file}; `stamp-infra render` takes it over")


def _file() -> Path:
    try:
        settings: Any = tomllib.loads(Path("pyproject.toml").read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError):
        settings = {}
    name = settings.get("tool", {}).get("stamp-infra", {}).get("permissions")
    if not isinstance(name, str):
        remedy = 'write [tool.stamp-infra] permissions = "templates/deploy_permissions.json"'
        raise UserError([Mistake(where=_SETTING, what="names no file for the table", remedy=remedy)])
    return Path(name)
