"""`stamp-infra list`: what each rendered template holds, against CloudFormation's limits."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from stamp_infra.check.cache import DIRECTORY, Cache
from stamp_infra.check.inputs import read, settings
from stamp_infra.core.limits import LIMITS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from stamp_infra.check.sizes import Sizes

FOLDER: Final = "infrastructure"
_COLUMNS: Final = ("resources", "parameters", "outputs", "mappings", "body_bytes")
_NEARLY: Final = 0.8


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path), metavar="[PATH]...")
@click.option("--json", "as_json", is_flag=True, help="Print the table as one JSON document.")
def command(*, paths: tuple[Path, ...], as_json: bool) -> None:
    """Show what each template holds, with the part of CloudFormation's limit that it uses.

    Without PATH this is about infrastructure/. PATH is a file or a folder with any CloudFormation or SAM templates.
    Resources are counted after SAM's transform, as CloudFormation counts them.

    \b
    Examples:
      stamp-infra list                       what `stamp-infra render` wrote
      stamp-infra list ../shop/template.yaml any template, whoever wrote it
      stamp-infra list --json                for a program
    """  # noqa: D301 - \b is for click: it keeps the lines after it apart
    from stamp_infra.check.sizes import sizes

    files = read(paths or [Path(FOLDER)])
    found = sizes(files, settings(files), Cache(directory=DIRECTORY))
    if as_json:
        click.echo(json.dumps([_plain(one) for one in found], indent=2))
    elif sys.stdout.isatty():
        _show_table(found)
    else:
        _show_text(found)


def _plain(one: Sizes) -> dict[str, object]:
    used = {name: {"number": one.numbers[name], "limit": LIMITS[name].number} for name in _COLUMNS}
    return {"template": one.template, "source": one.source, **used}


def _cells(one: Sizes) -> list[str]:
    return [f"{one.numbers[name]:,} ({one.share(name):.0%})" for name in _COLUMNS]


def _headings() -> list[str]:
    return [f"{LIMITS[name].what} of {LIMITS[name].number:,}" for name in _COLUMNS]


def _show_text(found: Sequence[Sizes]) -> None:
    rows = [["template", *_headings()], *([one.template, *_cells(one)] for one in found)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    for first, *others in rows:
        numbers = (cell.rjust(width) for cell, width in zip(others, widths[1:], strict=True))
        click.echo("  ".join([first.ljust(widths[0]), *numbers]))


def _show_table(found: Sequence[Sizes]) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table()
    table.add_column("template", overflow="fold")
    for heading in _headings():
        table.add_column(heading, justify="right")
    for one in found:
        styles = ["red" if one.share(name) >= _NEARLY else "" for name in _COLUMNS]
        cells = (Text(cell, style=style) for cell, style in zip(_cells(one), styles, strict=True))
        table.add_row(one.template, *cells)
    Console().print(table)
